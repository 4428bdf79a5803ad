package io.drydock.run;

import io.drydock.model.Environment;
import io.drydock.model.spec.SuiteSpec;
import io.drydock.model.state.ImageState;
import io.drydock.plan.Records;
import io.drydock.plan.Snapshot;
import io.drydock.plan.Target;

/** What suites that passed leave: the record on the engine, the tag, and how far the run has come. */
final class Passes {

    private final Job job;
    private final Target target;
    private final RunState state;

    Passes(Job job, RunState state) {
        this.job = job;
        this.target = job.target();
        this.state = state;
    }

    void record(String fingerprint, Snapshot snapshot) {
        Environment environment = target.environment();
        ImageState image =
                snapshot.image(environment.image(target.commit()).toString()).orElseThrow();
        String name = Records.name(environment, target.commit());
        job.engine().volumes().remove(name);
        job.engine().volumes().create(name, Records.labels(target, image.id(), fingerprint));
        job.engine().images().tag(image.id(), environment.verified());
    }

    /** Verified, unless no suite ran in or against the app image itself. */
    void reached() {
        boolean ofTheImage = target.configuration().verify().suites().stream().anyMatch(this::concernsImage);
        if (ofTheImage) {
            state.verified();
        } else {
            state.unverified();
            job.events()
                    .warn("every suite ran in another stage and none against the app: the app image itself is unproven;"
                            + " <withApp>true</withApp> in one suite proves it");
        }
    }

    private boolean concernsImage(SuiteSpec suite) {
        return suite.withApp()
                || suite.target().isEmpty()
                || suite.target().equals(target.configuration().image().target());
    }
}
