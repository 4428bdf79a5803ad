package io.drydock.dockerfile;

import java.util.HashSet;
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
 * removed before they run again, as the image's layers tell. Where removing does not bring that state back, the stage
 * falls back to {@code CARRY}, with the reason.
 */
public final class InheritRewrite {

    private final Dockerfile branch;
    private final Map<String, String> branchArgs;
    private final StageComparison comparison;

    /**
     * @param branchArgs build arguments of this build
     * @param masterArgs those that master's image was built with
     */
    public InheritRewrite(
            Dockerfile branch, Map<String, String> branchArgs, Dockerfile master, Map<String, String> masterArgs) {
        this(branch, branchArgs, master, masterArgs, (stage, instruction) -> false);
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
            BiPredicate<Stage, Instruction> sameInput) {
        this.branch = branch;
        this.branchArgs = Map.copyOf(branchArgs);
        this.comparison = new StageComparison(branch, branchArgs, master, masterArgs, sameInput);
    }

    /**
     * How many instructions of a stage come before the first whose result can differ between branches. Their layers in
     * master's image are the state to start from; the later ones' are the changes.
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
     * @param prefix how many instructions are taken from master's image, at most {@link #prefixLength}
     */
    public StagePlan plan(Stage stage, int prefix, MasterStage master) {
        if (!stage.runsCommands()) {
            return StagePlan.asWritten(stage, "it runs no commands");
        }
        Optional<String> obstacle = obstacle(stage).or(() -> triggers(master.base()));
        if (obstacle.isPresent()) {
            return StagePlan.carry(stage, obstacle.get());
        }
        Removals removals =
                LayerRemovals.of(master.changes(), master.caches(), destinations(stage, prefix, master.base()));
        return removals.obstacle().map(reason -> StagePlan.carry(stage, reason)).orElseGet(() -> {
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

    private Set<String> destinations(Stage stage, int prefix, ImageConfig base) {
        Scope scope = Scope.start(branch, branchArgs, base);
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
}
