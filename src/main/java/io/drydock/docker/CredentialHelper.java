package io.drydock.docker;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks a credential helper, a program {@code docker-credential-NAME} of the PATH.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers">The helpers' protocol</a>
 */
@FunctionalInterface
interface CredentialHelper {

    long LIMIT_SECONDS = 30;

    /**
     * Asks for the credentials of one server.
     *
     * @return the helper's answer; empty where it has none
     */
    Optional<Json> get(String name, String server);

    /** Runs the helpers as processes. */
    static CredentialHelper ofPath() {
        return CredentialHelper::run;
    }

    private static Optional<Json> run(String name, String server) {
        String program = "docker-credential-" + name;
        try {
            Process process = new ProcessBuilder(program, "get")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.onExit()
                    .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> process.destroyForcibly());
            try (OutputStream in = process.getOutputStream()) {
                in.write(server.getBytes(StandardCharsets.UTF_8));
            }
            byte[] answer = process.getInputStream().readAllBytes();
            return answer(program, process.waitFor(), answer);
        } catch (IOException e) {
            throw unusable(program, "it cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable(program, "it was interrupted");
        }
    }

    /** A helper that has no credentials says so on standard output and ends with an error. */
    private static Optional<Json> answer(String program, int exitCode, byte[] answer) {
        if (exitCode == 0) {
            return Optional.of(Json.parse(answer));
        }
        if (new String(answer, StandardCharsets.UTF_8).contains("not found")) {
            return Optional.empty();
        }
        throw unusable(program, "it ended with exit code " + exitCode);
    }

    private static DrydockException unusable(String program, String why) {
        return new DrydockException(
                Outcome.CONFIG_ERROR,
                "The credential helper " + program + " does not answer",
                why,
                List.of("try it: echo REGISTRY | " + program + " get", "or remove it from Docker's config.json"));
    }
}
