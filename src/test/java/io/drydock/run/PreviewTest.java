package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.Labels;
import io.drydock.model.state.ImageConfig;
import io.drydock.plan.AppPlanner.Ancestry;
import io.drydock.plan.Given;
import io.drydock.plan.Plan;
import io.drydock.plan.Renewal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The plans of all goals in one list. */
class PreviewTest {

    private static final Given SHOP =
            Given.plain().services(Given.service("redis")).suites(Given.suite("unit"));

    private final OnEngine on = new OnEngine(SHOP);

    @Test
    void onAnEmptyEngineEachStepCountsOnTheOnesBeforeIt() {
        on.engine.images().remove(on.image());

        assertThat(verbs(preview(SHOP, Ancestry.NEWER)))
                .containsExactly(
                        "build image shop/master:a8e8e83",
                        "build image " + on.image(),
                        "create network shop.feature-login-df7c7aeb35",
                        "pull image redis:1",
                        "start service redis",
                        "run suite unit",
                        "run app shop.feature-login-df7c7aeb35.app");
    }

    @Test
    void nothingIsChangedByLooking() {
        List<String> before = on.engine.calls();

        preview(SHOP, Ancestry.NEWER);

        assertThat(on.engine.calls()).isEqualTo(before);
    }

    @Test
    void whatIsThereIsUsed() {
        on.engine.image("redis:1", ImageConfig.EMPTY, Map.of());

        assertThat(verbs(preview(SHOP, Ancestry.NEWER)))
                .contains("use image " + on.image())
                .doesNotContain("pull image redis:1");
    }

    @Test
    void withoutSuitesTheAppIsLeftOutAndWhy() {
        assertThat(preview(Given.plain(), Ancestry.NEWER).describe())
                .endsWith("skip run app (only a verified image runs; -Ddocker.run.unverified=true overrides)");
    }

    @Test
    void aNewerCommitThatRunsIsToldAndNotThrown() {
        String id = on.container(
                on.environment().appContainer(),
                Labels.ROLE_APP,
                Map.of(Labels.COMMIT, Given.OTHER.toString()),
                List.of(),
                List.of("app"));
        on.engine.containers().start(id);

        assertThat(preview(SHOP, Ancestry.OLDER).describe())
                .last()
                .asString()
                .startsWith("skip run app (commit a8e8e83 runs");
    }

    private Plan preview(Given given, Ancestry ancestry) {
        return new Preview(
                        given.target(),
                        on.engine,
                        ServiceSecrets.NONE,
                        new Preview.Options(false, Renewal.AS_NEEDED, false, false),
                        (mine, running) -> ancestry)
                .plan();
    }

    private static List<String> verbs(Plan plan) {
        return plan.describe().stream()
                .map(line -> line.replaceFirst(" (on|in|from|\\().*", ""))
                .collect(Collectors.toList());
    }
}
