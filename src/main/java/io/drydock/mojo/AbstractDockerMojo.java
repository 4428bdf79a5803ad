package io.drydock.mojo;

import io.drydock.config.Flags;
import io.drydock.config.FlagsReader;
import io.drydock.config.Input;
import io.drydock.model.DrydockException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** What all goals share: the configuration, the skip flags, and how an error becomes what Maven expects. */
abstract class AbstractDockerMojo extends AbstractMojo {

    /**
     * Name of the app: <code>[a-z0-9]+(-[a-z0-9]+)*</code>. Default: the artifactId in lower case, any other run of characters
     * made <code>-</code>. User property: <code>docker.app</code>.
     *
     * @since 0.1.0
     */
    @Parameter
    private PlexusConfiguration app;

    /**
     * Registry that image names are prefixed with: <code>host[:port][/path]</code>. User property:
     * <code>docker.registry</code>.
     *
     * @since 0.1.0
     */
    @Parameter
    private PlexusConfiguration registry;

    /**
     * How the app's image is built: <code>dockerfile</code>, <code>context</code>, <code>target</code>, <code>buildArgs</code>,
     * <code>secrets</code>, <code>builder</code>, <code>keep</code>.
     *
     * @since 0.1.0
     */
    @Parameter
    private PlexusConfiguration image;

    /**
     * How the master image is made and used: <code>branch</code>, <code>reuse</code>, <code>carry</code>, <code>build</code>.
     *
     * @since 0.1.0
     */
    @Parameter
    private PlexusConfiguration master;

    /**
     * Names of variables that are handed on from this process to containers of the app image.
     *
     * @since 0.1.0
     */
    @Parameter
    private PlexusConfiguration forwardEnv;

    /**
     * Variables of every container of the app image.
     *
     * @since 0.1.0
     */
    @Parameter
    private PlexusConfiguration env;

    /**
     * Services of the environment, each in a container of its own, one set per branch.
     *
     * @since 0.1.0
     */
    @Parameter
    private PlexusConfiguration services;

    /**
     * A compose file that names the services, instead of <code>services</code>. User property: <code>docker.composeFile</code>.
     *
     * @since 0.1.0
     */
    @Parameter
    private PlexusConfiguration composeFile;

    /**
     * The suites that run in containers of the new image, and their rules: <code>failAtEnd</code>, <code>keepFailed</code>,
     * <code>reportsTo</code>, <code>suites</code>.
     *
     * @since 0.1.0
     */
    @Parameter
    private PlexusConfiguration verify;

    /**
     * How the verified image is run: <code>ports</code>, <code>bind</code>, <code>waits</code>, <code>timeout</code>,
     * <code>keep</code> and more.
     *
     * @since 0.1.0
     */
    @Parameter
    private PlexusConfiguration run;

    /**
     * Where environments take their subnets from: <code>pool</code>, <code>prefix</code>.
     *
     * @since 0.1.0
     */
    @Parameter
    private PlexusConfiguration network;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Inject
    private DrydockSession drydock;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        MavenInput maven = new MavenInput(session, project);
        Errors errors = new Errors();
        try {
            Input input = maven.input(Trees.root(
                    app, registry, image, master, forwardEnv, env, services, composeFile, verify, run, network));
            Flags flags = FlagsReader.read(input, execution.getGoal());
            if (flags.skip()) {
                getLog().info("docker:" + execution.getGoal() + " is skipped ("
                        + flags.skippedBy().get() + ")");
                return;
            }
            Invocation invocation = new Invocation(drydock, maven, input, flags, new MavenOut(this::getLog));
            ahead(invocation);
            if (needsConfiguration()) {
                errors.redactWith(needsSecrets() ? invocation.redactor() : invocation.redactorOfKnown(List.of()));
            }
            perform(invocation);
        } catch (DrydockException e) {
            failed(maven, e);
            throw errors.translate(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("docker:" + execution.getGoal() + " was interrupted");
        }
    }

    /** Begins what takes long and needs no configuration, so that it goes on while that is read. */
    void ahead(Invocation invocation) {}

    /** Leaves word of a failure for machines, where the goal has not done so itself. */
    void failed(MavenInput maven, DrydockException e) {}

    /** Whether the goal is about a project, so that a mistake in its configuration stops it. */
    boolean needsConfiguration() {
        return true;
    }

    /** Whether the values of the configured secrets must be here; a goal that only looks goes without. */
    boolean needsSecrets() {
        return needsConfiguration();
    }

    /** Does the goal's work. */
    abstract void perform(Invocation invocation) throws InterruptedException;
}
