package io.drydock.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.drydock.config.ConfigReader;
import io.drydock.config.Input;
import io.drydock.config.Node;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.StringModelSource;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.settings.io.xpp3.SettingsXpp3Reader;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each piece of a POM that the documents show, as Maven itself reads it and hands it to a goal. */
class PomSnippetsTest {

    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern FIRST = Pattern.compile("<([A-Za-z]\\w*)");
    private static final Pattern PARAMETER = Pattern.compile("<parameter>\\s*<name>(\\w+)</name>");
    private static final Set<String> OF_A_PROJECT = Set.of("profiles", "reporting", "build", "properties");

    @TempDir
    private Path folder;

    static List<String> pieces() {
        return Document.all().stream()
                .flatMap(document -> document.xml().stream())
                .filter(xml -> !kind(xml).equals("settings"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void mavenTakesEachPiece(String xml) throws Exception {
        Files.writeString(folder.resolve("compose.yml"), "services: {redis: {image: 'redis:7'}}");

        List<Xpp3Dom> configurations = ours(effective(xml)).toList();

        for (Xpp3Dom configuration : configurations) {
            assertThat(parameters())
                    .containsAll(Arrays.stream(configuration.getChildren())
                            .map(Xpp3Dom::getName)
                            .toList());
            Input input =
                    new Input(node(configuration), Map.of(), Map.of(), Map.of(), folder, folder.resolve("t"), "hello");
            assertThatCode(() -> ConfigReader.read(input)).doesNotThrowAnyException();
        }
    }

    @Test
    void mavenTakesTheSettings() throws Exception {
        List<String> settings = Document.all().stream()
                .flatMap(document -> document.xml().stream())
                .filter(xml -> kind(xml).equals("settings"))
                .toList();

        assertThat(settings).isNotEmpty();
        for (String xml : settings) {
            assertThatCode(() -> new SettingsXpp3Reader().read(new StringReader(xml), true))
                    .as(xml)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void anElementThatMavenDoesNotKnowIsRefused() {
        assertThatCode(() -> effective("<build><plugin/></build>")).isInstanceOf(XmlPullParserException.class);
    }

    private static String kind(String xml) {
        return FIRST.matcher(COMMENT.matcher(xml).replaceAll(""))
                .results()
                .map(name -> name.group(1))
                .findFirst()
                .orElse("");
    }

    private Model effective(String xml) throws Exception {
        new MavenXpp3Reader().read(new StringReader(pom(xml)), true);
        DefaultModelBuildingRequest request = new DefaultModelBuildingRequest();
        request.setModelSource(
                new StringModelSource(pom(xml), folder.resolve("pom.xml").toString()));
        request.setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_STRICT);
        request.setSystemProperties(new Properties());
        return new DefaultModelBuilderFactory().newInstance().build(request).getEffectiveModel();
    }

    private static String pom(String xml) {
        String kind = kind(xml);
        if (kind.equals("project")) {
            return xml;
        }
        String part = xml;
        if (kind.equals("plugin")) {
            part = "<build><plugins>" + xml + "</plugins></build>";
        } else if (!OF_A_PROJECT.contains(kind)) {
            part = "<build><plugins><plugin><groupId>io.drydock</groupId><artifactId>drydock-maven-plugin</artifactId>"
                    + "<version>1</version><configuration>" + xml + "</configuration></plugin></plugins></build>";
        }
        return "<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>hello</artifactId>"
                + "<version>1</version>" + part + "</project>";
    }

    private static Stream<Xpp3Dom> ours(Model model) {
        List<Plugin> plugins = new ArrayList<>(model.getBuild().getPlugins());
        model.getProfiles().stream()
                .filter(profile -> profile.getBuild() != null)
                .forEach(profile -> plugins.addAll(profile.getBuild().getPlugins()));
        return plugins.stream()
                .filter(plugin -> plugin.getArtifactId().equals("drydock-maven-plugin"))
                .flatMap(plugin -> Stream.concat(Stream.of(plugin), plugin.getExecutions().stream()))
                .map(ConfigurationContainer::getConfiguration)
                .filter(Xpp3Dom.class::isInstance)
                .map(Xpp3Dom.class::cast);
    }

    /** All that goals can be given, as the plugin's descriptor tells Maven. */
    private static Set<String> parameters() throws Exception {
        String descriptor = Files.readString(Path.of("target/classes/META-INF/maven/plugin.xml"));
        return PARAMETER
                .matcher(descriptor)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }

    private static Node node(Xpp3Dom element) {
        return new Node(
                element.getName(),
                Optional.ofNullable(element.getValue()).filter(text -> !text.isBlank()),
                Arrays.stream(element.getChildren()).map(PomSnippetsTest::node).toList());
    }
}
