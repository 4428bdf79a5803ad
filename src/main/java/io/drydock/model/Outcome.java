package io.drydock.model;

/**
 * How a build ended, as written to {@code environment.json} and to the record on the engine.
 *
 * <p>The first four are ordered: each says the furthest point that a good build got to.
 */
public enum Outcome {
    /** The image of this commit exists. */
    IMAGE_READY(Kind.SUCCESS),
    /** All required services of the environment answer. */
    SERVICES_READY(Kind.SUCCESS),
    /** Every suite ended with exit code 0. */
    VERIFIED(Kind.SUCCESS),
    /** The app answers in its environment. */
    RUNNING(Kind.SUCCESS),
    /** Nothing was verified: there were no suites, or they were skipped. */
    UNVERIFIED(Kind.SUCCESS),
    /** A newer commit of the branch took over. */
    SUPERSEDED(Kind.FAILURE),
    /** A suite's exit code was not 0. */
    TESTS_FAILED(Kind.FAILURE),
    /** The image could not be built. */
    BUILD_FAILED(Kind.FAILURE),
    /** A service did not pass its waits. */
    SERVICE_NOT_READY(Kind.FAILURE),
    /** The app did not pass its waits. */
    APP_NOT_READY(Kind.FAILURE),
    /** A suite or step ran past its limit. */
    TIMEOUT(Kind.FAILURE),
    /** A container was killed because it reached its memory limit. */
    OUT_OF_MEMORY(Kind.FAILURE),
    /** The engine refused or did not answer. */
    ENGINE_ERROR(Kind.ERROR),
    /** The configuration is wrong. */
    CONFIG_ERROR(Kind.ERROR),
    /** The git repository could not answer. */
    GIT_ERROR(Kind.ERROR);

    /** What an outcome means for the build: its success, the app's own failure, or an error around it. */
    public enum Kind {
        SUCCESS,
        FAILURE,
        ERROR
    }

    private final Kind kind;

    Outcome(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
