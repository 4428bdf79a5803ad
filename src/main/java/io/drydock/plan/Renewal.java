package io.drydock.plan;

/** Which services of an environment are made anew. */
public enum Renewal {
    /** Those that are not right. */
    AS_NEEDED,
    /** All; their named volumes stay. */
    FRESH,
    /** All, and their named volumes. */
    RESET;

    /** As the flags say; a volume cannot be made anew under a container that stays. */
    public static Renewal of(boolean fresh, boolean reset) {
        if (reset) {
            return RESET;
        }
        return fresh ? FRESH : AS_NEEDED;
    }
}
