package io.drydock.run;

import io.drydock.dockerfile.BranchDockerfile;
import io.drydock.dockerfile.CarrySource;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.ImageConfig;
import io.drydock.dockerfile.Stage;
import io.drydock.dockerfile.StagePlan;
import io.drydock.dockerfile.StagePlan.Reuse;
import io.drydock.model.spec.MasterSpec;
import io.drydock.model.state.ImageState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the Dockerfile of a branch image: each stage inherits from master's, carries its caches over, or is as written,
 * and a line for each says which and why.
 */
final class BranchReuse {

    private final Job job;
    private final MasterImage master;
    private final Dockerfile dockerfile;
    private final Map<String, String> buildArgs;
    private final boolean buildKit;
    private final Inheritance inheritance;
    private final Set<Stage> run;
    private boolean used;

    /**
     * @param recipe of this build
     * @param buildKit whether BuildKit builds
     * @param run the stages of which containers are made
     */
    BranchReuse(Job job, MasterImage master, Dockerfile dockerfile, Recipe recipe, boolean buildKit, Set<Stage> run) {
        this.job = job;
        this.master = master;
        this.dockerfile = dockerfile;
        this.buildArgs = job.target().configuration().image().buildArgs();
        this.buildKit = buildKit;
        this.run = Set.copyOf(run);
        this.inheritance = new Inheritance(
                job.engine().images(),
                master,
                dockerfile,
                buildArgs,
                recipe,
                job.target().configuration().master().carry());
    }

    /**
     * The Dockerfile's text for the branch.
     *
     * @param stages that are built
     */
    String rewrite(List<Stage> stages) {
        BranchDockerfile rewritten = new BranchDockerfile(dockerfile, buildArgs);
        boolean inherit = job.target().configuration().master().reuse() == MasterSpec.Reuse.INHERIT;
        for (Stage stage : stages) {
            if (!stage.runsCommands()) {
                say(stage, "as written: it runs no commands");
                continue;
            }
            Inheritance.Start start = inherit
                    ? inheritance.start(stage)
                    : new Inheritance.Start(StagePlan.carry(stage, "configured"), Optional.empty());
            if (start.plan().reuse() == Reuse.INHERIT) {
                Seeds.Seed seed = start.seed().orElseThrow();
                rewritten.inherit(start.plan(), buildKit ? seed.name().toString() : seed.id());
                used = true;
                say(stage, "inherits from " + master.nameOf(stage).orElseThrow() + done(start.plan()));
            } else {
                carry(rewritten, stage, start.plan().reason());
            }
        }
        return rewritten.text();
    }

    /** Whether any stage took something from master. */
    boolean used() {
        return used;
    }

    private static String done(StagePlan plan) {
        long steps = plan.inMaster().size();
        return steps == 0 ? "" : ", with " + steps + (steps == 1 ? " step" : " steps") + " of it";
    }

    private void carry(BranchDockerfile rewritten, Stage stage, String reason) {
        int unchanged = inheritance.unchanged(stage);
        if (stage.instructions().stream().skip(unchanged).noneMatch(instruction -> instruction.is("RUN"))) {
            say(stage, "as written: no command of it comes after a difference from master's");
            return;
        }
        Optional<ImageState> image = master.stage(job.engine().images(), stage);
        if (image.isEmpty()) {
            say(stage, "as written: no image of it was kept with " + master.name() + " (" + reason + ")");
            return;
        }
        ImageConfig base = dockerfile.baseStage(stage, buildArgs).isPresent()
                ? ImageConfig.EMPTY
                : job.engine()
                        .images()
                        .buildConfig(dockerfile.base(stage, buildArgs))
                        .orElse(ImageConfig.EMPTY);
        List<String> paths =
                existing(image.get(), inheritance.caches(base, image.get()).paths());
        if (paths.isEmpty()) {
            say(stage, "as written: master's has no caches (not inherited: " + reason + ")");
            return;
        }
        String source = buildKit
                ? master.nameOf(stage).orElseThrow().toString()
                : image.get().id();
        rewritten.carry(stage, new CarrySource(source, paths, unchanged, base), buildKit, run);
        used = true;
        say(
                stage,
                "carries " + String.join(", ", paths) + " from "
                        + master.nameOf(stage).orElseThrow() + " (" + reason + ")");
    }

    private List<String> existing(ImageState image, List<String> paths) {
        String container = job.engine().containers().create(Looks.at(job.target(), image.id()));
        try {
            List<String> found = new ArrayList<>(paths);
            found.removeIf(path -> !job.engine().containers().has(container, path));
            return found;
        } finally {
            job.engine().containers().remove(container);
        }
    }

    private void say(Stage stage, String what) {
        job.events().note("stage " + stage.label() + " " + what);
    }
}
