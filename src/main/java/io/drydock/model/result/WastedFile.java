package io.drydock.model.result;

/**
 * A file that an image carries and its containers do not see.
 *
 * @param path absolute
 * @param bytes of all its versions that later layers delete or overwrite
 */
public record WastedFile(String path, long bytes) {}
