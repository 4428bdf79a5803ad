package io.drydock.run;

import static io.drydock.plan.Given.optional;
import static io.drydock.plan.Given.service;
import static io.drydock.plan.Given.withVolumes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.FakeProgram;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.result.ServiceResult;
import io.drydock.model.spec.Wait;
import io.drydock.plan.Given;
import io.drydock.plan.Renewal;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServiceRunnerTest {

    private static final List<Wait> SAYS_READY = List.of(new Wait.Log(Pattern.compile("ready"), 1));

    private final Bench bench = new Bench();

    @Test
    void servicesAreUpAndToldInTheOrderOfTheConfiguration() throws Exception {
        Given given = Given.plain().services(service("web", "db"), service("db"));

        List<ServiceResult> results = bench.images(given).up(given);

        assertThat(results).extracting(ServiceResult::name).containsExactly("web", "db");
        assertThat(results).extracting(ServiceResult::ip).containsExactly("10.210.0.2", "10.210.0.3");
        assertThat(bench.container(Bench.ENVIRONMENT + ".web").running()).isTrue();
    }

    @Test
    void siblingsStartSideBySideAndWhatDependsOnOneAfterItIsReady() throws Exception {
        Given given = Given.plain()
                .services(
                        service("web", "db"),
                        service("db", Map.of(), SAYS_READY),
                        service("redis", Map.of(), SAYS_READY));
        bench.images(given);
        CompletableFuture<List<ServiceResult>> up = inBackground(given);
        awaitRunning(Bench.ENVIRONMENT + ".db");
        awaitRunning(Bench.ENVIRONMENT + ".redis");
        assertThat(bench.engine.containers().find(Bench.ENVIRONMENT + ".web")).isEmpty();

        bench.engine.print(Bench.ENVIRONMENT + ".db", "ready\n");
        awaitRunning(Bench.ENVIRONMENT + ".web");
        assertThat(up).isNotDone();
        bench.engine.print(Bench.ENVIRONMENT + ".redis", "ready\n");

        assertThat(up.get(10, TimeUnit.SECONDS)).hasSize(3);
    }

    private void awaitRunning(String container) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (bench.engine
                .containers()
                .find(container)
                .filter(c -> c.running())
                .isEmpty()) {
            assertThat(System.nanoTime()).as("time for " + container).isLessThan(end);
            Thread.sleep(5);
        }
    }

    @Test
    void aServiceThatEndsFailsTheBuildAtOnceWithTheLastLinesOfItsLog() {
        Given given = Given.plain().services(service("db"), service("slow", Map.of(), SAYS_READY));
        bench.images(given);
        bench.engine.script(List.of("db"), FakeProgram.ends(3).complains("no space left\n"));
        long begin = System.nanoTime();

        assertThatThrownBy(() -> bench.up(given)).isInstanceOfSatisfying(DrydockException.class, e -> {
            assertThat(e.outcome()).isEqualTo(Outcome.SERVICE_NOT_READY);
            assertThat(e.what()).isEqualTo("service db is not ready");
            assertThat(e.why()).contains("exit code 3").contains("no space left");
            assertThat(e.next()).contains("docker logs " + Bench.ENVIRONMENT + ".db");
        });
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("the other's limit of 5 s is not waited for")
                .isLessThan(Duration.ofSeconds(4));
        assertThat(bench.container(Bench.ENVIRONMENT + ".db").running()).isFalse();
        assertThat(bench.log(Bench.ENVIRONMENT + ".db")).isEqualTo("no space left\n");
    }

    @Test
    void logsOfContainersThatAreGoneAreForgottenButForThoseOfThisCommitsSuites() throws Exception {
        Given given = Given.plain().services(service("db"));
        bench.images(given);
        bench.engine.script(List.of("db"), FakeProgram.stays().prints("hello\n"));
        bench.up(given);
        for (String container :
                List.of("shop.other.db", Bench.ENVIRONMENT + ".0123456.it", Bench.ENVIRONMENT + ".77aa01b.it")) {
            try (OutputStream log = bench.job(given).logs().open(container)) {
                log.write('x');
            }
        }

        LogFetcher.fetch(bench.job(given));

        assertThat(bench.log(Bench.ENVIRONMENT + ".db")).isEqualTo("hello\n");
        assertThat(bench.log(Bench.ENVIRONMENT + ".77aa01b.it")).isEqualTo("x");
        assertThat(bench.log(Bench.ENVIRONMENT + ".0123456.it")).isEmpty();
        assertThat(bench.log("shop.other.db")).isEmpty();
    }

    @Test
    void anOptionalServiceThatIsNotReadyIsAWarningAndLeftOut() throws Exception {
        Given given = Given.plain().services(service("db"), optional("mail", List.of(new Wait.Running())));
        bench.images(given);
        bench.engine.script(List.of("mail"), FakeProgram.ends(1));

        assertThat(bench.up(given)).extracting(ServiceResult::name).containsExactly("db");
        assertThat(bench.warnings())
                .singleElement()
                .asString()
                .contains("service mail is not ready")
                .contains("optional");
    }

    @Test
    void whatDependsOnAnOptionalServiceThatIsNotReadyStartsAllTheSame() throws Exception {
        Given given = Given.plain().services(service("web", "mail"), optional("mail", List.of(new Wait.Running())));
        bench.images(given);
        bench.engine.script(List.of("mail"), FakeProgram.ends(1));

        assertThat(bench.up(given)).extracting(ServiceResult::name).containsExactly("web");
    }

    @Test
    void aServiceThatIsRemovedWhileItStartsFailsTheBuildAtOnceAndThatIsSaid() throws Exception {
        Given given = Given.plain().services(service("db", Map.of(), SAYS_READY));
        bench.images(given);
        CompletableFuture<List<ServiceResult>> up = inBackground(given);
        awaitRunning(Bench.ENVIRONMENT + ".db");
        bench.engine
                .containers()
                .remove(bench.container(Bench.ENVIRONMENT + ".db").id());

        assertThatThrownBy(() -> up.get(4, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.SERVICE_NOT_READY);
                    assertThat(e.what()).isEqualTo("service db is not ready");
                    assertThat(e.why()).startsWith("its container was removed").doesNotContain("logged");
                    assertThat(e.next()).noneMatch(line -> line.startsWith("docker logs"));
                });
    }

    @Test
    void aFailureShowsTheLastFiftyLinesOfTheLog() {
        Given given = Given.plain().services(service("db"));
        bench.images(given);
        FakeProgram program = FakeProgram.ends(1);
        for (int i = 1; i <= 60; i++) {
            program = program.prints("line " + i + "\n");
        }
        bench.engine.script(List.of("db"), program);

        assertThatThrownBy(() -> bench.up(given)).isInstanceOfSatisfying(DrydockException.class, e -> {
            assertThat(e.why().lines().filter(line -> line.startsWith("  line ")))
                    .hasSize(50);
            assertThat(e.why()).contains("  line 11\n").endsWith("  line 60").doesNotContain("  line 10\n");
        });
    }

    @Test
    void allServicesTogetherHaveOneLimitWhereItIsSet() throws Exception {
        Given given = Given.plain().services(service("db", Map.of(), SAYS_READY), service("redis"));
        bench.images(given);

        assertThatThrownBy(() -> bench.up(given, Renewal.AS_NEEDED, Optional.of(Duration.ofMillis(300))))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.SERVICE_NOT_READY);
                    assertThat(e.what()).isEqualTo("service db is not ready");
                    assertThat(e.why()).contains("; all services together had 0 s");
                    assertThat(e.next()).anyMatch(line -> line.contains("-Ddocker.services.timeout"));
                });
        assertThat(bench.up(given.services(service("redis")), Renewal.AS_NEEDED, Optional.of(Duration.ofSeconds(20))))
                .hasSize(1);
    }

    private CompletableFuture<List<ServiceResult>> inBackground(Given given) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return bench.up(given);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aSecondRunKeepsTheContainersAndSaysSo() throws Exception {
        Given given = Given.plain().services(service("db"));
        bench.images(given).up(given);
        String id = bench.container(Bench.ENVIRONMENT + ".db").id();

        assertThat(bench.up(given)).extracting(ServiceResult::reused).containsExactly(true);
        assertThat(bench.container(Bench.ENVIRONMENT + ".db").id()).isEqualTo(id);
    }

    @Test
    void aStoppedServiceIsStartedInItsOldContainerAtItsOldAddress() throws Exception {
        Given given = Given.plain().services(service("db"), service("redis"));
        bench.images(given).up(given);
        String id = bench.container(Bench.ENVIRONMENT + ".redis").id();
        bench.engine.end(id, 1, false);

        assertThat(bench.up(given)).extracting(ServiceResult::ip).containsExactly("10.210.0.2", "10.210.0.3");
        assertThat(bench.container(Bench.ENVIRONMENT + ".redis").id()).isEqualTo(id);
        assertThat(bench.container(Bench.ENVIRONMENT + ".redis").running()).isTrue();
    }

    @Test
    void aContainerOfAnotherUnderAServicesNameIsLeftAloneAndTheErrorNamesIt() throws Exception {
        Given given = Given.plain().services(service("db"));
        bench.images(given);
        String name = Bench.ENVIRONMENT + ".db";
        String id = Foreign.run(bench.engine, name, "db:1");

        int calls = bench.engine.calls().size();

        assertThatThrownBy(() -> bench.up(given)).isInstanceOfSatisfying(DrydockException.class, e -> {
            assertThat(e.what()).isEqualTo("the container name " + name + " is taken");
            assertThat(e.why()).contains("it has no label io.drydock.app");
        });
        assertThat(bench.engine.calls()).as("nothing is made").hasSize(calls);
        assertThat(bench.container(name).id()).isEqualTo(id);
        assertThat(bench.container(name).running()).isTrue();
    }

    @Test
    void aResetGivesServicesNewVolumesAndLeavesThoseOfOthers() throws Exception {
        Given given = Given.plain().services(withVolumes(service("db"), "data"), service("redis"));
        bench.images(given).up(given);
        String data = Bench.ENVIRONMENT + ".db.data";
        bench.engine.volumes().create(Bench.ENVIRONMENT + ".db.theirs", Map.of());
        bench.engine.volumes().create("other", Map.of(Labels.APP, "other", Labels.SERVICE, "db"));
        int before = bench.engine.calls().size();

        bench.up(given, Renewal.FRESH);
        assertThat(bench.engine.calls()).doesNotContain("volumes.remove " + data);
        bench.up(given, Renewal.RESET);

        assertThat(bench.engine.calls().subList(before, bench.engine.calls().size()))
                .filteredOn(call -> call.startsWith("volumes.remove "))
                .containsExactly("volumes.remove " + data);
        assertThat(bench.engine.volumes().find(data))
                .hasValueSatisfying(made -> assertThat(made.labels()).containsEntry(Labels.SERVICE, "db"));
    }

    @Test
    void manyServicesComeUpEachAfterThoseThatItDependsOn() throws Exception {
        var services = new io.drydock.model.spec.ServiceSpec[13];
        for (int i = 0; i < services.length; i++) {
            services[i] = i == 0 ? service("s0") : service("s" + i, "s" + i / 2);
        }
        Given given = Given.plain().services(services);

        assertThat(bench.images(given).up(given)).hasSize(services.length);
        for (int i = 1; i < services.length; i++) {
            assertThat(bench.call("containers.start " + Bench.ENVIRONMENT + ".s" + i / 2))
                    .isLessThanOrEqualTo(bench.call("containers.start " + Bench.ENVIRONMENT + ".s" + i));
        }
    }
}
