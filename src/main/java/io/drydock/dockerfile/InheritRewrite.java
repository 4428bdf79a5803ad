package io.drydock.dockerfile;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Plans which stages of a branch's Dockerfile start from master's image of the same stage.
 *
 * <p>The law is that a branch image equals the one built from scratch, file for file outside caches. It holds
 * because the instructions before the first varying one are equal and done, and what the later ones left behind is
 * removed before they run again. With evidence from the image's layers that is exact. By text alone, any doubt (a
 * command that cannot run twice, a folder that two sides wrote to) makes the stage fall back to {@code CARRY}, with
 * the line as reason.
 */
public final class InheritRewrite {

    private final Dockerfile branch;
    private final Map<String, String> branchArgs;
    private final ContextListing branchContext;
    private final StageComparison comparison;

    /**
     * @param branchArgs build arguments of this build
     * @param masterArgs those that master's image was built with
     * @param branchContext the context of this build, ignore rules applied
     */
    public InheritRewrite(
            Dockerfile branch,
            Map<String, String> branchArgs,
            Dockerfile master,
            Map<String, String> masterArgs,
            ContextListing branchContext) {
        this(branch, branchArgs, master, masterArgs, branchContext, (stage, instruction) -> false);
    }

    /**
     * The same where it is known what master's instructions read of the context ({@link ContextDigests}).
     *
     * @param sameInput whether an instruction that reads the context finds there what it found on master: it counts as
     *     done then, as in a builder's own cache
     */
    public InheritRewrite(
            Dockerfile branch,
            Map<String, String> branchArgs,
            Dockerfile master,
            Map<String, String> masterArgs,
            ContextListing branchContext,
            BiPredicate<Stage, Instruction> sameInput) {
        this.branch = branch;
        this.branchArgs = Map.copyOf(branchArgs);
        this.branchContext = branchContext;
        this.comparison = new StageComparison(branch, branchArgs, master, masterArgs, sameInput);
    }

    /**
     * How many instructions of a stage come before the first whose result can differ between branches. Their layers in
     * master's image are the state that {@link StageFiles#before} speaks of; the later ones' are the changes.
     */
    public int prefixLength(Stage stage) {
        return comparison.prefixLength(stage);
    }

    /**
     * How many instructions of a stage come before the first that differs from master's, also where the stage cannot
     * inherit: a builder that built master's has them in its cache.
     */
    public int unchanged(Stage stage) {
        return comparison.unchanged(stage);
    }

    /**
     * Whether a stage could inherit at all, before anything is asked of the engine.
     *
     * @return the reason why not
     */
    public Optional<String> obstacle(Stage stage) {
        Optional<String> moving = branch.baseStage(stage, branchArgs)
                .filter(base -> !comparison.fixed(base))
                .map(base -> "line " + stage.line() + ": it starts from the stage " + base.label()
                        + ", which can differ from master's");
        return comparison.difference(stage).or(() -> moving);
    }

    /**
     * Plans a stage.
     *
     * @param how how the caller will prepare master's image
     */
    public StagePlan plan(Stage stage, MasterStage master, Removal how) {
        return plan(stage, prefixLength(stage), master, how);
    }

    /**
     * Plans a stage of which fewer instructions are taken from master's image than could be.
     *
     * @param prefix how many, at most {@link #prefixLength}
     */
    public StagePlan plan(Stage stage, int prefix, MasterStage master, Removal how) {
        if (!stage.runsCommands()) {
            return StagePlan.asWritten(stage, "it runs no commands");
        }
        Optional<String> obstacle = obstacle(stage).or(() -> triggers(master.base()));
        if (obstacle.isPresent()) {
            return StagePlan.carry(stage, obstacle.get());
        }
        Removals removals = removals(stage, prefix, master);
        obstacle = removals.obstacle()
                .or(() -> how == Removal.RUN
                        ? RemovalText.obstacle(stage, prefix, master.base(), removals.paths())
                        : Optional.empty());
        return obstacle.map(reason -> StagePlan.carry(stage, reason)).orElseGet(() -> {
            List<Instruction> inMaster = stage.instructions().subList(0, prefix).stream()
                    .filter(i -> i.is("RUN") || i.copy().isPresent())
                    .toList();
            return StagePlan.inherit(stage, removals.paths(), master.base(), inMaster);
        });
    }

    private static Optional<String> triggers(ImageConfig base) {
        return base.onBuild().isEmpty()
                ? Optional.empty()
                : Optional.of("its base image has ONBUILD instructions, which are not in the Dockerfile");
    }

    private Removals removals(Stage stage, int prefix, MasterStage master) {
        Optional<List<FileChange>> changes = master.files().changes();
        return changes.isPresent()
                ? LayerRemovals.of(changes.get(), master.caches(), destinations(stage, prefix, master.base()))
                : new TextRemovals(stage, prefix, scope(master.base()), master, branchContext).find();
    }

    private Set<String> destinations(Stage stage, int prefix, ImageConfig base) {
        Scope scope = scope(base);
        Set<String> destinations = new HashSet<>();
        for (int i = 0; i < stage.instructions().size(); i++) {
            Instruction instruction = stage.instructions().get(i);
            if (i >= prefix) {
                instruction.copy().ifPresent(c -> destinations.add(scope.absolute(scope.expand(c.destination()))));
            }
            scope.apply(instruction);
        }
        return destinations;
    }

    private Scope scope(ImageConfig base) {
        return Scope.start(branch, branchArgs, base);
    }

    /** Environment variables that a stage sets, with the value that its base has; empty text where it has none. */
    static Map<String, String> environmentToReset(Stage stage, ImageConfig base) {
        Map<String, String> reset = new LinkedHashMap<>();
        stage.instructions().stream()
                .filter(i -> i.is("ENV"))
                .flatMap(i -> i.args().stream())
                .map(word -> word.substring(0, word.indexOf('=')))
                .forEach(name -> reset.put(name, base.variables().getOrDefault(name, "")));
        return reset;
    }
}
