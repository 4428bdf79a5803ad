package io.drydock.mojo;

import io.drydock.config.Input;
import io.drydock.config.Node;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** What Maven knows: folders, properties, other modules. */
final class MavenInput {

    private final MavenSession session;
    private final MavenProject project;

    MavenInput(MavenSession session, MavenProject project) {
        this.session = session;
        this.project = project;
    }

    Input input(Node configuration) {
        return new Input(
                configuration,
                strings(session.getUserProperties()),
                strings(project.getProperties()),
                System.getenv(),
                basedir(),
                buildDirectory(),
                project.getArtifactId());
    }

    /** The module's folder; outside of a project, the current one. */
    Path basedir() {
        return project.getBasedir() == null
                ? Path.of(session.getExecutionRootDirectory())
                : project.getBasedir().toPath();
    }

    Path buildDirectory() {
        return hasProject() ? Path.of(project.getBuild().getDirectory()) : basedir().resolve("target");
    }

    /** Where all that we write goes. */
    Path output() {
        return buildDirectory().resolve("docker");
    }

    boolean hasProject() {
        return project.getBasedir() != null;
    }

    boolean isAggregatorPom() {
        return "pom".equals(project.getPackaging()) && hasProject();
    }

    /** The build folders of all modules: what lies there is no change of the work tree. */
    List<Path> buildDirectories() {
        return session.getAllProjects() == null
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
        return session.getRequest().isInteractiveMode() && System.console() != null;
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
