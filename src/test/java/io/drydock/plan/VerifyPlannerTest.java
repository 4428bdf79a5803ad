package io.drydock.plan;

import static io.drydock.plan.Given.fresh;
import static io.drydock.plan.Given.service;
import static io.drydock.plan.Given.suite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.SuiteSpec;
import io.drydock.model.state.VolumeState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyPlannerTest {

    private static final String ENVIRONMENT = "shop.feature-login-df7c7aeb35";

    private final Given given = Given.plain().services(service("db")).suites(suite("unit"), suite("it"));

    @Test
    void withoutARecordEverySuiteRunsInOrder() {
        assertThat(plan(given, ready(given)).describe())
                .containsExactly("run suite unit in " + given.image(), "run suite it in " + given.image());
    }

    @Test
    void aSuiteKnowsTheAppByALinkUnlessAServiceHasItsName() {
        Given named = Given.plain().services(service("shop")).suites(suite("unit"));

        assertThat(links(given)).containsExactly(ENVIRONMENT + ".app:shop");
        assertThat(links(named)).isEmpty();
    }

    private static List<String> links(Given given) {
        return plan(given, ready(given))
                .of(Step.RunSuite.class)
                .get(0)
                .suite()
                .request()
                .links();
    }

    @Test
    void whatPassedWithTheSameServicesIsNotRunAgainUnlessWanted() {
        Seen seen = passed(given);

        assertThat(plan(given, seen).describe())
                .containsExactly("use the record " + ENVIRONMENT
                        + ".77aa01b.record: this image passed these suites with these services");
        assertThat(planner(given, seen).plan(true).of(Step.RunSuite.class)).hasSize(2);
    }

    @Test
    void anotherImageAnotherServiceImageAnotherStageRunsThemAgain() {
        SuiteSpec inStage = suite("build", Optional.of("build"), Map.of(), Duration.ofSeconds(5), false);
        Given staged = Given.plain().services(service("db")).suites(suite("unit"), inStage);
        String stage = staged.image() + "-build";
        for (String moved : List.of(staged.image(), "db:1", stage)) {
            Seen seen = ready(staged).image(stage, "sha256:stage", Map.of());
            seen.record(record(staged, seen));
            assertThat(plan(staged, seen).changesNothing()).isTrue();

            seen.image(moved, "sha256:another", Map.of());

            assertThat(plan(staged, seen).of(Step.RunSuite.class)).as(moved).hasSize(2);
        }
    }

    @Test
    void anotherImageOfAnAppThatIsAServiceRunsThemAgain() {
        Given with = Given.plain().services(Given.app("billing")).suites(suite("unit"));
        String billing = "billing/feature-login-df7c7aeb35:verified";
        Seen seen = new Seen().image(with.image(), "sha256:app", Map.of()).image(billing, "sha256:b1", Map.of());
        seen.record(record(with, seen));
        assertThat(plan(with, seen).changesNothing()).isTrue();

        seen.image(billing, "sha256:b2", Map.of());

        assertThat(plan(with, seen).of(Step.RunSuite.class)).hasSize(1);
    }

    @Test
    void aChangedSuiteOrVariableRunsThemAgain() {
        Seen seen = passed(given);
        SuiteSpec slower = suite("it", Optional.empty(), Map.of("A", "1"), Duration.ofSeconds(5), false);

        assertThat(plan(given.suites(suite("unit")), seen).of(Step.RunSuite.class))
                .hasSize(1);
        assertThat(plan(given.suites(suite("unit"), slower), seen).of(Step.RunSuite.class))
                .hasSize(2);
        assertThat(plan(given.env(Map.of("JAVA_OPTS", "-Xmx1g")), seen).of(Step.RunSuite.class))
                .hasSize(2);
    }

    @Test
    void aSuiteThatMayGainPrivilegesIsAnother() {
        SuiteSpec s = suite("unit");
        SuiteSpec changed = new SuiteSpec(
                s.name(),
                s.command(),
                s.target(),
                s.withApp(),
                s.reports(),
                s.timeout(),
                s.limits().withNewPrivileges(true),
                s.env(),
                s.parallel(),
                s.freshServices());

        assertThat(plan(given.suites(changed), passed(given.suites(s))).of(Step.RunSuite.class))
                .hasSize(1);
        assertThat(plan(given.suites(changed), passed(given.suites(changed))).of(Step.RunSuite.class))
                .isEmpty();
    }

    @Test
    void theOrderOfVariablesChangesNothing() {
        Given one = given.env(ordered("A", "B"));
        Given other = given.env(ordered("B", "A"));

        assertThat(planner(one, ready(one)).fingerprint())
                .isEqualTo(planner(other, ready(other)).fingerprint());
    }

    private static Map<String, String> ordered(String... names) {
        Map<String, String> variables = new java.util.LinkedHashMap<>();
        for (String name : names) {
            variables.put(name, "1");
        }
        return variables;
    }

    @Test
    void withoutSuitesNothingIsVerifiedAndItIsSaid() {
        assertThat(plan(Given.plain(), new Seen()).of(Step.Skip.class))
                .singleElement()
                .satisfies(skip -> assertThat(skip.reason()).contains("nothing is verified"));
    }

    @Test
    void theContainerOfAnEarlierRunIsRemovedFirst() {
        String name = ENVIRONMENT + ".77aa01b.unit";
        Seen seen = ready(given).container(name, given.target().labels(Labels.ROLE_VERIFY));

        assertThat(plan(given, seen).describe())
                .startsWith("remove container " + name + " (an earlier run of the suite)");
    }

    @Test
    void aContainerOfAnotherUnderTheSuitesNameIsAnErrorThatNamesIt() {
        String name = ENVIRONMENT + ".77aa01b.unit";
        Seen seen = ready(given).container(name, Map.of());

        assertThatThrownBy(() -> plan(given, seen))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.what()).contains(name));
    }

    @Test
    void withoutItsImageASuiteTellsWhichGoalMakesOne() {
        assertThatThrownBy(() -> plan(given, Seen.up(given))).isInstanceOfSatisfying(DrydockException.class, e -> {
            assertThat(e.why()).contains(given.image());
            assertThat(e.next()).anyMatch(line -> line.contains("docker:branch-image"));
        });
    }

    @Test
    void aSuiteRunsWithServicesAddressesUnderTheEnvironmentUnderItsOwnVariables() {
        SuiteSpec suite = suite("unit", Optional.empty(), Map.of("B", "suite"), Duration.ofSeconds(5), false);
        Given with = given.suites(suite).env(Map.of("B", "env", "DB_HOST", "mine"));

        assertThat(plan(with, ready(with))
                        .of(Step.RunSuite.class)
                        .get(0)
                        .suite()
                        .request()
                        .env())
                .containsExactlyInAnyOrder("DB_HOST=mine", "B=suite");
    }

    @Test
    void aSuiteWithServicesOfItsOwnIsInTheirNetworkAndKnowsNeitherTheBranchsNorTheApp() {
        Given own = given.suites(fresh(suite("it"))).env(Map.of("A", "1"));

        Plan plan = plan(own, ready(own));

        assertThat(plan.describe()).containsExactly("run suite it in " + own.image() + " with services of its own");
        ContainerRequest request = plan.of(Step.RunSuite.class).get(0).suite().request();
        assertThat(request.network()).contains(ENVIRONMENT + ".77aa01b.it");
        assertThat(request.env()).containsExactly("A=1");
        assertThat(request.links()).isEmpty();
    }

    private static Seen ready(Given given) {
        return Seen.up(given).image(given.image(), "sha256:app", Map.of());
    }

    private static Seen passed(Given given) {
        Seen seen = ready(given);
        return seen.record(record(given, seen));
    }

    private static VolumeState record(Given given, Seen seen) {
        return new VolumeState(
                Records.name(given.environment(), given.commit()),
                Records.labels(
                        given.target(), "sha256:app", planner(given, seen).fingerprint()));
    }

    private static Plan plan(Given given, Seen seen) {
        return planner(given, seen).plan(false);
    }

    private static VerifyPlanner planner(Given given, Seen seen) {
        return new VerifyPlanner(given.target(), seen.snapshot(), seen.addresses(given));
    }
}
