package io.drydock.run;

import io.drydock.dockerfile.CachePaths;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.ImageConfig;
import io.drydock.dockerfile.InheritRewrite;
import io.drydock.dockerfile.MasterStage;
import io.drydock.dockerfile.Stage;
import io.drydock.dockerfile.StagePlan;
import io.drydock.engine.EngineException;
import io.drydock.engine.Images;
import io.drydock.model.state.ImageState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds what a branch's stages can start from in place of their bases. */
final class Inheritance {

    private final Images images;
    private final MasterImage master;
    private final Dockerfile dockerfile;
    private final Map<String, String> buildArgs;
    private final Recipe recipe;
    private final List<String> carry;
    private final Optional<String> general;

    /**
     * @param recipe of this build
     * @param carry further caches
     */
    Inheritance(
            Images images,
            MasterImage master,
            Dockerfile dockerfile,
            Map<String, String> buildArgs,
            Recipe recipe,
            List<String> carry) {
        this.images = images;
        this.master = master;
        this.dockerfile = dockerfile;
        this.buildArgs = buildArgs;
        this.recipe = recipe;
        this.carry = carry;
        this.general = images.obstacleToDerive().or(this::incomparable);
    }

    /**
     * What a stage starts from, or why it cannot.
     *
     * @param plan of the stage; where it is not INHERIT, its reason tells
     * @param seed what it starts from
     */
    record Start(StagePlan plan, Optional<Seeds.Seed> seed) {}

    private Optional<String> incomparable() {
        if (master.recipe().isEmpty()) {
            return Optional.of("the master image does not tell what it was made from");
        }
        return master.recipe().get().args().equals(recipe.args())
                ? Optional.empty()
                : Optional.of("the build arguments are not those that the master image was made with");
    }

    /** The start of a stage. */
    Start start(Stage stage) {
        return general.map(reason -> refused(stage, reason)).orElseGet(() -> compared(stage));
    }

    /** How many instructions of a stage come before the first that differs from master's. */
    int unchanged(Stage stage) {
        return master.recipe()
                .map(masters -> Math.min(
                        rewrite(masters).unchanged(stage),
                        masters.args().equals(recipe.args()) ? Integer.MAX_VALUE : beforeArguments(stage)))
                .orElseGet(() -> new InheritRewrite(dockerfile, buildArgs, dockerfile, buildArgs).unchanged(stage));
    }

    /** How many instructions no build argument can change. */
    private static int beforeArguments(Stage stage) {
        return (int) stage.instructions().stream()
                .takeWhile(instruction -> !instruction.is("ARG"))
                .count();
    }

    private InheritRewrite rewrite(Recipe masters) {
        return new InheritRewrite(
                dockerfile, buildArgs, masters.dockerfile(), buildArgs, (s, i) -> recipe.sameInput(masters, s, i));
    }

    private Start compared(Stage stage) {
        Dockerfile masters = master.recipe().orElseThrow().dockerfile();
        InheritRewrite rewrite = rewrite(master.recipe().orElseThrow());
        Optional<String> obstacle = rewrite.obstacle(stage);
        if (obstacle.isPresent()) {
            return refused(stage, obstacle.get());
        }
        try {
            return point(counterpart(masters, stage), stage)
                    .fold(reason -> refused(stage, reason), point -> seeded(stage, rewrite, point));
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.OTHER) {
                throw e;
            }
            return refused(stage, "the engine could not prepare it: " + e.why());
        }
    }

    private Start seeded(Stage stage, InheritRewrite rewrite, StartingPoint point) {
        int prefix = rewrite.prefixLength(stage);
        Seeds.Seed seed = new Seeds(images).get(point, prefix);
        if (seed.obstacle().isPresent()) {
            return refused(stage, seed.obstacle().get());
        }
        // the removals are in the seed already: the plan only says which instructions are left out
        StagePlan plan = rewrite.plan(stage, prefix, new MasterStage(point.config(), List.of(), point.caches()));
        return new Start(plan, Optional.of(seed));
    }

    private static Stage counterpart(Dockerfile masters, Stage stage) {
        return stage.name().map(masters::stage).orElseGet(() -> masters.stages().get(stage.index()));
    }

    private Start refused(Stage stage, String reason) {
        return new Start(StagePlan.carry(stage, reason), Optional.empty());
    }

    private Found<StartingPoint> point(Stage masters, Stage stage) {
        Optional<ImageState> image = master.stage(images, stage);
        if (image.isEmpty()) {
            return Found.not("no image of it was kept with the master image");
        }
        Optional<Stage> baseStage = dockerfile.baseStage(stage, buildArgs);
        String base = baseStage.isEmpty()
                ? dockerfile.base(stage, buildArgs)
                : master.nameOf(baseStage.get()).map(Object::toString).orElse("");
        if (base.toLowerCase(Locale.ROOT).equals("scratch")) {
            return Found.not("it starts from scratch");
        }
        Optional<ImageState> baseImage = base.isEmpty() ? Optional.empty() : images.find(base);
        Optional<ImageConfig> config = baseImage.flatMap(there -> images.buildConfig(there.id()));
        if (config.isEmpty()) {
            return Found.not(
                    "the image that it starts from is not on the engine" + (base.isEmpty() ? "" : ": " + base));
        }
        if (!Seeds.begins(image.get(), baseImage.get())) {
            return Found.not(base + " is no longer the image that master's stage was built on");
        }
        CachePaths caches = caches(config.get(), image.get());
        return Found.of(new StartingPoint(
                master, masters, buildArgs, image.get(), base, baseImage.get(), config.get(), caches));
    }

    /** The caches of a stage, in the homes of those who run its commands. */
    CachePaths caches(ImageConfig base, ImageState image) {
        String first = home(base.user(), base.variables());
        String last = home(image.config().user(), image.config().env());
        return CachePaths.of(carry, first.equals(last) ? List.of(first) : List.of(first, last));
    }

    private static String home(String user, Map<String, String> env) {
        String name = user.replaceFirst(":.*", "");
        boolean root = name.isEmpty() || name.equals("root") || name.equals("0");
        return env.getOrDefault("HOME", root ? "/root" : "/home/" + name);
    }
}
