package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.FakeProgram;
import io.drydock.model.Commit;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.result.AppResult;
import io.drydock.model.spec.RunSpec;
import io.drydock.plan.Given;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AppRunnerTest {

    private final Bench bench = new Bench();
    private final Given first = Given.plain().at(Given.OTHER);
    private final Given second = Given.plain();

    @Test
    void theAppRunsUnderItsName() throws Exception {
        AppResult result = bench.images(first).runWithServices(first);

        assertThat(result.container()).isEqualTo(Bench.APP);
        assertThat(bench.container(Bench.APP).running()).isTrue();
        assertThat(bench.container(Bench.APP).label(Labels.COMMIT))
                .contains(first.commit().toString());
    }

    @Test
    void theNewOneIsReadyBeforeTheOldOneGoes() throws Exception {
        bench.images(first).runWithServices(first);
        bench.images(second).runWithServices(second);

        assertThat(bench.container(Bench.APP).label(Labels.COMMIT))
                .contains(second.commit().toString());
        assertThat(bench.container(Bench.ENVIRONMENT + ".a8e8e83").running()).isFalse();
        assertThat(bench.call("containers.start " + Bench.ENVIRONMENT + ".77aa01b"))
                .isLessThan(bench.call("containers.rename " + Bench.APP + " " + Bench.ENVIRONMENT + ".a8e8e83"));
        assertThat(bench.call("containers.rename " + Bench.ENVIRONMENT + ".77aa01b " + Bench.APP))
                .isLessThan(bench.call("containers.stop " + Bench.ENVIRONMENT + ".a8e8e83"));
    }

    @Test
    void aNewOneThatFailsIsKeptStoppedAndTheOldOneServesOn() throws Exception {
        bench.images(first).runWithServices(first);
        bench.engine.script(List.of("serve", "77aa01b"), FakeProgram.ends(1).complains("no config\n"));

        assertThatThrownBy(() -> bench.images(second).runWithServices(second))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.APP_NOT_READY);
                    assertThat(e.why()).contains("no config").contains("the app that ran before still serves");
                });

        assertThat(bench.container(Bench.APP).running()).isTrue();
        assertThat(bench.container(Bench.APP).label(Labels.COMMIT))
                .contains(first.commit().toString());
        assertThat(bench.container(Bench.ENVIRONMENT + ".77aa01b").running()).isFalse();
    }

    @Test
    void aSecondRunOfTheSameCommitChangesNothing() throws Exception {
        bench.images(first).runWithServices(first);
        String id = bench.container(Bench.APP).id();

        bench.runWithServices(first);

        assertThat(bench.container(Bench.APP).id()).isEqualTo(id);
    }

    @Test
    void anAppThatStoppedIsStartedInItsOldContainer() throws Exception {
        bench.images(first).runWithServices(first);
        String id = bench.container(Bench.APP).id();
        bench.engine.end(id, 1, false);

        bench.runWithServices(first);

        assertThat(bench.container(Bench.APP).id()).isEqualTo(id);
        assertThat(bench.container(Bench.APP).running()).isTrue();
    }

    @Test
    void aChangedDefinitionOfTheSameCommitLeavesOneContainer() throws Exception {
        bench.images(first).runWithServices(first);
        String old = bench.container(Bench.APP).id();

        bench.runWithServices(first.env(Map.of("JAVA_OPTS", "-Xmx1g")));

        assertThat(bench.container(Bench.APP).id()).isNotEqualTo(old);
        assertThat(bench.container(Bench.APP).env()).contains("JAVA_OPTS=-Xmx1g");
        assertThat(bench.engine.containers().list(Map.of(Labels.ROLE, Labels.ROLE_APP)))
                .hasSize(1);
    }

    @Test
    void asManyPreviousOnesAreKeptAsConfigured() throws Exception {
        RunSpec run = first.run();
        RunSpec keepsOne = new RunSpec(
                run.ports(),
                run.bind(),
                run.waits(),
                run.timeout(),
                1,
                run.labels(),
                run.volumes(),
                run.command(),
                run.entrypoint(),
                run.limits(),
                run.restart());
        for (char digit = 'a'; digit < 'e'; digit++) {
            Given given = first.run(keepsOne).at(Commit.of(String.valueOf(digit).repeat(40)));
            bench.images(given).runWithServices(given);
        }

        assertThat(bench.engine.containers().list(Map.of(Labels.ROLE, Labels.ROLE_APP)))
                .hasSize(2);
        assertThat(bench.container(Bench.APP).label(Labels.COMMIT)).contains("d".repeat(40));
    }

    @Test
    void aContainerOfAnotherUnderTheAppsNameIsLeftAlone() {
        bench.images(first);
        String id = Foreign.run(bench.engine, Bench.APP, first.image());

        assertThatThrownBy(() -> bench.runWithServices(first))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.what()).contains(Bench.APP));
        assertThat(bench.container(Bench.APP).id()).isEqualTo(id);
        assertThat(bench.container(Bench.APP).running()).isTrue();
    }

    @Test
    void aContainerOfAnotherUnderTheCandidatesNameIsLeftAlone() {
        bench.images(first);
        String name = Bench.ENVIRONMENT + ".a8e8e83";
        String id = Foreign.run(bench.engine, name, first.image());

        assertThatThrownBy(() -> bench.runWithServices(first))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.what()).contains(name));
        assertThat(bench.container(name).id()).isEqualTo(id);
        assertThat(bench.container(name).running()).isTrue();
    }
}
