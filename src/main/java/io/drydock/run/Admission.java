package io.drydock.run;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.AppPlanner.Ancestry;
import io.drydock.plan.Records;
import io.drydock.plan.Snapshot;
import io.drydock.plan.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Whether an image may run as the app, and take over from the one that serves. */
final class Admission {

    private final Job job;
    private final Target target;
    private final Workflow.Options options;
    private final BiFunction<String, String, Ancestry> ancestry;

    /** @param ancestry how the first commit stands to the second */
    Admission(Job job, Workflow.Options options, BiFunction<String, String, Ancestry> ancestry) {
        this.job = job;
        this.target = job.target();
        this.options = options;
        this.ancestry = ancestry;
    }

    /**
     * Refuses an image that no suite has passed with, unless the user wants it all the same.
     *
     * @throws DrydockException a configuration error
     */
    void requireRecord(Snapshot snapshot, String reference) {
        String name = Records.name(target.environment(), target.commit());
        Optional<VolumeState> record =
                snapshot.records().stream().filter(r -> r.name().equals(name)).findFirst();
        if (Records.verified(record, snapshot.image(reference).orElseThrow(), reference)
                || options.dryRun().isPresent()) {
            return;
        }
        if (target.configuration().verify().suites().isEmpty() && options.publishExposed()) {
            return;
        }
        if (options.runUnverified()) {
            job.events().warn("IMAGE " + reference + " IS NOT VERIFIED, and runs because docker.run.unverified is set");
            return;
        }
        throw new DrydockException(
                Outcome.CONFIG_ERROR,
                "the app does not run: its image is not verified",
                "no suite has passed with image " + reference,
                List.of("add a <suite> and run mvn verify", "or run it all the same: -Ddocker.run.unverified=true"));
    }

    /** How this commit stands to the one that serves; says what is replaced that is not simply older. */
    Ancestry standing(Snapshot snapshot) {
        return snapshot.container(target.environment().appContainer())
                .flatMap(AppRunner::commit)
                .map(running -> {
                    String mine =
                            target.git().sourceHead().orElse(target.commit().sha());
                    Ancestry standing =
                            running.sha().equals(mine) ? Ancestry.NEWER : ancestry.apply(mine, running.sha());
                    if (standing == Ancestry.UNRELATED) {
                        job.events()
                                .note("commit " + running.short7() + " runs and is no ancestor of this one"
                                        + " (a rebase?): it is replaced");
                    } else if (standing == Ancestry.UNKNOWN) {
                        job.events()
                                .warn("whether commit " + running.short7() + ", which runs, is older cannot be told:"
                                        + " its history is not here; it is replaced");
                    }
                    return standing;
                })
                .orElse(Ancestry.NEWER);
    }
}
