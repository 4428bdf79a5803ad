package io.drydock.plan;

import static io.drydock.plan.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Subnet;
import io.drydock.model.spec.Limits;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.VolumeSpec;
import io.drydock.model.spec.Wait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicePlannerTest {

    private static final String ENVIRONMENT = "shop.feature-login-df7c7aeb35";

    private final Given three = Given.plain().services(service("web", "db"), service("db"), service("redis"));

    @Test
    void aFreshEnvironmentGetsItsNetworkThenEachServiceAfterThoseThatItDependsOn() {
        assertThat(Seen.imagesOf(three).services(three).describe())
                .containsExactly(
                        "create network " + ENVIRONMENT + " (10.210.0.0/27)",
                        "start service db from db:1 (not there)",
                        "start service web from web:1 (not there)",
                        "start service redis from redis:1 (not there)");
    }

    @Test
    void imagesThatAreNotThereArePulledOnceAndFirst() {
        Given given = Given.plain().services(service("db"));

        assertThat(new Seen().services(given).describe())
                .containsExactly(
                        "create network " + ENVIRONMENT + " (10.210.0.0/27)",
                        "pull image db:1",
                        "start service db from db:1 (not there)");
    }

    @Test
    void whatIsRightIsKept() {
        Plan plan = Seen.up(three).services(three);

        assertThat(plan.describe()).containsExactly("keep service db", "keep service web", "keep service redis");
        assertThat(plan.changesNothing()).isTrue();
    }

    @Test
    void whatHasStoppedIsStartedAgainAndNothingElseIsTouched() {
        Seen seen = Seen.up(three).stop(ENVIRONMENT + ".db", 1);

        assertThat(seen.services(three).describe())
                .containsExactly(
                        "start service db again (it had ended with exit code 1)",
                        "keep service web",
                        "keep service redis");
    }

    @Test
    void aChangedDefinitionRenewsTheServiceAndWhatDependsOnItAndNothingElse() {
        Given changed = Given.plain()
                .services(
                        service("web", "db"),
                        service("db", Map.of("FSYNC", "off"), List.of(new Wait.Running())),
                        service("redis"));

        assertThat(Seen.up(three).services(changed).describe())
                .containsExactly(
                        "remove container " + ENVIRONMENT + ".db (its definition changed)",
                        "start service db from db:1 (its definition changed)",
                        "remove container " + ENVIRONMENT + ".web (it depends on db)",
                        "start service web from web:1 (it depends on db)",
                        "keep service redis");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"env", "volumes", "command", "entrypoint", "user", "memory", "cpus", "newPrivileges", "restart"})
    void eachPartOfWhatAContainerIsMadeOfRenewsIt(String part) {
        Given given = Given.plain().services(service("db"));

        assertThat(Seen.up(given)
                        .services(Given.plain().services(changed(part)))
                        .describe())
                .contains("start service db from db:1 (its definition changed)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"waits", "timeout", "required", "url"})
    void whatIsNoPartOfItsContainerRenewsNothing(String part) {
        Given given = Given.plain().services(service("db"));

        assertThat(Seen.up(given)
                        .services(Given.plain().services(changed(part)))
                        .describe())
                .containsExactly("keep service db");
    }

    private static ServiceSpec changed(String part) {
        ServiceSpec s = service("db");
        Limits limits = new Limits(
                part.equals("memory") ? OptionalLong.of(64 << 20) : OptionalLong.empty(),
                part.equals("cpus") ? OptionalDouble.of(0.5) : OptionalDouble.empty(),
                part.equals("newPrivileges"));
        return new ServiceSpec(
                s.name(),
                s.image(),
                s.app(),
                part.equals("env") ? Map.of("FSYNC", "off") : s.env(),
                s.port(),
                part.equals("url") ? Optional.of("db://@{host}") : s.url(),
                part.equals("waits") ? List.of(new Wait.Tcp(1)) : s.waits(),
                part.equals("timeout") ? s.timeout().plusSeconds(1) : s.timeout(),
                s.dependsOn(),
                part.equals("volumes") ? List.of(new VolumeSpec("data", "/data", false)) : s.volumes(),
                s.files(),
                s.secrets(),
                part.equals("command") ? Optional.of(List.of("other")) : s.command(),
                part.equals("entrypoint") ? Optional.of(List.of("/init")) : s.entrypoint(),
                part.equals("user") ? Optional.of("1000") : s.user(),
                limits,
                part.equals("restart") ? "no" : s.restart(),
                !part.equals("required"),
                s.publish());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "paused", "restarting", "removing"})
    void whatCannotJustBeStartedIsMadeAnew(String status) {
        assertThat(Seen.up(three)
                        .status(ENVIRONMENT + ".redis", status, 1)
                        .services(three)
                        .describe())
                .contains("start service redis from redis:1 (it was " + status + ")", "keep service db");
    }

    @Test
    void aJobRunsAgainOnceItsTargetIsMadeAnew() {
        ServiceSpec seed = service("seed", Map.of(), List.of(new Wait.Exit(0)), "db");
        Given given = Given.plain().services(seed, service("db"));

        assertThat(Seen.up(given).stop(ENVIRONMENT + ".db", 1).services(given).describe())
                .contains("keep service seed");
        assertThat(Seen.up(given)
                        .services(Given.plain().services(seed, changed("env")))
                        .describe())
                .contains("start service seed from seed:1 (it depends on db)");
    }

    @Test
    void aMovedImageRenewsItsService() {
        Seen seen = Seen.up(three).image("redis:1", "sha256:another", Map.of());

        assertThat(seen.services(three).describe())
                .contains("start service redis from redis:1 (its definition changed)");
    }

    @Test
    void changedFilesRenewTheirService() {
        Seen seen = Seen.up(three).files("redis", "another digest");

        assertThat(seen.services(three).of(Step.CreateService.class))
                .extracting(step -> step.service().name())
                .containsExactly("redis");
    }

    @Test
    void aContainerThatWasNeverStartedIsMadeAnew() {
        Given given = Given.plain().services(service("db"), service("redis"));
        Seen killed = Seen.up(given).unstarted(ENVIRONMENT + ".db").unstarted(ENVIRONMENT + ".redis");

        assertThat(killed.services(given).describe())
                .containsExactly(
                        "remove container " + ENVIRONMENT + ".db (it was not finished)",
                        "start service db from db:1 (it was not finished)",
                        "remove container " + ENVIRONMENT + ".redis (it was not finished)",
                        "start service redis from redis:1 (it was not finished)");
    }

    @Test
    void aServiceThatIsNoLongerConfiguredIsRemoved() {
        Given two = Given.plain().services(service("web", "db"), service("db"));

        assertThat(Seen.up(three).services(two).describe())
                .containsExactly(
                        "remove container " + ENVIRONMENT + ".redis (no longer configured)",
                        "keep service db",
                        "keep service web");
    }

    @Test
    void anAppOfTheEnvironmentIsNoStranger() {
        Seen seen = Seen.up(three).container(ENVIRONMENT + ".app", Map.of(Labels.ROLE, Labels.ROLE_APP));

        assertThat(seen.services(three).changesNothing()).isTrue();
    }

    @Test
    void aContainerOfAnotherUnderOurNameIsAnErrorThatNamesIt() {
        Seen seen = Seen.up(three).unlabel(ENVIRONMENT + ".db");

        assertThatThrownBy(() -> seen.services(three)).isInstanceOfSatisfying(DrydockException.class, e -> {
            assertThat(e.what()).contains(ENVIRONMENT + ".db");
            assertThat(e.next()).anyMatch(line -> line.contains("docker rm -f " + ENVIRONMENT + ".db"));
        });
    }

    @Test
    void aNetworkOfAnotherUnderOurNameIsAnErrorThatNamesIt() {
        Seen seen = Seen.imagesOf(three).network(ENVIRONMENT, "10.1.0.0/24", Map.of());

        assertThatThrownBy(() -> seen.services(three))
                .isInstanceOfSatisfying(
                        DrydockException.class,
                        e -> assertThat(e.what()).isEqualTo("the network name " + ENVIRONMENT + " is taken"));
    }

    @Test
    void aSubnetThatIsTakenIsPassedOver() {
        Seen seen = Seen.imagesOf(three).taken(Subnet.parse("10.210.0.0/26"));

        assertThat(seen.services(three).describe()).first().asString().endsWith("(10.210.0.64/27)");
    }

    @Test
    void aJobThatIsDoneIsKeptAndOneThatFailedIsRunAnew() {
        Given given = Given.plain().services(service("seed", Map.of(), List.of(new Wait.Exit(0))));

        assertThat(Seen.up(given).services(given).describe()).containsExactly("keep service seed");
        assertThat(Seen.up(given).stop(ENVIRONMENT + ".seed", 3).services(given).describe())
                .contains("start service seed from seed:1 (it has not done its job)");
    }

    @Test
    void freshServicesAreAllMadeAnew() {
        Plan plan = Seen.up(three).services(three, Renewal.FRESH);

        assertThat(plan.of(Step.CreateService.class)).hasSize(3);
        assertThat(plan.of(Step.RemoveContainer.class)).hasSize(3);
    }

    @Test
    void aResetTakesTheVolumesOfItsServicesAwayAndNoOthers() {
        Given db = Given.plain().services(service("db"));
        Seen seen = Seen.up(db)
                .volume(ENVIRONMENT + ".db.data", Map.of(Labels.SERVICE, "db"))
                .volume(ENVIRONMENT + ".db.old", Map.of(Labels.SERVICE, "db"))
                .volume(ENVIRONMENT + ".gone.data", Map.of(Labels.SERVICE, "gone"))
                .volume(ENVIRONMENT + ".app.uploads", Map.of(Labels.SERVICE, "app"));

        assertThat(seen.services(db, Renewal.RESET).describe())
                .containsExactly(
                        "remove container " + ENVIRONMENT + ".db (fresh services wanted)",
                        "remove volume " + ENVIRONMENT + ".db.data (fresh volumes wanted)",
                        "remove volume " + ENVIRONMENT + ".db.old (fresh volumes wanted)",
                        "start service db from db:1 (fresh services wanted)");
        assertThat(seen.services(db, Renewal.FRESH).of(Step.RemoveVolume.class)).isEmpty();
    }

    @Test
    void aServiceIsToldTheAddressesOfTheEarlierOnesAndOfThoseThatItDependsOn() {
        Plan plan = Seen.imagesOf(three).services(three);

        assertThat(env(plan, "web")).containsExactly("DB_HOST=10.210.0.3");
        assertThat(env(plan, "db")).containsExactly("WEB_HOST=10.210.0.2");
        assertThat(env(plan, "redis")).containsExactly("WEB_HOST=10.210.0.2", "DB_HOST=10.210.0.3");
    }

    private static List<String> env(Plan plan, String service) {
        return plan.of(Step.CreateService.class).stream()
                .filter(step -> step.service().name().equals(service))
                .findFirst()
                .orElseThrow()
                .service()
                .request()
                .env();
    }

    @Test
    void anyGraphIsOrderedAndOnceItIsUpNothingIsLeftToDo() {
        Random random = new Random(11);
        for (int i = 0; i < 40; i++) {
            Given given = Given.plain().services(graph(random));
            Seen seen = Seen.imagesOf(given);
            Plan plan = seen.services(given);

            List<String> started = new ArrayList<>();
            for (Step.CreateService step : plan.of(Step.CreateService.class)) {
                assertThat(started).containsAll(step.service().spec().dependsOn());
                started.add(step.service().name());
            }
            assertThat(started).hasSize(given.services().size());
            assertThat(seen.apply(plan).services(given).changesNothing()).isTrue();
        }
    }

    private static ServiceSpec[] graph(Random random) {
        List<ServiceSpec> services = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int size = 1 + random.nextInt(10);
        for (int i = 0; i < size; i++) {
            String[] after =
                    names.stream().filter(name -> random.nextInt(3) == 0).toArray(String[]::new);
            services.add(service("s" + i, after));
            names.add("s" + i);
        }
        Collections.shuffle(services, random);
        return services.toArray(ServiceSpec[]::new);
    }
}
