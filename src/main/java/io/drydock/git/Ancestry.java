package io.drydock.git;

/** Whether one commit is a strict ancestor of another. */
public enum Ancestry {
    ANCESTOR,
    /** It is the same commit, a descendant, or on another line of history. */
    NOT_ANCESTOR,
    /** The history that would tell is not here: the clone is shallow, or a commit is missing. */
    UNKNOWN
}
