package io.drydock.run;

import io.drydock.engine.Containers.ExecResult;
import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.plan.SecretFiles;
import io.drydock.plan.SecretState;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Hands secrets to services that run, and looks at those that they have. See {@link SecretFiles}. */
final class SecretHandover {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Engine engine;
    private final ServiceSecrets secrets;

    SecretHandover(Engine engine, ServiceSecrets secrets) {
        this.engine = engine;
        this.secrets = secrets;
    }

    boolean concerns(String service) {
        return !secrets.of(service).isEmpty();
    }

    /** What a service has of them that runs; one that ends meanwhile has none. */
    SecretState look(String service, String container) {
        Map<String, byte[]> values = secrets.of(service);
        try {
            ExecResult found = engine.containers().exec(container, SecretFiles.look(values), LIMIT);
            if (found.exitCode().equals(OptionalInt.of(SecretFiles.NONE_YET))) {
                return SecretState.NONE_YET;
            }
            return found.ok() && found.output().equals(SecretFiles.digests(values))
                    ? SecretState.RIGHT
                    : SecretState.OTHER;
        } catch (EngineException e) {
            if (ended(e)) {
                return SecretState.NONE_YET;
            }
            throw e;
        }
    }

    /** Gives them to a service that waits for them; one that has ended meanwhile gets none. */
    void give(String service, String container) {
        Map<String, byte[]> values = secrets.of(service);
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        values.values().forEach(input::writeBytes);
        try {
            ExecResult written =
                    engine.containers().exec(container, SecretFiles.write(values), input.toByteArray(), LIMIT);
            if (!written.ok()) {
                throw notWritten(service, written);
            }
        } catch (EngineException e) {
            if (!ended(e)) {
                throw e;
            }
        }
    }

    private static boolean ended(EngineException e) {
        return e.kind() == Kind.CONFLICT || e.kind() == Kind.NOT_FOUND;
    }

    private static DrydockException notWritten(String service, ExecResult written) {
        String said = written.output()
                .lines()
                .filter(line -> !line.contains("records "))
                .collect(Collectors.joining("; "));
        String how = written.exitCode().isPresent()
                ? "exit code " + written.exitCode().getAsInt()
                : "no end within " + LIMIT.toSeconds() + " s";
        return new DrydockException(
                Outcome.SERVICE_NOT_READY,
                "service " + service + " could not be given its secrets",
                "the command that writes them: " + how + (said.isEmpty() ? "" : ", " + said),
                List.of("use an image that has dd and sha256sum, as BusyBox and the GNU core utilities have them"));
    }

    /** Where a container cannot start since its image has no shell to wait for them. */
    static DrydockException noShell(String service, EngineException e) {
        return new DrydockException(
                Outcome.CONFIG_ERROR,
                "service " + service + " cannot be given secrets",
                "its image has no " + SecretFiles.SHELL + ", which waits for them before the service begins",
                List.of("take <secrets> out of service " + service + ", or use an image with a shell"),
                e);
    }

    static boolean missesShell(EngineException e) {
        return e.why().contains('"' + SecretFiles.SHELL + '"') && e.why().contains("no such file");
    }
}
