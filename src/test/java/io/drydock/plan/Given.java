package io.drydock.plan;

import io.drydock.model.App;
import io.drydock.model.Branch;
import io.drydock.model.Commit;
import io.drydock.model.Environment;
import io.drydock.model.GitState;
import io.drydock.model.MasterRef;
import io.drydock.model.Subnet;
import io.drydock.model.spec.Configuration;
import io.drydock.model.spec.FileSpec;
import io.drydock.model.spec.ImageSpec;
import io.drydock.model.spec.Limits;
import io.drydock.model.spec.MasterSpec;
import io.drydock.model.spec.NetworkSpec;
import io.drydock.model.spec.RunSpec;
import io.drydock.model.spec.SecretSpec;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.SuiteSpec;
import io.drydock.model.spec.VerifySpec;
import io.drydock.model.spec.VolumeSpec;
import io.drydock.model.spec.Wait;
import io.drydock.model.state.EngineState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a plan is made for: app {@code shop} on branch {@code feature/login}, with master behind it, unless said otherwise.
 *
 * <p>Immutable; each method gives a copy.
 */
public record Given(
        String branch,
        Commit commit,
        Optional<String> master,
        List<ServiceSpec> services,
        VerifySpec verify,
        RunSpec run,
        Map<String, String> env,
        NetworkSpec network) {

    static final EngineState ENGINE = new EngineState("unix:///var/run/docker.sock", "20.10.24", "1.41", false);

    public static final Commit COMMIT = Commit.of("77aa01b".repeat(5) + "77aa0");
    public static final Commit OTHER = Commit.of("a8e8e83".repeat(5) + "a8e8e");

    /** No services, no suites. */
    public static Given plain() {
        RunSpec run = new RunSpec(
                List.of(),
                "127.0.0.1",
                List.of(new Wait.Running()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                2,
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Limits.NONE,
                "unless-stopped");
        return new Given(
                "feature/login",
                COMMIT,
                Optional.of("master"),
                List.of(),
                new VerifySpec(false, Duration.ofHours(24), Optional.empty(), List.of()),
                run,
                Map.of(),
                new NetworkSpec(Subnet.parse("10.210.0.0/16"), 27));
    }

    public Given on(String other) {
        return new Given(other, commit, master, services, verify, run, env, network);
    }

    public Given at(Commit other) {
        return new Given(branch, other, master, services, verify, run, env, network);
    }

    public Given withoutMaster() {
        return new Given(branch, commit, Optional.empty(), services, verify, run, env, network);
    }

    public Given services(ServiceSpec... others) {
        return new Given(branch, commit, master, List.of(others), verify, run, env, network);
    }

    public Given suites(SuiteSpec... suites) {
        VerifySpec other = new VerifySpec(verify.failAtEnd(), verify.keepFailed(), verify.reportsTo(), List.of(suites));
        return new Given(branch, commit, master, services, other, run, env, network);
    }

    public Given failAtEnd() {
        VerifySpec other = new VerifySpec(true, verify.keepFailed(), verify.reportsTo(), verify.suites());
        return new Given(branch, commit, master, services, other, run, env, network);
    }

    public Given run(RunSpec other) {
        return new Given(branch, commit, master, services, verify, other, env, network);
    }

    public Given env(Map<String, String> other) {
        return new Given(branch, commit, master, services, verify, run, other, network);
    }

    public Given network(String pool, int prefix) {
        NetworkSpec other = new NetworkSpec(Subnet.parse(pool), prefix);
        return new Given(branch, commit, master, services, verify, run, env, other);
    }

    public Environment environment() {
        return Environment.of(App.of("shop"), Branch.of(branch), Optional.empty());
    }

    /** Reference of the commit's image. */
    public String image() {
        return environment().image(commit).toString();
    }

    public Target target() {
        Configuration configuration = new Configuration(
                App.of("shop"),
                Optional.empty(),
                new ImageSpec(
                        Path.of("Dockerfile"),
                        Path.of("."),
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        ImageSpec.Builder.AUTO,
                        5),
                new MasterSpec(Optional.empty(), MasterSpec.Reuse.INHERIT, List.of(), List.of()),
                List.of(),
                env,
                services,
                verify,
                run,
                network);
        GitState git = new GitState(
                Path.of("/srv/shop"),
                Path.of(""),
                Branch.of(branch),
                "HEAD",
                commit,
                master.filter(branch::equals).isPresent(),
                master.map(Branch::of),
                master.map(name -> new MasterRef(Branch.of(name), name.equals(branch) ? commit.sha() : OTHER.sha())),
                Optional.of("0123456789"),
                true,
                Optional.empty());
        return new Target(configuration, git, environment(), Map.of(), "tests", "2026-01-01T00:00:00Z");
    }

    /** A service of an image of that name, after others; it is ready when it runs. */
    public static ServiceSpec service(String name, String... after) {
        return service(name, Map.of(), List.of(new Wait.Running()), after);
    }

    public static ServiceSpec service(String name, Map<String, String> env, List<Wait> waits, String... after) {
        return service(name, Optional.of(name + ":1"), Optional.empty(), env, waits, true, after);
    }

    /** The same service with secrets of these ids, whose values are in variables of the same names. */
    public static ServiceSpec withSecrets(ServiceSpec service, String... ids) {
        List<SecretSpec> secrets = Stream.of(ids)
                .map(id -> new SecretSpec(id, Optional.of(id), Optional.empty()))
                .toList();
        return with(service, service.volumes(), service.files(), secrets, service.command(), service.entrypoint());
    }

    /** The same service with named volumes. */
    public static ServiceSpec withVolumes(ServiceSpec service, String... names) {
        List<VolumeSpec> volumes = Stream.of(names)
                .map(name -> new VolumeSpec(name, "/" + name, false))
                .toList();
        return with(service, volumes, service.files(), service.secrets(), service.command(), service.entrypoint());
    }

    /** The same service with the image's own command. */
    static ServiceSpec withEntrypoint(ServiceSpec service, Optional<List<String>> entrypoint) {
        return with(service, service.volumes(), service.files(), service.secrets(), Optional.empty(), entrypoint);
    }

    private static ServiceSpec with(
            ServiceSpec s,
            List<VolumeSpec> volumes,
            List<FileSpec> files,
            List<SecretSpec> secrets,
            Optional<List<String>> command,
            Optional<List<String>> entrypoint) {
        return new ServiceSpec(
                s.name(),
                s.image(),
                s.app(),
                s.env(),
                s.port(),
                s.url(),
                s.waits(),
                s.timeout(),
                s.dependsOn(),
                volumes,
                files,
                secrets,
                command,
                entrypoint,
                s.user(),
                s.limits(),
                s.restart(),
                s.required(),
                s.publish());
    }

    /** A service that another app is. */
    public static ServiceSpec app(String name) {
        return service(name, Optional.empty(), Optional.of(App.of(name)), Map.of(), List.of(new Wait.Running()), true);
    }

    /** A service that the build goes on without. */
    public static ServiceSpec optional(String name, List<Wait> waits) {
        return service(name, Optional.of(name + ":1"), Optional.empty(), Map.of(), waits, false);
    }

    private static ServiceSpec service(
            String name,
            Optional<String> image,
            Optional<App> app,
            Map<String, String> env,
            List<Wait> waits,
            boolean required,
            String... after) {
        return new ServiceSpec(
                name,
                image,
                app,
                env,
                OptionalInt.empty(),
                Optional.empty(),
                waits,
                Duration.ofSeconds(5),
                List.of(after),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(List.of(name)),
                Optional.empty(),
                Optional.empty(),
                Limits.NONE,
                "unless-stopped",
                required,
                false);
    }

    /** A suite in the app image whose command is {@code test NAME}. */
    public static SuiteSpec suite(String name) {
        return suite(name, Optional.empty(), Map.of(), Duration.ofSeconds(5), false);
    }

    /** The same suite with services of its own. */
    public static SuiteSpec fresh(SuiteSpec s) {
        return new SuiteSpec(
                s.name(),
                s.command(),
                s.target(),
                s.withApp(),
                s.reports(),
                s.timeout(),
                s.limits(),
                s.env(),
                s.parallel(),
                true);
    }

    public static SuiteSpec suite(
            String name, Optional<String> stage, Map<String, String> env, Duration timeout, boolean withApp) {
        return new SuiteSpec(
                name, List.of("test", name), stage, withApp, List.of(), timeout, Limits.NONE, env, false, false);
    }
}
