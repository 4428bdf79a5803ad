package io.drydock.dockerfile;

/**
 * How a layer of an image differs from the layers below it, at one path.
 *
 * @param path absolute, links in it resolved
 * @param kind {@code MODIFIED} when content, type, owner or mode differ; a folder whose time alone differs has not
 *     changed
 * @param directory whether it is a folder now
 */
public record FileChange(String path, Kind kind, boolean directory) {

    /** What happened to the path. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }
}
