package io.drydock.config;

import io.drydock.model.App;
import io.drydock.model.NameKind;
import io.drydock.model.Subnet;
import io.drydock.model.spec.ImageSpec;
import io.drydock.model.spec.MasterSpec;
import io.drydock.model.spec.PortSpec;
import io.drydock.model.spec.VolumeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The table of all values: where each is written, its default, and how its text is read.
 *
 * <p>A value is looked up on the command line, in the POM's element and in the project's properties, in this order;
 * an empty one counts as absent. What the environment may say (the branch, the engine's address) is not configuration:
 * the parts that look for a branch or an engine ask it themselves.
 */
final class Scalars {

    /**
     * A list of values of one kind.
     *
     * @param path where it is, with dots
     * @param item the name of each element in it
     * @param parser makes one of its values
     */
    record Many<T>(String path, String item, Parser<T> parser) {

        String name() {
            return asScalar().name();
        }

        Scalar<List<T>> asScalar() {
            return Scalar.optional(
                    path, text -> Values.split(text).stream().map(parser::parse).toList());
        }
    }

    /**
     * Values with names of the user's choice.
     *
     * @param path where they are, with dots
     * @param names reads a name
     */
    record Named(String path, Parser<String> names) {

        Scalar<String> asScalar() {
            return Scalar.optional(path, Texts::any);
        }
    }

    private static final int LARGEST_PREFIX = 29;

    // One for each module: also by user property.
    static final Scalar<App> APP = Scalar.optional("app", App::of);
    static final Scalar<String> REGISTRY = Scalar.optional("registry", Registries::parse);
    static final Scalar<String> COMPOSE_FILE = Scalar.optional("composeFile", Texts::any);
    static final Scalar<String> DOCKERFILE = Scalar.of("image.dockerfile", "Dockerfile", Texts::any);
    static final Scalar<String> CONTEXT = Scalar.of("image.context", ".", Texts::any);
    static final Scalar<String> IMAGE_TARGET = Scalar.optional("image.target", Texts::stage);
    static final Scalar<ImageSpec.Builder> BUILDER =
            Scalar.of("image.builder", "auto", Texts.oneOf(ImageSpec.Builder.class));
    static final Scalar<Integer> IMAGE_KEEP = Scalar.of("image.keep", "5", Numbers::count);
    static final Scalar<String> MASTER_BRANCH = Scalar.optional("master.branch", Texts::branch);
    static final Scalar<MasterSpec.Reuse> REUSE =
            Scalar.of("master.reuse", "inherit", Texts.oneOf(MasterSpec.Reuse.class));
    static final Scalar<List<String>> MASTER_BUILD =
            Scalar.of("master.build", "package -DskipTests", ShellWords::split);
    static final Scalar<Boolean> FAIL_AT_END = Scalar.flag("verify.failAtEnd", false);
    static final Scalar<Duration> KEEP_FAILED = Scalar.of("verify.keepFailed", "24h", Durations::parse);
    static final Scalar<String> REPORTS_TO = Scalar.optional("verify.reportsTo", Texts::any);
    static final Scalar<String> BIND = Scalar.of("run.bind", "127.0.0.1", Texts::bind);
    static final Scalar<Duration> RUN_TIMEOUT = Scalar.of("run.timeout", "60", Durations::limit);
    static final Scalar<Duration> RUN_DRAIN = Scalar.of("run.drain", "1", Durations::parse);
    static final Scalar<Integer> RUN_KEEP = Scalar.of("run.keep", "2", Numbers::count);
    static final Scalar<Long> RUN_MEMORY = Scalar.optional("run.memory", Sizes::memory);
    static final Scalar<Double> RUN_CPUS = Scalar.optional("run.cpus", Numbers::cpus);
    static final Scalar<String> RUN_RESTART = Scalar.of("run.restart", "unless-stopped", Restart::parse);
    static final Scalar<Boolean> RUN_NEW_PRIVILEGES = Scalar.flag("run.newPrivileges", false);
    static final Scalar<List<String>> RUN_COMMAND = Scalar.optional("run.command", ShellWords::split);
    static final Scalar<List<String>> RUN_ENTRYPOINT = Scalar.optional("run.entrypoint", ShellWords::split);
    static final Scalar<Subnet> POOL = Scalar.of("network.pool", "10.210.0.0/16", Subnet::parse);
    static final Scalar<Integer> PREFIX =
            Scalar.of("network.prefix", "27", Numbers.between(8, LARGEST_PREFIX, "a prefix length for environments"));
    static final Scalar<String> NETWORK_BIND = Scalar.of("network.bind", "127.0.0.1", Texts::bind);

    static final Many<String> FORWARD_ENV = new Many<>("forwardEnv", "name", Texts::envName);
    static final Many<String> CARRY = new Many<>("master.carry", "path", Paths::inContainer);
    static final Many<PortSpec> RUN_PORTS = new Many<>("run.ports", "port", Ports::published);
    static final Many<VolumeSpec> RUN_VOLUMES = new Many<>("run.volumes", "volume", Volumes::parse);

    static final Named ENV = new Named("env", Texts::variable);
    static final Named BUILD_ARGS = new Named("image.buildArgs", Texts::envName);
    static final Named LABELS = new Named("run.labels", Texts::label);

    // One for each service, suite, wait, secret or file: in the POM alone.
    static final Scalar<String> NAME = Scalar.optional("name", Texts.name(NameKind.SERVICE));
    static final Scalar<String> SUITE_NAME = Scalar.optional("name", Texts.name(NameKind.SUITE));
    static final Scalar<String> IMAGE = Scalar.optional("image", Texts::any);
    static final Scalar<Integer> PORT = Scalar.optional("port", Ports::parse);
    static final Scalar<String> URL = Scalar.optional("url", UrlTemplate::check);
    static final Scalar<Duration> SERVICE_TIMEOUT = Scalar.of("timeout", "180", Durations::limit);
    static final Scalar<Duration> SUITE_TIMEOUT = Scalar.of("timeout", "600", Durations::limit);
    static final Scalar<String> USER = Scalar.optional("user", Texts::user);
    static final Scalar<Long> MEMORY = Scalar.optional("memory", Sizes::memory);
    static final Scalar<Double> CPUS = Scalar.optional("cpus", Numbers::cpus);
    static final Scalar<Boolean> NEW_PRIVILEGES = Scalar.flag("newPrivileges", false);
    static final Scalar<String> RESTART = Scalar.optional("restart", Restart::parse);
    static final String SERVICE_RESTART = "unless-stopped";
    static final Scalar<Boolean> REQUIRED = Scalar.flag("required", true);
    static final Scalar<Boolean> PUBLISH = Scalar.flag("publish", false);
    static final Scalar<String> SUITE_TARGET = Scalar.optional("target", Texts.name(NameKind.STAGE));
    static final Scalar<Boolean> WITH_APP = Scalar.flag("withApp", false);
    static final Scalar<Boolean> PARALLEL = Scalar.flag("parallel", false);
    static final Scalar<Boolean> FRESH_SERVICES = Scalar.flag("freshServices", false);
    static final Scalar<String> HTTP_PATH = Scalar.of("path", "/", WaitReader::httpPath);
    static final Scalar<StatusRange> HTTP_STATUS = Scalar.of("status", "200-299", StatusRange::parse);
    static final Scalar<String> HTTP_METHOD = Scalar.of("method", "GET", Texts::method);
    static final Scalar<Integer> LOG_TIMES = Scalar.of("times", "1", Numbers.between(1, 1_000_000, "a count"));
    static final Scalar<Pattern> MATCH = Scalar.optional("match", Texts::regex);
    static final Scalar<String> SECRET_ID = Scalar.optional("id", Texts::secretId);
    static final Scalar<String> SECRET_ENV = Scalar.optional("env", Texts::secretEnv);
    static final Scalar<App> SERVICE_APP = Scalar.optional("app", App::of);
    static final Scalar<String> FILE_TO = Scalar.optional("to", Paths::inContainer);

    static final Many<String> DEPENDS_ON = new Many<>("dependsOn", "name", Texts::any);
    static final Many<VolumeSpec> VOLUMES = new Many<>("volumes", "volume", Volumes::parse);
    static final Many<String> REPORTS = new Many<>("reports", "path", Paths::inContainer);

    private Scalars() {}

    /** All that a user property can set. */
    static List<Scalar<?>> all() {
        List<Scalar<?>> all = new ArrayList<>(List.of(
                APP,
                REGISTRY,
                COMPOSE_FILE,
                DOCKERFILE,
                CONTEXT,
                IMAGE_TARGET,
                BUILDER,
                IMAGE_KEEP,
                MASTER_BRANCH,
                REUSE,
                MASTER_BUILD,
                FAIL_AT_END,
                KEEP_FAILED,
                REPORTS_TO,
                BIND,
                RUN_TIMEOUT,
                RUN_DRAIN,
                RUN_KEEP,
                RUN_MEMORY,
                RUN_CPUS,
                RUN_RESTART,
                RUN_NEW_PRIVILEGES,
                RUN_COMMAND,
                RUN_ENTRYPOINT,
                POOL,
                PREFIX,
                NETWORK_BIND));
        List.of(FORWARD_ENV, CARRY, RUN_PORTS, RUN_VOLUMES).forEach(many -> all.add(many.asScalar()));
        return List.copyOf(all);
    }
}
