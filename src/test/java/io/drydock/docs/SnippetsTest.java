package io.drydock.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.drydock.config.ConfigReader;
import io.drydock.config.Input;
import io.drydock.config.KnownProperties;
import io.drydock.config.Node;
import io.drydock.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnippetsTest {

    /** Names in the texts that begin with {@code docker.} and are no user property: file names, and what goals set. */
    private static final Set<String> NO_PROPERTIES = Set.of(
            "docker.io",
            "docker.sock",
            "docker.pid",
            "docker.image",
            "docker.image.id",
            "docker.network.name",
            "docker.url",
            "docker.service");

    private static final Pattern PROPERTY = Pattern.compile("(?<![\\w./-])(?:-D)?docker(?:\\.[A-Za-z][A-Za-z-]*)+");
    private static final Pattern GOAL = Pattern.compile("(?<![\\w.])docker:[a-z]+(?:-[a-z]+)*");
    private static final Pattern OUTCOME = Pattern.compile("`[A-Z]+(?:_[A-Z]+)+`");

    @TempDir
    private Path folder;

    @BeforeEach
    void aComposeFileIsThere() throws IOException {
        Files.writeString(folder.resolve("compose.yml"), "services: {redis: {image: 'redis:7'}}");
    }

    static List<Document> documents() {
        return Document.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void everyConfigurationThatIsShownIsTakenByTheReader(Document document) {
        for (String xml : document.xml()) {
            for (Node configuration : Snippet.configurations(xml)) {
                assertThatCode(() -> ConfigReader.read(input(configuration)))
                        .as(xml)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void theReadmeShowsAWholeConfiguration() {
        assertThat(Document.read(Path.of("README.md")).xml())
                .anySatisfy(xml -> assertThat(Snippet.configurations(xml)).hasSize(1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void everyUserPropertyThatIsNamedIsKnown(Document document) {
        Set<String> known = KnownProperties.exact();
        assertThat(document.find(PROPERTY).stream().map(text -> text.replaceFirst("^-D", "")))
                .allMatch(name -> known.contains(name)
                        || NO_PROPERTIES.contains(name)
                        || name.matches("docker\\.service\\.[a-z-]+\\.(host|port|url)")
                        || KnownProperties.prefixes().stream().anyMatch((name + ".")::startsWith));
    }

    @Test
    void everyUserPropertyOfTheConfigurationIsNamedInItsDocument() {
        String text = Document.read(Path.of("docs/configuration.md")).text()
                + Document.read(Path.of("docs/goals.md")).text();
        assertThat(KnownProperties.exact())
                .filteredOn(name -> !name.endsWith(".skip") || name.equals("docker.skip"))
                .allMatch(name -> text.contains("`" + name + "`"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void everyGoalThatIsNamedExists(Document document) throws IOException {
        assertThat(goals()).containsAll(document.find(GOAL));
    }

    @Test
    void everyGoalIsDescribed() throws IOException {
        assertThat(Document.read(Path.of("docs/goals.md")).find(GOAL)).containsAll(goals());
    }

    @Test
    void everyOutcomeIsDescribedAndNoOther() {
        Set<String> outcomes =
                Arrays.stream(Outcome.values()).map(Outcome::name).collect(Collectors.toSet());
        String text = Document.read(Path.of("docs/outcomes.md")).text();
        assertThat(outcomes).allMatch(name -> text.contains("`" + name + "`"));
        assertThat(Document.read(Path.of("docs/outcomes.md")).find(OUTCOME).stream()
                        .map(name -> name.replace("`", "")))
                .isSubsetOf(outcomes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Document document) {
        Path base = document.path().toAbsolutePath().getParent();
        assertThat(document.links()).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? document.path() : base.resolve(parts[0]);
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(Document.read(target).anchors()).contains(parts[1]);
            }
        });
    }

    private Input input(Node configuration) {
        return new Input(configuration, Map.of(), Map.of(), Map.of(), folder, folder.resolve("target"), "hello");
    }

    private static Set<String> goals() throws IOException {
        Pattern name = Pattern.compile("@Mojo\\(\\s*name = \"([a-z-]+)\"");
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/drydock/mojo"))) {
            Stream<String> ours = sources.map(Document::read)
                    .flatMap(source -> name.matcher(source.text()).results())
                    .map(mojo -> mojo.group(1));
            return Stream.concat(ours, Stream.of("help"))
                    .map(goal -> "docker:" + goal)
                    .collect(Collectors.toSet());
        }
    }
}
