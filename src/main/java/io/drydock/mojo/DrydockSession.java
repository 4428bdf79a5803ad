package io.drydock.mojo;

import io.drydock.docker.DockerEngine;
import io.drydock.docker.EngineAddress;
import io.drydock.engine.Engine;
import io.drydock.git.GitRepository;
import java.nio.file.Path;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.codehaus.plexus.personality.plexus.lifecycle.phase.Disposable;

/**
 * What lives as long as one Maven run and is shared by its goals and modules: the engine, open repositories, what each module has
 * come to so far.
 *
 * <p>A component of the plugin's realm rather than a static, and keyed by the run, since a daemon may keep the realm over many.
 */
@Named
@Singleton
class DrydockSession implements Disposable {

    private final Map<Object, Run> runs = new WeakHashMap<>();
    private final Interruption interruption = new Interruption();
    private final SettingsDecrypter decrypter;

    @Inject
    DrydockSession(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    /** One Maven run. */
    static final class Run {
        private final Map<String, CompletableFuture<Engine>> engines = new ConcurrentHashMap<>();
        private final Map<Path, CompletableFuture<GitRepository>> repositories = new ConcurrentHashMap<>();
        private final Map<Path, ModuleRun> modules = new ConcurrentHashMap<>();

        /** Begins to open the engine, if nobody has. */
        CompletableFuture<Engine> engine(EngineAddress address) {
            return engines.computeIfAbsent(
                    address.host(), host -> Background.start("engine", () -> DockerEngine.open(address)));
        }

        /** Begins to open the repository, if nobody has. */
        CompletableFuture<GitRepository> repository(Path basedir) {
            return repositories.computeIfAbsent(
                    basedir, folder -> Background.start("git", () -> GitRepository.open(folder)));
        }

        ModuleRun module(Path basedir) {
            return modules.computeIfAbsent(basedir, folder -> new ModuleRun());
        }

        private void end() {
            modules.values().forEach(module -> module.followedLogs().close());
        }
    }

    Run run(MavenInput maven) {
        synchronized (runs) {
            if (!runs.containsKey(maven.run())) {
                // a daemon tells no plugin that a run has ended; the next one's begin does
                runs.values().forEach(Run::end);
            }
            return runs.computeIfAbsent(maven.run(), key -> new Run());
        }
    }

    /** Maven's container calls it before it closes the plugin's realm. */
    @Override
    public void dispose() {
        interruption.end();
        synchronized (runs) {
            runs.values().forEach(Run::end);
        }
    }

    SettingsDecrypter decrypter() {
        return decrypter;
    }

    Interruption interruption() {
        return interruption;
    }
}
