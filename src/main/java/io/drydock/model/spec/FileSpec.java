package io.drydock.model.spec;

import java.nio.file.Path;

/**
 * A file or folder that is copied into a container before it starts; never bind-mounted.
 *
 * @param from absolute path on this host
 * @param to absolute path in the container; a folder's content goes into it
 */
public record FileSpec(Path from, String to) {}
