package io.drydock.dockerfile;

/**
 * One entry of a layer's archive.
 *
 * @param path as in the archive, relative or absolute; whiteouts ({@code .wh.name}, {@code .wh..wh..opq}) included
 * @param directory whether it is a folder
 * @param identity equal for two entries that a user could not tell apart: mode, owner, and content or link target; of a
 *     folder mode and owner. Times don't belong in it
 */
public record LayerEntry(String path, boolean directory, String identity) {}
