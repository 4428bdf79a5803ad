package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.Builds;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.spec.Configuration;
import io.drydock.model.spec.ImageSpec;
import io.drydock.model.spec.ImageSpec.Builder;
import io.drydock.model.state.ImageState;
import io.drydock.plan.FlattenPlan;
import io.drydock.plan.Given;
import io.drydock.plan.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an image and its names. */
class FlatteningTest {

    private static final String WRITTEN = """
            ARG BASE=busybox:1.36
            FROM $BASE AS base
            RUN echo made > /made
            FROM base
            RUN rm /made
            RUN echo kept > /kept
            """;
    private static final String BUILT =
            "FROM busybox:1.36\nRUN echo made > /made\nRUN rm /made\nRUN echo kept > /kept\n";

    @TempDir
    Path folder;

    private OnEngine on = new OnEngine(Given.plain());

    @Test
    void allAboveTheImageThatEarlierStagesGoBackToBecomesOneLayerUnderTheSameName() throws Exception {
        ImageState before = built();

        FlattenPlan plan = flattening().plan(before, false);
        flattening().merge(before, plan);

        assertThat(plan.summary()).endsWith("into one on top of the 1 of busybox:1.36");
        ImageState after = on.engine.images().find(on.image()).orElseThrow();
        assertThat(after.layers()).hasSize(2);
        assertThat(after.labels()).isEqualTo(before.labels());
        assertThat(on.engine.images().find(before.id())).isEmpty();
        assertThat(on.told).anyMatch(line -> line.contains("which no suite has passed: mvn verify runs them again"));
        assertThat(flattening().plan(after, false).summary()).endsWith("nothing to merge");
    }

    @Test
    void theImageThatAnotherNamePointsToStaysAsItWas() throws Exception {
        ImageState before = built();
        on.engine.images().tag(before.id(), on.environment().verified());

        flattening().merge(before, flattening().plan(before, false));

        assertThat(on.engine.images().find(on.environment().verified().toString()))
                .map(ImageState::id)
                .contains(before.id());
    }

    @Test
    void theMasterImageStaysTheMasterImage() throws Exception {
        on = new OnEngine(Given.plain().on("master"));
        ImageState before = built();
        on.engine.images().tag(before.id(), on.environment().latest());

        flattening().merge(before, flattening().plan(before, false));

        assertThat(on.engine.images().find(on.environment().latest().toString()))
                .map(ImageState::id)
                .isEqualTo(on.engine.images().find(on.image()).map(ImageState::id));
        assertThat(on.told).anyMatch(line -> line.contains("branch images cannot inherit from a flat master image"));
    }

    @Test
    void allLayersBecomeOneWhereThisIsAskedFor() throws Exception {
        ImageState before = built();

        flattening().merge(before, flattening().plan(before, true));

        assertThat(on.engine.images().find(on.image()).orElseThrow().layers()).hasSize(1);
    }

    @Test
    void anEngineThatCannotIsToldInOneMessage() throws Exception {
        ImageState before = built();
        on.engine.cannotDerive("podman cannot");

        assertThatThrownBy(() -> flattening().plan(before, false))
                .isInstanceOfSatisfying(
                        DrydockException.class, e -> assertThat(e.why()).isEqualTo("podman cannot"));
    }

    private ImageState built() throws InterruptedException {
        Map<String, String> labels =
                on.target.imageLabels(Labels.ROLE_BRANCH, on.environment(), on.target.commit(), "");
        on.engine.images().build(Builds.of(folder, on.image(), labels, BUILT, Builder.CLASSIC), line -> {});
        return on.engine.images().find(on.image()).orElseThrow();
    }

    private Flattening flattening() throws IOException {
        Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), WRITTEN);
        Configuration given = on.target.configuration();
        ImageSpec image = new ImageSpec(dockerfile, folder, Optional.empty(), Map.of(), List.of(), Builder.CLASSIC, 5);
        Configuration configuration = new Configuration(
                given.app(),
                given.registry(),
                image,
                given.master(),
                given.forwardEnv(),
                given.env(),
                given.services(),
                given.verify(),
                given.run(),
                given.network());
        Target target = new Target(
                configuration,
                on.target.git(),
                on.target.environment(),
                on.target.forwarded(),
                on.target.owner(),
                on.target.created());
        return new Flattening(on.engine, on.events, target, folder.resolve("target"));
    }
}
