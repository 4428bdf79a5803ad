package io.drydock.config;

import io.drydock.model.App;
import io.drydock.model.Subnet;
import io.drydock.model.spec.Configuration;
import io.drydock.model.spec.ImageSpec;
import io.drydock.model.spec.MasterSpec;
import io.drydock.model.spec.NetworkSpec;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.VerifySpec;
import java.util.List;
import java.util.Optional;

/**
 * Reads the whole configuration of a module. {@link Scalars} is the table of its values.
 *
 * <p>Nothing is read from the network or the engine, and of the module's files only {@code .dockerize.containers} and
 * {@code .dockerize.envs}: whether a Dockerfile or a folder exists is for those to say who use it.
 */
public final class ConfigReader {

    private final Input input;
    private final Mistakes mistakes = new Mistakes();
    private final Section root;
    private final Values values;

    private ConfigReader(Input input) {
        this.input = input;
        this.root = Section.root(input.pom(), mistakes);
        this.values = new Values(input, root, mistakes);
    }

    /**
     * Reads and checks a configuration, the options of the goals included.
     *
     * @throws io.drydock.model.DrydockException of outcome {@code CONFIG_ERROR}; its {@code why} has one line for each
     *     mistake: its XML path or property, the offending text, what would be right
     */
    public static Configuration read(Input input) {
        return new ConfigReader(input).read();
    }

    private Configuration read() {
        FlagsReader.read(values);
        Optional<App> app = app();
        List<ServiceSpec> services = new ServicesReader(input, values, mistakes).read(root, app);
        Optional<String> registry = values.find(Scalars.REGISTRY);
        ImageSpec image = image();
        MasterSpec master = master();
        List<String> forwardEnv = forwardEnv();
        var env = values.map(Scalars.ENV);
        VerifySpec verify = verify();
        var run = new RunReader(values, root).read();
        NetworkSpec network = network(services.size());
        Scalars.all().forEach(scalar -> root.belongsElsewhere(scalar.name(), scalar.elements()));
        root.finish();
        mistakes.throwIfAny();
        return new Configuration(
                app.orElseThrow(), registry, image, master, forwardEnv, env, services, verify, run, network);
    }

    private Optional<App> app() {
        Optional<App> given = values.find(Scalars.APP);
        if (given.isPresent() || root.child("app").filled()) {
            return given;
        }
        try {
            return Optional.of(App.fromArtifactId(input.artifactId()));
        } catch (IllegalArgumentException e) {
            mistakes.add("<app>", "is needed, since " + e.getMessage());
            return Optional.empty();
        }
    }

    private ImageSpec image() {
        return new ImageSpec(
                values.path(Scalars.DOCKERFILE).orElseThrow(),
                values.path(Scalars.CONTEXT).orElseThrow(),
                values.find(Scalars.IMAGE_TARGET),
                values.map(Scalars.BUILD_ARGS),
                SecretReader.read(root.child("image"), input.basedir()),
                values.get(Scalars.BUILDER),
                values.get(Scalars.IMAGE_KEEP));
    }

    private MasterSpec master() {
        return new MasterSpec(
                values.find(Scalars.MASTER_BRANCH),
                values.get(Scalars.REUSE),
                values.list(Scalars.CARRY),
                values.get(Scalars.MASTER_BUILD));
    }

    private List<String> forwardEnv() {
        List<String> given = values.list(Scalars.FORWARD_ENV);
        return values.isGiven(Scalars.FORWARD_ENV) ? given : new DockerizeFiles(input.basedir(), mistakes).envs();
    }

    private VerifySpec verify() {
        return new VerifySpec(
                values.get(Scalars.FAIL_AT_END),
                values.get(Scalars.KEEP_FAILED),
                values.path(Scalars.REPORTS_TO),
                SuiteReader.read(root.child("verify")));
    }

    private NetworkSpec network(int services) {
        Subnet pool = values.get(Scalars.POOL);
        int prefix = values.get(Scalars.PREFIX);
        // the lower half is the services'; the upper half is more than app, candidate and suites need
        int needed = Math.max(services, 3);
        int addresses = prefix > 29 ? 0 : new Subnet(0, prefix).lowerHosts().size();
        if (prefix < pool.prefix()) {
            mistakes.add(
                    "<network><prefix>",
                    "/" + prefix + " is larger than the pool " + pool + ": write " + pool.prefix() + " or more");
        } else if (addresses < needed) {
            mistakes.add(
                    "<network><prefix>",
                    "/" + prefix + " has " + addresses + " addresses, " + needed
                            + " are needed: write a smaller number");
        }
        return new NetworkSpec(pool, prefix, values.get(Scalars.NETWORK_BIND));
    }
}
