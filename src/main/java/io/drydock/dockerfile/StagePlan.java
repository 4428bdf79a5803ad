package io.drydock.dockerfile;

import java.util.List;

/**
 * How a stage of a branch image uses the master image.
 *
 * @param stage the stage
 * @param reuse which way
 * @param reason why not INHERIT, for the log; empty where it is
 * @param removals with INHERIT: absolute paths to remove from master's stage image before the first instruction
 * @param start with INHERIT: the configuration that the first instruction must see, the base's
 * @param inMaster with INHERIT: the instructions whose work is in master's image already, which are left out
 */
public record StagePlan(
        Stage stage, Reuse reuse, String reason, List<String> removals, ImageConfig start, List<Instruction> inMaster) {

    /** The ways. */
    public enum Reuse {
        /** Starts from master's image of the same stage. */
        INHERIT,
        /** Built as written, with master's caches. */
        CARRY,
        /** Built as written. */
        AS_WRITTEN
    }

    public StagePlan {
        removals = List.copyOf(removals);
        inMaster = List.copyOf(inMaster);
    }

    static StagePlan inherit(Stage stage, List<String> removals, ImageConfig start, List<Instruction> inMaster) {
        return new StagePlan(stage, Reuse.INHERIT, "", removals, start, inMaster);
    }

    public static StagePlan carry(Stage stage, String reason) {
        return new StagePlan(stage, Reuse.CARRY, reason, List.of(), ImageConfig.EMPTY, List.of());
    }

    static StagePlan asWritten(Stage stage, String reason) {
        return new StagePlan(stage, Reuse.AS_WRITTEN, reason, List.of(), ImageConfig.EMPTY, List.of());
    }
}
