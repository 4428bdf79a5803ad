package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Compares the stages of a branch's Dockerfile with those of master's, build arguments included. */
final class StageComparison {

    private final Dockerfile branch;
    private final Map<String, String> branchArgs;
    private final Dockerfile master;
    private final Map<String, String> masterArgs;
    private final BiPredicate<Stage, Instruction> sameInput;

    /** @param sameInput whether an instruction that reads the context finds there what it found on master */
    StageComparison(
            Dockerfile branch,
            Map<String, String> branchArgs,
            Dockerfile master,
            Map<String, String> masterArgs,
            BiPredicate<Stage, Instruction> sameInput) {
        this.branch = branch;
        this.branchArgs = branchArgs;
        this.master = master;
        this.masterArgs = masterArgs;
        this.sameInput = sameInput;
    }

    /** Master's stage of the same name, or of the same index when it has none. */
    Optional<Stage> counterpart(Stage stage) {
        return stage.name().isPresent()
                ? master.stages().stream()
                        .filter(s -> s.name().equals(stage.name()))
                        .findFirst()
                : master.stages().stream()
                        .skip(stage.index())
                        .findFirst()
                        .filter(s -> s.name().isEmpty());
    }

    /** The first way in which a stage differs from master's, as a reason. */
    Optional<String> difference(Stage stage) {
        Optional<Stage> other = counterpart(stage);
        if (other.isEmpty()) {
            return Optional.of("master's Dockerfile has no stage " + stage.label());
        }
        Stage theirs = other.get();
        String base = branch.base(stage, branchArgs);
        String theirBase = master.base(theirs, masterArgs);
        if (!sameBase(stage, theirs)) {
            return Optional.of("line " + stage.line() + ": it starts from " + base + ", master's from " + theirBase);
        }
        return instructionDifference(stage, theirs).or(() -> argumentDifference(stage, theirs));
    }

    private static Optional<String> instructionDifference(Stage stage, Stage theirs) {
        List<Instruction> mine = stage.instructions();
        for (int i = 0; i < mine.size(); i++) {
            if (i >= theirs.instructions().size()
                    || !mine.get(i).sameAs(theirs.instructions().get(i))) {
                return Optional.of("line " + mine.get(i).startLine() + ": "
                        + mine.get(i).keyword() + " differs from master's Dockerfile");
            }
        }
        return mine.size() == theirs.instructions().size()
                ? Optional.empty()
                : Optional.of("master's Dockerfile has more instructions in this stage");
    }

    private Optional<String> argumentDifference(Stage stage, Stage theirs) {
        List<Map<String, String>> mine = arguments(branch, stage, branchArgs);
        List<Map<String, String>> other = arguments(master, theirs, masterArgs);
        return mine.equals(other)
                ? Optional.empty()
                : Optional.of("its build arguments have other values than master's");
    }

    private static List<Map<String, String>> arguments(Dockerfile file, Stage stage, Map<String, String> buildArgs) {
        Scope scope = Scope.start(file, stage, buildArgs);
        List<Map<String, String>> values = new ArrayList<>();
        for (Instruction instruction : stage.instructions()) {
            scope.apply(instruction);
            values.add(Map.copyOf(scope.args()));
        }
        return values;
    }

    /**
     * Whether a stage comes out as it did on master: all equals master's, what it and the stages below it read of the
     * context too.
     */
    boolean fixed(Stage stage) {
        return difference(stage).isEmpty()
                && stage.contextInstructions().stream().allMatch(i -> sameInput.test(stage, i))
                && branch.dependencies(stage, branchArgs).stream().allMatch(this::fixed);
    }

    /** Whether an instruction's result can differ from master's. */
    boolean moves(Stage stage, Instruction instruction) {
        return instruction.readsContext() && !sameInput.test(stage, instruction)
                || instruction.sourcesOutsideContext().stream()
                        .flatMap(from -> branch.stageSeenBy(stage, from).stream())
                        .anyMatch(from -> !fixed(from));
    }

    /**
     * How many instructions of a stage come before the first that differs from master's in its text, its arguments, or
     * what it can find. None where the stage starts from something else.
     */
    int unchanged(Stage stage) {
        Optional<Stage> theirs = counterpart(stage).filter(other -> sameBase(stage, other));
        boolean movingBase =
                branch.baseStage(stage, branchArgs).filter(base -> !fixed(base)).isPresent();
        if (theirs.isEmpty() || movingBase) {
            return 0;
        }
        List<Instruction> mine = stage.instructions();
        List<Instruction> others = theirs.get().instructions();
        List<Map<String, String>> myArguments = arguments(branch, stage, branchArgs);
        List<Map<String, String>> otherArguments = arguments(master, theirs.get(), masterArgs);
        int length = 0;
        while (length < Math.min(mine.size(), others.size())
                && mine.get(length).sameAs(others.get(length))
                && myArguments.get(length).equals(otherArguments.get(length))
                && !moves(stage, mine.get(length))) {
            length++;
        }
        return length;
    }

    private boolean sameBase(Stage stage, Stage theirs) {
        return branch.base(stage, branchArgs).equals(master.base(theirs, masterArgs))
                && stage.platform().equals(theirs.platform());
    }

    /** How many instructions of a stage come before the first that can differ from master's. */
    int prefixLength(Stage stage) {
        int length = 0;
        while (length < stage.instructions().size()
                && !moves(stage, stage.instructions().get(length))) {
            length++;
        }
        return length;
    }
}
