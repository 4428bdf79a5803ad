package io.drydock.mojo;

import io.drydock.config.Input;
import io.drydock.config.Node;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** What Maven knows: folders, properties, other modules. */
final class MavenInput {

    private final MavenSession session;
    private final MavenProject project;
    private final Optional<Elsewhere> elsewhere;

    /** A folder that stands for the module, though Maven does not know it. */
    private record Elsewhere(Path folder, String name) {}

    MavenInput(MavenSession session, MavenProject project) {
        this(session, project, Optional.empty());
    }

    private MavenInput(MavenSession session, MavenProject project, Optional<Elsewhere> elsewhere) {
        this.session = session;
        this.project = project;
        this.elsewhere = elsewhere;
    }

    /** The same call for another folder; what is written stays where it was. */
    MavenInput in(Path folder, String name) {
        return new MavenInput(session, project, Optional.of(new Elsewhere(folder, name)));
    }

    boolean cloned() {
        return elsewhere.isPresent();
    }

    Input input(Node configuration) {
        return new Input(
                configuration,
                strings(session.getUserProperties()),
                strings(project.getProperties()),
                System.getenv(),
                basedir(),
                buildDirectory(),
                name());
    }

    private String name() {
        return elsewhere
                .map(Elsewhere::name)
                .orElseGet(() -> hasProject()
                        ? project.getArtifactId()
                        : basedir().getFileName().toString());
    }

    /** The module's folder; outside of a project, the current one. */
    Path basedir() {
        return elsewhere.map(Elsewhere::folder).orElseGet(this::called);
    }

    private Path called() {
        return project.getBasedir() == null
                ? Path.of(session.getExecutionRootDirectory())
                : project.getBasedir().toPath();
    }

    Path buildDirectory() {
        return hasProject()
                ? Path.of(project.getBuild().getDirectory())
                : basedir().resolve("target");
    }

    private Path outputRoot() {
        return project.getBasedir() == null
                ? called().resolve("target")
                : Path.of(project.getBuild().getDirectory());
    }

    /** Where all that we write goes. */
    Path output() {
        return outputRoot().resolve("docker");
    }

    boolean hasProject() {
        return project.getBasedir() != null && elsewhere.isEmpty();
    }

    boolean isAggregatorPom() {
        return "pom".equals(project.getPackaging()) && hasProject();
    }

    /** The build folders of all modules: what lies there is no change of the work tree. */
    List<Path> buildDirectories() {
        return session.getAllProjects() == null || cloned()
                ? List.of(buildDirectory())
                : session.getAllProjects().stream()
                        .filter(p -> p.getBasedir() != null)
                        .map(p -> Path.of(p.getBuild().getDirectory()))
                        .toList();
    }

    void property(String name, String value) {
        project.getProperties().setProperty(name, value);
    }

    /** Identifies this Maven run. */
    Object run() {
        return session.getRequest();
    }

    boolean offline() {
        return session.isOffline();
    }

    boolean interactive() {
        return session.getRequest().isInteractiveMode() && UserTerminal.isThere();
    }

    /** Whether output is coloured: as {@code -Dstyle.color} says, as Maven's own is; else where a person watches a terminal. */
    boolean colours() {
        return switch (session.getUserProperties().getProperty("style.color", "auto")) {
            case "always" -> true;
            case "never" -> false;
            default -> interactive();
        };
    }

    MavenSession session() {
        return session;
    }

    private static Map<String, String> strings(Properties properties) {
        Map<String, String> strings = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            strings.put(name, properties.getProperty(name));
        }
        return strings;
    }
}
