package io.drydock.model;

import java.util.regex.Pattern;

/** What a configured name is for, and which otherwise legal names that use has taken already. */
public enum NameKind {
    /** {@code app} and anything that reads as a commit name the environment's own app containers. */
    SERVICE("service", "app|[0-9a-f]{7}(-dirty-[0-9a-f]{8})?"),
    SUITE("suite", "app"),
    /** Stage names are the Dockerfile's; only one that would read as a dirty commit's tag is impossible. */
    STAGE("stage", "dirty-[0-9a-f]{8}(-.*)?"),
    VOLUME("volume", "app");

    private final String text;
    private final Pattern taken;

    NameKind(String text, String taken) {
        this.text = text;
        this.taken = Pattern.compile(taken);
    }

    boolean taken(String name) {
        return taken.matcher(name).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
