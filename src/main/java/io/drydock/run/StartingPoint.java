package io.drydock.run;

import io.drydock.dockerfile.CachePaths;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.FileChange;
import io.drydock.dockerfile.ImageConfig;
import io.drydock.dockerfile.InheritRewrite;
import io.drydock.dockerfile.MasterStage;
import io.drydock.dockerfile.Stage;
import io.drydock.dockerfile.StagePlan;
import io.drydock.model.ImageName;
import io.drydock.model.Sha256;
import io.drydock.model.state.ImageState;
import java.util.List;
import java.util.Map;

/**
 * A stage of the master image as something to start from.
 *
 * @param master the master image
 * @param stage the stage, of master's Dockerfile
 * @param buildArgs that master was built with
 * @param image master's image of the stage
 * @param baseReference the image that the stage starts from itself
 * @param base that image
 * @param config its configuration
 * @param caches what may stay
 */
record StartingPoint(
        MasterImage master,
        Stage stage,
        Map<String, String> buildArgs,
        ImageState image,
        String baseReference,
        ImageState base,
        ImageConfig config,
        CachePaths caches) {

    /** The name of the seed for a prefix of the stage: another one for all that it depends on. */
    ImageName seedName(int prefix) {
        return master.derived(
                stage,
                Sha256.shortHex(
                        image.id() + "\n" + base.id() + "\n" + prefix + "\n" + String.join("\n", caches.paths())));
    }

    Map<String, String> labels() {
        return master.derivedLabels(stage);
    }

    /** What must go from master's image for a branch that differs after so many instructions. */
    StagePlan plan(int prefix, List<FileChange> changes) {
        Dockerfile file = master.recipe().orElseThrow().dockerfile();
        return new InheritRewrite(file, buildArgs, file, buildArgs, (s, instruction) -> true)
                .plan(stage, prefix, new MasterStage(config, changes, caches));
    }
}
