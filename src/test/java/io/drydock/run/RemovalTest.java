package io.drydock.run;

import static io.drydock.plan.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.EngineException;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.plan.Given;
import io.drydock.plan.Lock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RemovalTest {

    private final Bench bench = new Bench();
    private final Given given = Given.plain().services(service("db"));
    private final Given other = Given.plain().on("other").services(service("db"));

    @Test
    void servicesDownTakesTheServicesAndLeavesTheRest() throws Exception {
        bench.images(given).runWithServices(given);

        removal().services(Duration.ofSeconds(1));

        assertThat(bench.engine.containers().find(Bench.ENVIRONMENT + ".db")).isEmpty();
        assertThat(bench.container(Bench.APP).running()).isTrue();
        assertThat(bench.engine.networks().find(Bench.ENVIRONMENT)).isPresent();
    }

    @Test
    void downTakesAllOfTheEnvironmentButItsImagesAndNothingOfAnyOther() throws Exception {
        bench.images(given).runWithServices(given);
        bench.images(other).runWithServices(other);
        String foreign = Foreign.run(bench.engine, Bench.ENVIRONMENT + ".theirs", "db:1");
        bench.engine.volumes().create("data", given.target().labels(Labels.ROLE_VOLUME));
        bench.engine.volumes().create("theirs", Map.of());

        removal().all();

        assertThat(bench.engine.containers().list(Map.of(Labels.SLUG, "")))
                .isNotEmpty()
                .allMatch(c -> c.labels().get(Labels.BRANCH).equals("other"));
        assertThat(bench.container(foreign).running()).isTrue();
        assertThat(bench.engine.networks().list(Map.of()))
                .extracting(network -> network.name())
                .containsExactly(other.environment().network());
        assertThat(bench.engine.volumes().find("data")).isEmpty();
        assertThat(bench.engine.volumes().find("theirs")).isPresent();
        assertThat(bench.engine.images().find(given.image())).isPresent();
    }

    @Test
    void aContainerOfOthersThatKeepsTheNetworkIsNamedAndRunsOn() throws Exception {
        bench.images(given).runWithServices(given);
        String foreign = Foreign.run(bench.engine, "theirs", "db:1");
        bench.engine.networks().connect(Bench.ENVIRONMENT, foreign, List.of());

        assertThatThrownBy(() -> removal().all())
                .isInstanceOfSatisfying(
                        DrydockException.class,
                        e -> assertThat(e.why()).contains("container theirs is in " + Bench.ENVIRONMENT));

        assertThat(bench.container(foreign).running()).isTrue();
        assertThat(bench.engine.containers().find(Bench.APP)).isEmpty();
    }

    @Test
    void aContainerThatCannotBeRemovedIsNamedWithTheReasonAndAllElseGoes() throws Exception {
        Given both = Given.plain().services(service("db"), service("redis"));
        bench.images(both).up(both);
        RuntimeException busy = new EngineException(
                EngineException.Kind.OTHER, 500, "cannot remove", "device or resource busy", List.of(), null);
        bench.engine.fail("containers.remove", busy);

        assertThatThrownBy(() -> removal().services(Duration.ZERO))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.what()).contains("could be removed");
                    assertThat(e.why())
                            .matches("container " + Bench.ENVIRONMENT + "\\.(db|redis): device or resource busy");
                    assertThat(e.next()).containsExactly("mvn docker:services-down");
                });
        assertThat(bench.engine.containers().list(Map.of(Labels.APP, ""))).hasSize(1);

        bench.engine.fail("containers.remove", busy);
        assertThatThrownBy(() -> removal().all())
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.why()).contains("device or resource busy"));
        removal().all();
        assertThat(bench.engine.containers().list(Map.of(Labels.APP, ""))).isEmpty();
        assertThat(bench.engine.networks().list(Map.of())).isEmpty();
    }

    @Test
    void aLockWhoseHolderIsGoneGoesWithTheRest() throws Exception {
        TestTime killed = new TestTime();
        new Locks(bench.engine, event -> {}, killed).take(lock());
        killed.sleep(Duration.ofSeconds(3));
        TestTime time = new TestTime();

        new Removal(bench.engine, bench.events::add, given.environment(), time).all();

        assertThat(time.passed()).isBetween(Locks.LEASE, Locks.LEASE.plusSeconds(1));
        assertThat(bench.engine.containers().list(Map.of(Labels.APP, ""))).isEmpty();
        assertThat(bench.engine.volumes().list(Map.of(Labels.APP, ""))).isEmpty();
    }

    @Test
    void aLockThatIsHeldStaysAndTheRestGoes() throws Exception {
        TestTime holding = new TestTime();
        Lease lease = new Locks(bench.engine, event -> {}, holding).take(lock()).orElseThrow();
        bench.images(given).runWithServices(given);
        TestTime time = new TestTime(passed -> holding.sleep(passed.minus(holding.passed())));

        new Removal(bench.engine, bench.events::add, given.environment(), time).all();

        assertThat(time.passed()).isLessThan(Duration.ofSeconds(3));
        assertThat(bench.engine.containers().list(Map.of(Labels.APP, "")))
                .extracting(container -> container.name())
                .containsExactly(lock().name());
        assertThat(lease.lost()).isFalse();
        assertThat(removal().describe(true)).isEmpty();
    }

    private Lock lock() {
        return new Lock(
                given.environment(),
                "image " + given.image(),
                given.environment().lock("77aa01b"),
                given.target().labels(Labels.ROLE_LOCK));
    }

    @Test
    void whatWouldGoIsToldBefore() throws Exception {
        bench.images(given).runWithServices(given);

        assertThat(removal().describe(true))
                .containsExactlyInAnyOrder(
                        "remove container " + Bench.ENVIRONMENT + ".db",
                        "remove container " + Bench.APP,
                        "remove network " + Bench.ENVIRONMENT);
    }

    private Removal removal() {
        return new Removal(bench.engine, bench.events::add, given.environment());
    }
}
