package io.drydock.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value of both tables comes from the command line, else the POM, else the project's properties, else its default. */
class PrecedenceTest {

    /** Three right values for each path; flags need none. */
    private static final Map<String, List<String>> SAMPLES = Map.ofEntries(
            Map.entry("app", List.of("a", "b", "c")),
            Map.entry("registry", List.of("a.b", "b.c:5000", "c.d/e")),
            Map.entry("composeFile", List.of("a.yaml", "b.yaml", "c.yaml")),
            Map.entry("image.dockerfile", List.of("a", "b", "c")),
            Map.entry("image.context", List.of("a", "b", "c")),
            Map.entry("image.target", List.of("a", "b", "c")),
            Map.entry("image.builder", List.of("buildkit", "classic", "auto")),
            Map.entry("image.keep", List.of("0", "1", "2")),
            Map.entry("master.branch", List.of("a", "b/c", "d")),
            Map.entry("master.reuse", List.of("carry", "none", "inherit")),
            Map.entry("master.build", List.of("a", "b 'c d'", "e")),
            Map.entry("master.carry", List.of("/a", "/b,/c", "/d")),
            Map.entry("forwardEnv", List.of("A", "B,C", "D")),
            Map.entry("verify.keepFailed", List.of("1h", "2h", "3h")),
            Map.entry("verify.reportsTo", List.of("a", "b", "c")),
            Map.entry("run.bind", List.of("10.0.0.1", "10.0.0.2", "::1")),
            Map.entry("run.timeout", List.of("1", "2m", "3h")),
            Map.entry("run.drain", List.of("0", "30s", "2m")),
            Map.entry("run.keep", List.of("0", "1", "3")),
            Map.entry("run.memory", List.of("6m", "1g", "2g")),
            Map.entry("run.cpus", List.of("1", "2", "3")),
            Map.entry("run.restart", List.of("no", "always", "on-failure:3")),
            Map.entry("run.command", List.of("a", "b", "c d")),
            Map.entry("run.entrypoint", List.of("a", "b", "c d")),
            Map.entry("run.ports", List.of("1", "2,3:4", "5")),
            Map.entry("run.volumes", List.of("a:/a", "b:/b,c:/c:ro", "d:/d")),
            Map.entry("network.pool", List.of("10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16")),
            Map.entry("network.prefix", List.of("24", "25", "26")),
            Map.entry("network.bind", List.of("0.0.0.0", "10.0.0.1", "::")),
            Map.entry("format", List.of("json", "text", "json")),
            Map.entry("host", List.of("unix:///a", "tcp://b:1", "ssh://c")),
            Map.entry("branch", List.of("a", "b", "c")),
            Map.entry("git", List.of("a", "b", "c")),
            Map.entry("commit", List.of("aaaaaaa", "bbbbbbb", "ccccccc")),
            Map.entry("command", List.of("a", "b", "c")),
            Map.entry("service", List.of("a", "b", "c")),
            Map.entry("suite", List.of("a", "b", "c")),
            Map.entry("superseded", List.of("pass", "fail", "pass")),
            Map.entry("promote.tag", List.of("a", "b", "c")),
            Map.entry("pin", List.of("a", "b", "c")),
            Map.entry("prune.pressure", List.of("1g", "2g", "20GB")),
            Map.entry("services.timeout", List.of("1d", "2d", "3d")),
            Map.entry("prune.age", List.of("1d", "2d", "3d")),
            Map.entry("layers.max", List.of("1", "2", "3")),
            Map.entry("layers.maxWaste", List.of("1m", "2m", "3m")),
            Map.entry("status.app", List.of("a", "b", "c")),
            Map.entry("status.branch", List.of("a", "b", "c")),
            Map.entry("status.outcome", List.of("a", "b", "c")),
            Map.entry("grace", List.of("1", "2", "3")));

    private static final List<String> FLAGS = List.of("true", "false", "true");

    static Stream<Scalar<?>> scalars() {
        return Stream.concat(Scalars.all().stream(), FlagsReader.all().stream());
    }

    @ParameterizedTest
    @MethodSource("scalars")
    <T> void theCommandLineWinsOverThePomAndThePomOverTheProject(Scalar<T> scalar) {
        List<String> samples = samples(scalar);
        String argument = samples.get(0);
        String element = samples.get(1);
        String property = samples.get(2);
        String name = scalar.property();

        assertThat(read(scalar, Given.pom(""))).isEqualTo(scalar.fallback().map(scalar.parser()::parse));
        assertThat(read(scalar, Given.pom("").project(name, property)))
                .contains(scalar.parser().parse(property));
        assertThat(read(scalar, pom(scalar, element).project(name, property)))
                .contains(scalar.parser().parse(element));
        assertThat(read(scalar, pom(scalar, element).project(name, property).with(name, argument)))
                .contains(scalar.parser().parse(argument));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    <T> void whatIsEmptyIsLookedForFurtherOn(Scalar<T> scalar) {
        String property = samples(scalar).get(1);
        Given given = pom(scalar, "").project(scalar.property(), property);

        assertThat(read(scalar, given)).contains(scalar.parser().parse(property));
        if (scalar.flag()) {
            assertThat(read(scalar, given.with(scalar.property(), "")).orElseThrow())
                    .isEqualTo(true);
        } else {
            assertThat(read(scalar, given.with(scalar.property(), " ")))
                    .contains(scalar.parser().parse(property));
        }
    }

    @Test
    void noTwoValuesHaveTheSameProperty() {
        assertThat(scalars().map(Scalar::property)).doesNotHaveDuplicates();
    }

    private static <T> Optional<T> read(Scalar<T> scalar, Given given) {
        Mistakes mistakes = new Mistakes();
        Values values = new Values(given.input(), Section.root(given.input().pom(), mistakes), mistakes);
        Optional<T> value = scalar.fallback().isPresent() ? Optional.of(values.get(scalar)) : values.find(scalar);
        mistakes.throwIfAny();
        return value;
    }

    private static Given pom(Scalar<?> scalar, String text) {
        String[] names = scalar.path().split("\\.");
        Node node = Node.text(names[names.length - 1], text);
        for (int i = names.length - 2; i >= 0; i--) {
            node = Node.of(names[i], node);
        }
        return Given.pom(Node.of("configuration", node));
    }

    private static List<String> samples(Scalar<?> scalar) {
        return scalar.flag() ? FLAGS : SAMPLES.get(scalar.path());
    }
}
