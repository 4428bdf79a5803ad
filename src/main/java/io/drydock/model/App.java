package io.drydock.model;

/** Placeholder until the identity part is merged. */
public record App(String name) {
    public static App of(String name) {
        return new App(name);
    }
}
