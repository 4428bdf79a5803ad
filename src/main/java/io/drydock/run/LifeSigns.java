package io.drydock.run;

import io.drydock.engine.Volumes;
import io.drydock.model.Labels;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.Lock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Signs of life of who holds a lock: an empty volume that a later one takes the place of. A volume, because labels never change,
 * and it is the cheapest object that an engine makes (3 ms; putting a file into the lock's container takes 200 ms).
 */
final class LifeSigns {

    private static final int SHORT_ID = 12;

    private final Volumes volumes;

    LifeSigns(Volumes volumes) {
        this.volumes = volumes;
    }

    /** Gives the sign of that number and takes the one before it away. */
    void give(Lock lock, String id, long number, Instant now) {
        Map<String, String> labels = new LinkedHashMap<>(lock.labels());
        labels.put(Labels.LOCK, id);
        labels.put(Labels.CREATED, now.toString());
        volumes.create(name(lock, id, number), labels);
        if (number > 1) {
            volumes.remove(name(lock, id, number - 1));
        }
    }

    private static String name(Lock lock, String id, long number) {
        return lock.name() + "." + shortened(id) + "-" + number;
    }

    /** Names of the signs that are there now. */
    Set<String> of(String id) {
        return volumes.list(Map.of(Labels.LOCK, id)).stream()
                .map(VolumeState::name)
                .collect(Collectors.toSet());
    }

    /**
     * Tells the holder that a newer commit has begun; it goes with the signs.
     *
     * @param lock name of the lock
     * @param newer labels of what that commit makes
     */
    void supersede(String lock, String id, Map<String, String> newer) {
        Map<String, String> labels = new LinkedHashMap<>(newer);
        labels.put(Labels.LOCK, id);
        labels.put(Labels.SUPERSEDED, newer.getOrDefault(Labels.COMMIT, ""));
        volumes.create(word(lock, id), labels);
    }

    /** Takes that word back where there is nobody to hear it. */
    void unsay(String lock, String id) {
        volumes.remove(word(lock, id));
    }

    private static String word(String lock, String id) {
        return lock + "." + shortened(id) + "-superseded";
    }

    /** The newer commit that has begun. */
    Optional<String> superseded(String id) {
        return volumes.list(Map.of(Labels.LOCK, id, Labels.SUPERSEDED, "")).stream()
                .map(word -> word.labels().get(Labels.SUPERSEDED))
                .findFirst();
    }

    private static String shortened(String id) {
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }

    void remove(String id) {
        of(id).forEach(volumes::remove);
    }
}
