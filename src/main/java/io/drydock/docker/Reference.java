package io.drydock.docker;

/**
 * An image's name in the two parts that the API takes.
 *
 * @param repository everything before the tag
 * @param tag the tag, or a digest {@code sha256:...}; {@code latest} where the name has neither
 */
record Reference(String repository, String tag) {

    static Reference of(String name) {
        int digest = name.indexOf('@');
        if (digest > 0) {
            return new Reference(name.substring(0, digest), name.substring(digest + 1));
        }
        int colon = name.lastIndexOf(':');
        boolean tagged = colon > name.lastIndexOf('/');
        return tagged
                ? new Reference(name.substring(0, colon), name.substring(colon + 1))
                : new Reference(name, "latest");
    }
}
