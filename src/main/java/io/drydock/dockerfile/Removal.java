package io.drydock.dockerfile;

/** How the paths of a {@link StagePlan} are removed from master's stage image. */
public enum Removal {
    /**
     * The caller makes an image of master's layers, a layer of whiteouts, and the start configuration; the stage
     * starts from that. No container runs, and the configuration begins exactly as the base's.
     */
    LAYER,
    /** The rewritten Dockerfile does it, by a RUN and instructions that set the configuration back. */
    RUN
}
