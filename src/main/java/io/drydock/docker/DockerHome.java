package io.drydock.docker;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.Sha256;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The folder of Docker's client: {@code config.json} and the contexts.
 *
 * @param folder {@code ~/.docker}, or what {@code DOCKER_CONFIG} names
 */
record DockerHome(Path folder) {

    static DockerHome of(Map<String, String> env, Path home) {
        String moved = env.getOrDefault("DOCKER_CONFIG", "");
        return new DockerHome(moved.isEmpty() ? home.resolve(".docker") : Path.of(moved));
    }

    /** The client's configuration; empty where there is none. */
    Json config() {
        return read(folder.resolve("config.json"));
    }

    /** The metadata of a context; absent where there is no such context. */
    Json context(String name) {
        return read(folder.resolve("contexts/meta").resolve(id(name)).resolve("meta.json"));
    }

    /** Where the TLS files of a context's engine lie. */
    Path contextTls(String name) {
        return folder.resolve("contexts/tls").resolve(id(name)).resolve("docker");
    }

    private static Json read(Path file) {
        byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Json.ABSENT;
        } catch (IOException e) {
            throw unreadable(file, e instanceof AccessDeniedException ? "permission denied" : e.getMessage());
        }
        Json json = Json.parse(text);
        if (!json.present() && text.length > 0) {
            throw unreadable(file, "it is not JSON");
        }
        return json;
    }

    private static DrydockException unreadable(Path file, String why) {
        return new DrydockException(
                Outcome.CONFIG_ERROR,
                "Docker's client configuration " + file + " cannot be read",
                why,
                List.of("mend or remove " + file));
    }

    /** Docker names a context's folder by the SHA-256 of the context's name. */
    private static String id(String name) {
        return Sha256.hex(name);
    }
}
