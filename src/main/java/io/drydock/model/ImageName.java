package io.drydock.model;

/** Placeholder until the identity part is merged. */
public record ImageName(String text) {
    public static ImageName parse(String text) {
        return new ImageName(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
