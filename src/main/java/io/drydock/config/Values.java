package io.drydock.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks values up: on the command line, in the POM, in the project's properties, in the table of defaults. */
final class Values {

    private final Input input;
    private final Section root;
    private final Mistakes mistakes;

    Values(Input input, Section root, Mistakes mistakes) {
        this.input = input;
        this.root = root;
        this.mistakes = mistakes;
    }

    /** The parts of a comma-separated text, stripped, empty ones left out. */
    static List<String> split(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The value that is given, where it is right; a wrong one is noted. */
    <T> Optional<T> find(Scalar<T> scalar) {
        Section parent = scalar.parent(root);
        Optional<String> argument = given(input.commandLine(), scalar);
        Optional<T> element = parent.find(scalar);
        if (argument.isPresent()) {
            return parse("-D" + scalar.property(), argument.get(), scalar.parser());
        }
        if (parent.child(scalar.name()).text().isPresent()) {
            return element;
        }
        return given(input.project(), scalar)
                .flatMap(text -> parse("property " + scalar.property(), text, scalar.parser()));
    }

    /** The value that is given, or its default; the default stands for a wrong one, too. */
    <T> T get(Scalar<T> scalar) {
        return find(scalar).orElseGet(scalar::defaultValue);
    }

    /** The path that is given, or the default one; relative ones start from the module's folder. */
    Optional<Path> path(Scalar<String> scalar) {
        Scalar<Path> path = new Scalar<>(scalar.path(), scalar.fallback(), Paths.from(input.basedir()), false);
        return find(path).or(() -> path.fallback().map(path.parser()::parse));
    }

    /** The values of a list; a property gives them with commas between. */
    <T> List<T> list(Scalars.Many<T> many) {
        Scalar<List<T>> scalar = many.asScalar();
        Section parent = scalar.parent(root);
        List<T> elements = parent.list(many);
        Optional<String> argument = given(input.commandLine(), scalar);
        if (argument.isPresent()) {
            return eachOf("-D" + scalar.property(), argument.get(), many.parser());
        }
        if (parent.child(scalar.name()).filled()) {
            return elements;
        }
        return given(input.project(), scalar)
                .map(text -> eachOf("property " + scalar.property(), text, many.parser()))
                .orElse(List.of());
    }

    private <T> List<T> eachOf(String where, String text, Parser<T> parser) {
        return split(text).stream()
                .flatMap(part -> parse(where, part, parser).stream())
                .toList();
    }

    /** Whether the list is given at all, by element or property. */
    boolean isGiven(Scalars.Many<?> many) {
        Scalar<?> scalar = many.asScalar();
        return scalar.parent(root).child(scalar.name()).filled()
                || Stream.of(input.commandLine(), input.project())
                        .anyMatch(properties -> given(properties, scalar).isPresent());
    }

    /** Named values: the POM's elements, and a property for each name, {@code -Ddocker.env.NAME=value}. */
    Map<String, String> map(Scalars.Named named) {
        Scalar<String> scalar = named.asScalar();
        Map<String, String> values = new LinkedHashMap<>(under(input.project(), "property ", named));
        values.putAll(scalar.parent(root).map(scalar.name(), named.names()));
        values.putAll(under(input.commandLine(), "-D", named));
        return values;
    }

    private Map<String, String> under(Map<String, String> properties, String kind, Scalars.Named named) {
        String prefix = named.asScalar().property() + ".";
        Map<String, String> values = new LinkedHashMap<>();
        properties.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .forEach(key -> parse(kind + key, key.substring(prefix.length()), named.names())
                        .ifPresent(name -> values.put(name, properties.get(key))));
        return values;
    }

    /** Which of Maven's own properties is set to true, or set without a value. */
    Optional<String> firstTrue(List<String> properties) {
        return properties.stream()
                .filter(property -> Stream.of(input.commandLine(), input.project())
                        .filter(given -> given.containsKey(property))
                        .map(given -> given.get(property).strip())
                        .limit(1)
                        .anyMatch(text -> text.isEmpty() || text.equalsIgnoreCase("true")))
                .findFirst();
    }

    private static Optional<String> given(Map<String, String> properties, Scalar<?> scalar) {
        return Optional.ofNullable(properties.get(scalar.property()))
                .map(String::strip)
                .map(text -> text.isEmpty() && scalar.flag() ? "true" : text)
                .filter(text -> !text.isEmpty());
    }

    private <T> Optional<T> parse(String where, String text, Parser<T> parser) {
        try {
            return Optional.of(parser.parse(text));
        } catch (IllegalArgumentException e) {
            mistakes.add(where, e.getMessage());
            return Optional.empty();
        }
    }
}
