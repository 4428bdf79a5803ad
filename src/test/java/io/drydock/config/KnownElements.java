package io.drydock.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of elements, for tests of other packages. */
public final class KnownElements {

    /**
     * An element of the configuration.
     *
     * @param path where it is, with dots; without any where it belongs to a service, a suite, a wait, a secret or a file
     * @param fallback the default, where it has one
     * @param property its user property, where it has one
     */
    public record Element(String path, Optional<String> fallback, Optional<String> property) {

        /** The element's own name. */
        public String name() {
            return path.substring(path.lastIndexOf('.') + 1);
        }
    }

    private KnownElements() {}

    /** All that the reader knows. */
    public static List<Element> all() {
        List<Element> all = new ArrayList<>();
        scalars().forEach(scalar -> all.add(new Element(scalar.path(), scalar.fallback(), property(scalar))));
        return List.copyOf(all);
    }

    static List<Scalar<?>> scalars() {
        List<Scalar<?>> scalars = new ArrayList<>();
        for (Field field : Scalars.class.getDeclaredFields()) {
            if (!Modifier.isPrivate(field.getModifiers())) {
                scalar(field).ifPresent(scalars::add);
            }
        }
        return scalars;
    }

    private static Optional<String> property(Scalar<?> scalar) {
        return Optional.of(scalar.property())
                .filter(property -> KnownProperties.exact().contains(property));
    }

    private static Optional<Scalar<?>> scalar(Field field) {
        try {
            Object value = field.get(null);
            if (value instanceof Scalars.Many<?> many) {
                return Optional.of(many.asScalar());
            }
            if (value instanceof Scalars.Named named) {
                return Optional.of(named.asScalar());
            }
            return value instanceof Scalar<?> scalar ? Optional.of(scalar) : Optional.empty();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
