package io.drydock.engine;

import io.drydock.model.state.VolumeState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine's named volumes. */
public interface Volumes {

    /** Volumes that bear all these labels. */
    List<VolumeState> list(Map<String, String> labels);

    Optional<VolumeState> find(String name);

    /** Creates it; where it exists, the existing one with its own labels is the answer. */
    VolumeState create(String name, Map<String, String> labels);

    /** Removes it; no error where it is not there. */
    void remove(String name);
}
