package io.drydock.config;

import java.util.Optional;

/**
 * One value of the configuration.
 *
 * @param path where it is, with dots; its user property is {@code docker.} and this
 * @param fallback the text that stands for an absent value, where there is one
 * @param parser makes the value
 * @param flag whether the bare property ({@code -Ddocker.skip}) means true
 * @param <T> the value
 */
record Scalar<T>(String path, Optional<String> fallback, Parser<T> parser, boolean flag) {

    private static final String PREFIX = "docker.";

    /** A value without a default. */
    static <T> Scalar<T> optional(String path, Parser<T> parser) {
        return new Scalar<>(path, Optional.empty(), parser, false);
    }

    /** A value with a default. */
    static <T> Scalar<T> of(String path, String fallback, Parser<T> parser) {
        return new Scalar<>(path, Optional.of(fallback), parser, false);
    }

    /** A yes or no. */
    static Scalar<Boolean> flag(String path, boolean fallback) {
        return new Scalar<>(path, Optional.of(Boolean.toString(fallback)), Numbers::bool, true);
    }

    /** The user property. */
    String property() {
        return PREFIX + path;
    }

    /** The element's own name. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The element that holds it, inside this configuration. */
    Section parent(Section root) {
        Section section = root;
        for (int from = 0, dot = path.indexOf('.'); dot >= 0; from = dot + 1, dot = path.indexOf('.', from)) {
            section = section.child(path.substring(from, dot));
        }
        return section;
    }

    /** Its path as elements: {@code <image><keep>}. */
    String elements() {
        return "<" + path.replace(".", "><") + ">";
    }

    T defaultValue() {
        return parser.parse(fallback.orElseThrow());
    }
}
