package io.drydock.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.state.ContainerSummary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose log is meant. */
class LogSelectionTest {

    private static final Listed OLD = Listed.on("feature/login", "a8e8e83".repeat(5) + "a8e8e");
    private static final Listed NEW = Listed.on("feature/login", "77aa01b".repeat(5) + "77aa0");

    @Test
    void withoutANameItIsTheSuiteThatFailedLastAndElseTheApp() {
        assertThat(choose(List.of(OLD.app(60), NEW.suite("unit", 1, 2), NEW.service("db", true, 3))))
                .containsExactly("unit");
        assertThat(choose(List.of(NEW.app(2), OLD.suite("unit", 1, 60)))).containsExactly("app");
    }

    @Test
    void aNewVersionThatStoppedComesBeforeTheOldOneThatServes() {
        List<ContainerSummary> chosen = selection(List.of(OLD.app(60), NEW.stoppedApp("shop.x.77aa01b", 1, 2)))
                .choose(List.of(), Optional.empty());

        assertThat(chosen).extracting(ContainerSummary::name).containsExactly("shop.x.77aa01b");
    }

    @Test
    void servicesAndSuitesAreChosenByNameAndAllServicesByAStar() {
        List<ContainerSummary> all =
                List.of(NEW.service("db", true, 3), NEW.service("mq", false, 3), NEW.suite("unit", 0, 2), NEW.app(1));

        assertThat(choose(all, List.of("mq", "db"), "unit")).containsExactly("mq", "db", "unit");
        assertThat(choose(all, List.of("*"), "")).containsExactly("db", "mq");
    }

    @Test
    void besideASuiteWithServicesOfItsOwnTheseAreMeant() {
        List<ContainerSummary> all =
                List.of(NEW.service("db", true, 9), NEW.suite("it", 1, 2), NEW.ofSuite("it", "db", 2));
        String own = NEW.ofSuite("it", "db", 2).name();

        assertThat(selection(all).choose(List.of("db"), Optional.of("it")))
                .extracting(ContainerSummary::name)
                .containsExactly(own, NEW.suite("it", 1, 2).name());
        assertThat(selection(all).choose(List.of("*"), Optional.empty()))
                .extracting(ContainerSummary::name)
                .containsExactly(NEW.service("db", true, 9).name());
    }

    @Test
    void ofASuiteThatRanTwiceTheLaterRunIsMeant() {
        assertThat(selection(List.of(OLD.suite("unit", 1, 9), NEW.suite("unit", 2, 3)))
                        .choose(List.of(), Optional.of("unit")))
                .extracting(ContainerSummary::createdAt)
                .containsExactly(Listed.NOW.minusSeconds(180));
    }

    @Test
    void aMissingOneIsToldWithThoseThatThereAre() {
        assertThatThrownBy(() -> choose(List.of(NEW.service("db", true, 3)), List.of("redis"), ""))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.what()).isEqualTo("service redis has no container");
                    assertThat(e.why()).contains("there is service db");
                });
        assertThatThrownBy(() -> choose(List.of(), List.of("*"), "")).isInstanceOf(DrydockException.class);
        assertThatThrownBy(() -> choose(List.of(NEW.service("db", true, 3))))
                .hasMessageContaining("there is no log to print");
    }

    private static LogSelection selection(List<ContainerSummary> containers) {
        return new LogSelection(NEW.environment(), containers);
    }

    private static List<String> choose(List<ContainerSummary> containers) {
        return choose(containers, List.of(), "");
    }

    private static List<String> choose(List<ContainerSummary> containers, List<String> services, String suite) {
        return selection(containers).choose(services, Optional.of(suite).filter(name -> !name.isEmpty())).stream()
                .map(LogSelection::title)
                .toList();
    }
}
