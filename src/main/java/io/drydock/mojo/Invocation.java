package io.drydock.mojo;

import io.drydock.config.ConfigReader;
import io.drydock.config.Flags;
import io.drydock.config.Input;
import io.drydock.docker.EngineAddress;
import io.drydock.docker.EngineLocator;
import io.drydock.engine.Engine;
import io.drydock.event.EventSink;
import io.drydock.git.GitRepository;
import io.drydock.model.Environment;
import io.drydock.model.GitState;
import io.drydock.model.spec.Configuration;
import io.drydock.plan.Target;
import io.drydock.report.ConsoleReport;
import io.drydock.report.LogFiles;
import io.drydock.report.Out;
import io.drydock.report.Redactor;
import io.drydock.run.Releases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/** One call of a goal, with what it may ask for; nothing is read or opened before it is asked for. */
final class Invocation {

    private final DrydockSession drydock;
    private final MavenInput maven;
    private final Input input;
    private final Flags flags;
    private final Out out;
    private Optional<Configuration> configuration = Optional.empty();
    private Optional<Secrets> secrets = Optional.empty();

    Invocation(DrydockSession drydock, MavenInput maven, Input input, Flags flags, Out out) {
        this.drydock = drydock;
        this.maven = maven;
        this.input = input;
        this.flags = flags;
        this.out = out;
    }

    /** The same call for a clone that stands for the module; it is configured by the command line and its own files alone. */
    Invocation in(Path folder, String name) {
        MavenInput there = maven.in(folder, name);
        return new Invocation(drydock, there, there.input(input.pom()), flags, out);
    }

    /** Whether no POM configures it. */
    boolean withoutPom() {
        return !maven.hasProject();
    }

    MavenInput maven() {
        return maven;
    }

    Flags flags() {
        return flags;
    }

    Out out() {
        return out;
    }

    Input input() {
        return input;
    }

    Configuration configuration() {
        if (configuration.isEmpty()) {
            configuration = Optional.of(ConfigReader.read(input));
        }
        return configuration.get();
    }

    Secrets secrets() {
        if (secrets.isEmpty()) {
            secrets = Optional.of(Secrets.of(configuration(), input.env()));
        }
        return secrets.get();
    }

    Redactor redactor() {
        return secrets().redactor();
    }

    /**
     * For goals that go on where a secret's value is not here.
     *
     * @param more further values that must not be seen
     */
    Redactor redactorOfKnown(List<String> more) {
        return Secrets.redactorOfKnown(configuration(), input.env(), more);
    }

    /** Whether it is a module of pom packaging without a Dockerfile, which has no image; says so. */
    boolean passedOver() {
        boolean nothing = maven.isAggregatorPom()
                && !Files.isRegularFile(configuration().image().dockerfile());
        if (nothing) {
            out.info("packaging pom and no Dockerfile: nothing to do");
        }
        return nothing;
    }

    ModuleRun module() {
        return session().module(maven.basedir());
    }

    DrydockSession.Run session() {
        return drydock.run(maven);
    }

    SettingsDecrypter decrypter() {
        return drydock.decrypter();
    }

    Interruption interruption() {
        return drydock.interruption();
    }

    /** Begins to open engine and repository at the same time. */
    @SuppressWarnings("FutureReturnValueIgnored") // who needs them asks the session, and gets the same ones
    void warmUp() {
        openRepository();
        session().engine(address());
    }

    /** Begins to open the repository; who needs it waits for it and is told where it cannot be opened. */
    @SuppressWarnings("FutureReturnValueIgnored") // as above
    void openRepository() {
        session().repository(maven.basedir());
    }

    /** Where the engine is. */
    EngineAddress address() {
        return new EngineLocator(
                        input.env(),
                        Path.of(System.getProperty("user.home")),
                        System.getProperty("os.name", "").toLowerCase(Locale.ROOT))
                .locate(flags.host());
    }

    Engine engine() {
        Engine engine = Background.result(session().engine(address()));
        module().state().engine(engine.state());
        return engine;
    }

    GitRepository repository() {
        return Background.result(session().repository(maven.basedir()));
    }

    GitState git() {
        return module().git(() -> repository()
                .state(flags.branch(), configuration().master().branch(), input.env(), maven.buildDirectories()));
    }

    Environment environment() {
        return Environment.of(
                configuration().app(), git().branch(), configuration().registry());
    }

    Target target() {
        Target target = new Target(
                configuration(),
                git(),
                environment(),
                secrets().forwarded(),
                Owner.of(input.env()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        module().state().began(target);
        return target;
    }

    Releases releases() {
        return new Releases(engine(), events(), target(), new RegistryCredentials(this)::find);
    }

    EventSink events() {
        return new ConsoleReport(out, redactor(), maven.interactive())
                .and(module().clock())
                .and(module().probes());
    }

    LogFiles logs() {
        return new LogFiles(maven.output().resolve("logs"), redactor());
    }
}
