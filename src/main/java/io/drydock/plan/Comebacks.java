package io.drydock.plan;

import io.drydock.model.Commit;
import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.VolumeState;
import java.util.List;
import java.util.Optional;

/** The commits of a branch that can be run again: those whose image is there and has passed. */
public final class Comebacks {

    private final Environment environment;
    private final List<ImageState> images;
    private final List<VolumeState> records;

    /**
     * @param images of the branch
     * @param records of the branch
     * @see Records
     */
    public Comebacks(Environment environment, List<ImageState> images, List<VolumeState> records) {
        this.environment = environment;
        this.images = List.copyOf(images);
        this.records = List.copyOf(records);
    }

    /**
     * The commit that is meant.
     *
     * @param digits its first 7 digits or more; what is clean comes before what is dirty
     * @throws DrydockException with the commits that can be, where it is none of them or it is not clear which
     */
    public Commit find(String digits) {
        List<Commit> all = all();
        List<Commit> meant =
                all.stream().filter(commit -> commit.sha().startsWith(digits)).toList();
        List<Commit> clean = meant.stream().filter(commit -> !commit.dirty()).toList();
        List<Commit> chosen = clean.isEmpty() ? meant : clean;
        if (chosen.size() == 1) {
            return chosen.get(0);
        }
        throw new DrydockException(
                Outcome.CONFIG_ERROR,
                "commit " + digits + " cannot be run again",
                chosen.isEmpty()
                        ? nonePassed(all)
                        : "it may be any of "
                                + String.join(
                                        ", ",
                                        chosen.stream().map(Commit::toString).toList()),
                List.of("check it out and run mvn verify"));
    }

    private String nonePassed(List<Commit> all) {
        return "no image of it that has passed is on the engine for branch " + environment.branch()
                + (all.isEmpty() ? "" : "; there are such of " + names(all));
    }

    private List<Commit> all() {
        return images.stream()
                .filter(image ->
                        image.labels().getOrDefault(Labels.IMAGE_STAGE, "").isEmpty())
                .flatMap(image -> commit(image).stream())
                .distinct()
                .toList();
    }

    private Optional<Commit> commit(ImageState image) {
        return Optional.ofNullable(image.labels().get(Labels.IMAGE_COMMIT))
                .flatMap(Comebacks::parsed)
                .filter(commit ->
                        image.tags().contains(environment.image(commit).toString()))
                .filter(commit -> passed(commit, image));
    }

    private boolean passed(Commit commit, ImageState image) {
        return records.stream()
                .anyMatch(record -> record.name().equals(Records.name(environment, commit))
                        && image.id().equals(record.labels().get(Records.IMAGE)));
    }

    private static Optional<Commit> parsed(String text) {
        try {
            return Optional.of(Commit.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String names(List<Commit> commits) {
        return String.join(", ", commits.stream().map(Commit::tag).sorted().toList());
    }
}
