package io.drydock.plan;

import io.drydock.model.Commit;
import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.VolumeState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The record that a commit was verified: a labelled, empty volume on the engine, so that every agent sees it and the engine's
 * ordinary prunes leave it.
 */
public final class Records {

    /** Id of the image that passed. */
    public static final String IMAGE = "io.drydock.image";

    private Records() {}

    /** {@code <app>.<slug>.<sha7>.record}. */
    public static String name(Environment environment, Commit commit) {
        return environment.keptContainer(commit) + ".record";
    }

    public static Map<String, String> labels(Target target, String imageId, String fingerprint) {
        Map<String, String> labels = new LinkedHashMap<>(target.labels(Labels.ROLE_RECORD));
        labels.put(Labels.CONFIG, fingerprint);
        labels.put(IMAGE, imageId);
        return labels;
    }

    /**
     * Holds an image against the record of its commit.
     *
     * @return whether it passed; false where there is no record
     * @throws DrydockException where the record is of another image: the tag was moved
     */
    public static boolean verified(Optional<VolumeState> record, ImageState image, String reference) {
        if (record.isEmpty()) {
            return false;
        }
        String passed = record.get().labels().getOrDefault(IMAGE, "");
        if (passed.equals(image.id())) {
            return true;
        }
        throw new DrydockException(
                Outcome.CONFIG_ERROR,
                "image " + reference + " is not the one that passed",
                "the record is of " + passed + ", the tag now points to " + image.id(),
                List.of(
                        "mvn verify -Ddocker.verify.again",
                        "or point the tag back: docker tag " + passed + " " + reference));
    }
}
