package io.drydock.run;

import io.drydock.model.Labels;
import io.drydock.model.spec.VolumeSpec;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.Ownership;
import java.util.List;
import java.util.Map;

/** Makes named volumes before the container that uses them, so that they bear our labels. */
final class VolumeMaker {

    private VolumeMaker() {}

    /**
     * @param volumes by their full names
     * @param service whose they are
     */
    static void create(Job job, List<VolumeSpec> volumes, String service) {
        for (VolumeSpec volume : volumes) {
            Map<String, String> labels = job.target().labels(Labels.ROLE_VOLUME);
            labels.put(Labels.SERVICE, service);
            VolumeState made = job.engine().volumes().create(volume.name(), labels);
            Ownership.requireVolume(made.name(), made.labels(), job.target().environment());
        }
    }
}
