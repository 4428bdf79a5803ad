package io.drydock.run;

import io.drydock.engine.Images;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ImageState;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Searches a built image for values that must not be in it: whoever pulls the image can read its history, its variables and
 * its labels.
 */
final class LeftSecrets {

    private static final String OURS = "io.drydock.image.";

    private final Images images;
    private final Predicate<String> holdsSecret;

    /**
     * @param holdsSecret whether a text holds the value of a secret or of a forwarded variable
     */
    LeftSecrets(Images images, Predicate<String> holdsSecret) {
        this.images = images;
        this.holdsSecret = holdsSecret;
    }

    /**
     * Searches an image, and takes its names away where a value is found, so that nothing starts from it.
     *
     * @param references all names that it was given
     * @throws DrydockException with {@link Outcome#BUILD_FAILED} where a value is found; it says where, not which
     */
    void require(List<String> references) {
        String reference = references.get(0);
        ImageState image = images.find(reference)
                .orElseThrow(() -> new DrydockException(
                        Outcome.ENGINE_ERROR,
                        "image " + reference + " is gone",
                        "it was built just now",
                        List.of("mvn verify")));
        Optional<String> place = place(image);
        if (place.isPresent()) {
            references.forEach(images::remove);
            throw new DrydockException(
                    Outcome.BUILD_FAILED,
                    "a secret would stay in image " + reference,
                    place.get() + " holds the value of a secret or of a forwarded variable; the image was removed",
                    List.of(
                            "take it out of ARG, ENV and LABEL",
                            "RUN --mount=type=secret,id=<id> with <image><secrets>, which leaves nothing in the image"));
        }
    }

    private Optional<String> place(ImageState image) {
        Stream<String> history = images.history(image.id()).stream()
                .map(Images.Layer::createdBy)
                .filter(holdsSecret)
                .map(instruction -> "an instruction of its history (" + keyword(instruction) + ")");
        Stream<String> variables = image.config().env().entrySet().stream()
                .filter(entry -> holdsSecret.test(entry.getKey() + "=" + entry.getValue()))
                .map(entry -> named("variable", entry.getKey()));
        Stream<String> labels = image.labels().entrySet().stream()
                .filter(entry ->
                        !entry.getKey().startsWith(OURS) || entry.getKey().equals(Labels.IMAGE_DOCKERFILE))
                .filter(entry -> holdsSecret.test(entry.getKey() + "=" + entry.getValue()))
                .map(entry -> named("label", entry.getKey()));
        Stream<String> commands = Stream.concat(image.config().entrypoint().stream(), image.config().command().stream())
                .filter(holdsSecret)
                .map(word -> "its ENTRYPOINT or CMD");
        return Stream.of(variables, labels, commands, history)
                .flatMap(places -> places)
                .findFirst();
    }

    private String named(String kind, String name) {
        return holdsSecret.test(name) ? "the name of a " + kind : "its " + kind + " " + name;
    }

    /** The instruction's keyword; the classic builder writes a shell in front of it. */
    private static String keyword(String instruction) {
        return Stream.of(instruction.split("\\s+"))
                .filter(word -> word.matches("[A-Z]{3,}"))
                .findFirst()
                .orElse("RUN");
    }
}
