package io.drydock.dockerfile;

/** What a path of an image is. */
public enum PathType {
    ABSENT,
    FILE,
    DIRECTORY
}
