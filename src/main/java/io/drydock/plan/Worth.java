package io.drydock.plan;

/** How valuable an image is that could go, the least valuable first. */
enum Worth {
    /** Of a commit that is not the newest of its branch; its stages and what was derived from it, too. */
    OLDER_COMMIT("of an older commit"),
    /** Containers of previous app versions, kept and stopped, were made from it; they go with it. */
    PREVIOUS_APP("a previous version of the app"),
    /** A stage of the newest commit, or what branches start from: the next build makes it again. */
    STAGE("a stage, which the next build makes again"),
    /** The newest of a branch of which nothing runs. */
    IDLE("of a branch of which nothing runs"),
    /** The last of a branch that passed its suites, where nothing of the branch runs. */
    VERIFIED("the verified image of a branch of which nothing runs");

    private final String reason;

    Worth(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
