package io.drydock.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.spec.RunSpec;
import io.drydock.plan.AppPlanner.Ancestry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppPlannerTest {

    private static final String APP = "shop.feature-login-df7c7aeb35.app";

    private final Given older = Given.plain().at(Given.OTHER);
    private final Given given = Given.plain();

    @Test
    void whereNoneRunsTheAppIsRun() {
        assertThat(plan(given, seen(given), Ancestry.NEWER).describe())
                .containsExactly("run app " + APP + " from " + given.image() + " (none runs)");
    }

    @Test
    void theSameCommitAsConfiguredIsKept() {
        assertThat(plan(given, running(given), Ancestry.NEWER).changesNothing()).isTrue();
    }

    @Test
    void theNetworkThatAKilledTakeoverLeftIsRemovedThoughTheAppIsKept() {
        Seen seen = running(given).waiting("shop-.feature-login-df7c7aeb35");

        assertThat(plan(given, seen, Ancestry.NEWER).describe())
                .containsExactly(
                        "remove network shop-.feature-login-df7c7aeb35 (an interrupted run left it)",
                        "keep app " + APP);
    }

    @Test
    void aNewerCommitTakesOver() {
        assertThat(plan(given, running(older), Ancestry.NEWER).describe())
                .containsExactly("run app " + APP + " from " + given.image() + " (commit a8e8e83 runs)");
    }

    @Test
    void unrelatedAndUnknownHistoryTakeOverToo() {
        assertThat(plan(given, running(older), Ancestry.UNRELATED).of(Step.RunApp.class))
                .hasSize(1);
        assertThat(plan(given, running(older), Ancestry.UNKNOWN).of(Step.RunApp.class))
                .hasSize(1);
    }

    @Test
    void anOlderCommitNeverReplacesANewerOneThatRuns() {
        assertThatThrownBy(() -> plan(given, running(older), Ancestry.OLDER))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.SUPERSEDED);
                    assertThat(e.why()).contains("a8e8e83");
                });
    }

    @Test
    void anOlderCommitRunsWhereTheNewerOneHasStopped() {
        Seen seen = running(older).stop(APP, 0);

        assertThat(plan(given, seen, Ancestry.OLDER).of(Step.RunApp.class)).hasSize(1);
    }

    @Test
    void aChangedDefinitionIsRunAnewAndOneThatStoppedIsStarted() {
        Given changed = given.env(Map.of("JAVA_OPTS", "-Xmx1g"));

        assertThat(plan(changed, running(given), Ancestry.NEWER).describe())
                .containsExactly("run app " + APP + " from " + given.image() + " (its definition changed)");
        assertThat(plan(given, running(given).stop(APP, 1), Ancestry.NEWER).describe())
                .containsExactly("run app " + APP + " from " + given.image() + " (it had stopped)");
    }

    @Test
    void onlyWithNewPrivilegesItIsAnotherDefinition() {
        RunSpec r = given.run();
        Given changed = given.run(new RunSpec(
                r.ports(),
                r.bind(),
                r.waits(),
                r.timeout(),
                r.drain(),
                r.keep(),
                r.labels(),
                r.volumes(),
                r.command(),
                r.entrypoint(),
                r.limits().withNewPrivileges(true),
                r.restart()));

        assertThat(plan(changed, running(given), Ancestry.NEWER).describe())
                .containsExactly("run app " + APP + " from " + given.image() + " (its definition changed)");
        assertThat(plan(changed, running(changed), Ancestry.NEWER).changesNothing())
                .isTrue();
    }

    @Test
    void anotherImageUnderTheSameTagIsRunAnew() {
        Seen seen = running(given).image(given.image(), "sha256:another", Map.of());

        assertThat(plan(given, seen, Ancestry.NEWER).of(Step.RunApp.class)).hasSize(1);
    }

    @Test
    void aContainerOfAnotherUnderTheAppsNameIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> plan(given, running(given).unlabel(APP), Ancestry.NEWER))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.what()).contains(APP));
    }

    private static Seen seen(Given given) {
        return new Seen().image(given.image(), "sha256:" + given.image(), Map.of());
    }

    /** An engine on which the app of that commit runs, and which has the image of ours, too. */
    private Seen running(Given that) {
        Seen seen = seen(that);
        seen.apply(plan(that, seen, Ancestry.NEWER));
        return seen.image(given.image(), "sha256:" + given.image(), Map.of());
    }

    private static Plan plan(Given given, Seen seen, Ancestry ancestry) {
        return new AppPlanner(given.target(), seen.snapshot(), seen.addresses(given), false).plan(ancestry);
    }
}
