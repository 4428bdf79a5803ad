package io.drydock.run;

import static io.drydock.plan.Given.fresh;
import static io.drydock.plan.Given.service;
import static io.drydock.plan.Given.suite;
import static io.drydock.plan.Given.withVolumes;
import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.FakeProgram;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A suite with services of its own. */
@Timeout(30)
class SuiteServicesTest {

    private static final String DB = Bench.ENVIRONMENT + ".db";
    private static final String SUITE = Bench.ENVIRONMENT + ".77aa01b.it";
    private static final String OWN_DB = SUITE + ".db";

    private final Bench bench = new Bench();
    private final Given given =
            Given.plain().services(withVolumes(service("db"), "data")).suites(fresh(suite("it")));

    @BeforeEach
    void bringUp() throws Exception {
        bench.images(given).up(given);
        suiteEnds(0);
    }

    private void suiteEnds(int exitCode) {
        bench.engine.script(List.of("test", "it"), FakeProgram.ends(exitCode));
    }

    @Test
    void itRunsAmongThemAndAllOfThemGoWhenItHasPassed() throws Exception {
        bench.engine.script(List.of("db"), FakeProgram.stays().prints("hello\n"));

        assertThat(bench.verify(given).failure()).isEmpty();

        assertThat(bench.engine.calls()).contains("containers.start " + OWN_DB);
        assertThat(containers()).containsExactly(DB);
        assertThat(bench.engine.networks().list(Map.of())).hasSize(1);
        assertThat(bench.engine.volumes().list(Map.of(Labels.ROLE, Labels.ROLE_VOLUME)))
                .singleElement()
                .satisfies(volume -> assertThat(volume.name()).isEqualTo(DB + ".data"));
        assertThat(bench.log(OWN_DB)).isEqualTo("hello\n");
    }

    @Test
    void itKnowsTheirAddressesAndNotTheBranchs() throws Exception {
        suiteEnds(1);

        bench.verify(given);

        String own = bench.container(OWN_DB).addresses().get(SUITE);
        assertThat(own).isNotEqualTo(bench.container(DB).addresses().get(Bench.ENVIRONMENT));
        assertThat(bench.container(SUITE).env()).contains("DB_HOST=" + own);
        assertThat(bench.container(SUITE).addresses()).containsOnlyKeys(SUITE);
    }

    @Test
    void theyStayWithASuiteThatFailedAndAreMadeAnewForItsNextRun() throws Exception {
        suiteEnds(1);
        bench.verify(given);
        String first = bench.container(OWN_DB).id();
        assertThat(bench.container(OWN_DB).running()).isTrue();

        bench.verify(given);
        assertThat(bench.container(OWN_DB).id()).isNotEqualTo(first);

        suiteEnds(0);
        bench.verify(given);
        assertThat(containers()).containsExactly(DB);
    }

    @Test
    void oneThatIsNotReadyFailsTheSuiteWithItsLog() throws Exception {
        bench.engine.script(List.of("db"), FakeProgram.ends(3).complains("no space left\n"));

        assertThat(bench.verify(given).failure()).hasValueSatisfying(e -> {
            assertThat(e.outcome()).isEqualTo(Outcome.SERVICE_NOT_READY);
            assertThat(e.what()).isEqualTo("service db of suite it is not ready");
            assertThat(e.why()).contains("no space left");
        });
        assertThat(bench.engine.containers().find(SUITE)).isEmpty();
    }

    @Test
    void theyAreSweptWithTheContainerOfTheirSuite() throws Exception {
        suiteEnds(1);
        bench.verify(given);

        sweep(Duration.ofHours(1));
        assertThat(containers()).containsExactlyInAnyOrder(DB, SUITE, OWN_DB);

        sweep(Duration.ZERO.minusDays(1));
        assertThat(containers()).containsExactly(DB);
        assertThat(bench.engine.networks().list(Map.of())).hasSize(1);
    }

    @Test
    void theyAreSweptWhereTheRunWasKilledBeforeTheSuiteBegan() throws Exception {
        suiteEnds(1);
        bench.verify(given);
        bench.engine.containers().remove(SUITE);

        sweep(Duration.ofHours(1));

        assertThat(containers()).containsExactly(DB);
    }

    private void sweep(Duration keep) throws InterruptedException {
        new Sweep(bench.job(given)).failed(keep);
    }

    private List<String> containers() {
        return bench.engine.containers().list(Map.of(Labels.APP, "shop")).stream()
                .map(ContainerSummary::name)
                .toList();
    }
}
