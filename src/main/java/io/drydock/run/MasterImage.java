package io.drydock.run;

import io.drydock.dockerfile.Stage;
import io.drydock.engine.Images;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.NameKind;
import io.drydock.model.Names;
import io.drydock.model.state.ImageState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A master image with the stages that were kept with it, as the engine has them now.
 *
 * @param name its name, by the tag of its commit
 * @param image the image
 * @param recipe what it was made from; empty where its labels don't tell
 */
record MasterImage(ImageName name, ImageState image, Optional<Recipe> recipe) {

    static Optional<MasterImage> find(Images images, String reference) {
        return images.find(reference)
                .map(image -> new MasterImage(ImageName.parse(reference), image, Recipe.of(image.labels())));
    }

    /** The name of one of its stages' images; empty where none is kept. */
    Optional<ImageName> nameOf(Stage stage) {
        if (target(stage)) {
            return Optional.of(name);
        }
        return stage.name()
                .filter(text -> Names.isName(NameKind.STAGE, text))
                .map(stageName -> name.withTag(tag() + "-" + stageName));
    }

    /** The image of one of its stages, of the same commit. */
    Optional<ImageState> stage(Images images, Stage stage) {
        if (target(stage)) {
            return Optional.of(image);
        }
        return nameOf(stage)
                .flatMap(stageName -> images.find(stageName.toString()))
                .filter(this::sameCommit);
    }

    private boolean target(Stage stage) {
        String label = image.labels().getOrDefault(Labels.IMAGE_STAGE, "");
        if (recipe.isEmpty()) {
            return stage.name().filter(label::equals).isPresent();
        }
        return Optional.of(recipe.get().dockerfile().stage(label))
                .filter(mine -> mine.name().isPresent() || stage.name().isPresent()
                        ? mine.name().equals(stage.name())
                        : mine.index() == stage.index())
                .isPresent();
    }

    private boolean sameCommit(ImageState other) {
        return Optional.ofNullable(other.labels().get(Labels.IMAGE_COMMIT))
                .equals(Optional.ofNullable(image.labels().get(Labels.IMAGE_COMMIT)));
    }

    /** The name of something made of one of its stages; no stage's own name can be it. */
    ImageName derived(Stage stage, String suffix) {
        return name.withTag(tag() + "-" + stage.name().orElse(Integer.toString(stage.index())) + "_" + suffix);
    }

    /** Labels for that. */
    Map<String, String> derivedLabels(Stage stage) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String key : List.of(Labels.IMAGE_APP, Labels.IMAGE_BRANCH, Labels.IMAGE_SLUG, Labels.IMAGE_COMMIT)) {
            Optional.ofNullable(image.labels().get(key)).ifPresent(value -> labels.put(key, value));
        }
        labels.put(Labels.IMAGE_ROLE, Labels.ROLE_SEED);
        labels.put(Labels.IMAGE_STAGE, stage.label());
        return labels;
    }

    private String tag() {
        return name.tag().orElseThrow();
    }
}
