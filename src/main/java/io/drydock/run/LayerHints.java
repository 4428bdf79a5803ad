package io.drydock.run;

import io.drydock.dockerfile.CacheHints;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.Stage;
import io.drydock.model.result.LayerCost;
import io.drydock.model.spec.ImageSpec;
import java.nio.file.Files;
import java.util.List;

/** What a Dockerfile could do better, in lines that name it. */
public final class LayerHints {

    private LayerHints() {}

    /**
     * The lines; none where there is no Dockerfile.
     *
     * @param history of the image that was built from it, the first instruction first
     */
    public static List<String> lines(ImageSpec image, List<LayerCost> history) {
        if (!Files.isRegularFile(image.dockerfile())) {
            return List.of();
        }
        Dockerfile dockerfile = DockerfileFolder.parse(image.dockerfile());
        Stage target = dockerfile.stage(image.target().orElse(""));
        String file = image.dockerfile().getFileName().toString();
        return CacheHints.of(dockerfile, target, image.buildArgs(), StageLayers.sizes(target, history)).stream()
                .map(hint -> "hint: " + file + " line " + hint.line() + ": " + hint.text())
                .toList();
    }
}
