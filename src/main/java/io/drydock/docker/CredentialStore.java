package io.drydock.docker;

import io.drydock.engine.Credentials;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registry credentials of Docker's own client: {@code docker login} wrote them to {@code config.json}, or gave them
 * to a credential helper that the file names.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/#credential-stores">Credential stores</a>
 */
public final class CredentialStore {

    /** The key that Docker's client has for Docker Hub since its first version. */
    private static final String HUB_KEY = "https://index.docker.io/v1/";

    private static final List<String> HUB_NAMES = List.of("docker.io", "index.docker.io", "registry-1.docker.io");
    private static final String TOKEN_USER = "<token>";

    private final DockerHome docker;
    private final CredentialHelper helper;

    /**
     * @param env the environment's variables
     * @param home the user's home folder
     */
    public CredentialStore(Map<String, String> env, Path home) {
        this(DockerHome.of(env, home), CredentialHelper.ofPath());
    }

    CredentialStore(DockerHome docker, CredentialHelper helper) {
        this.docker = docker;
        this.helper = helper;
    }

    /**
     * Finds the credentials for a registry: of the registry's own helper, else of the common helper, else of the file.
     *
     * @param registry its host, with its port where it has one: {@code docker.io}, {@code localhost:5000}
     * @return empty where nobody has logged in to it
     * @throws DrydockException a configuration error, where the file or the helper that it names cannot be used
     */
    public Optional<Credentials> find(String registry) {
        Json config = docker.config();
        List<String> keys = keys(registry);
        Optional<String> named = keys.stream()
                .flatMap(key ->
                        Optional.ofNullable(config.at("credHelpers").fields().get(key)).stream())
                .map(Json::text)
                .findFirst()
                .or(() -> config.at("credsStore").optional());
        Optional<Credentials> helped = named.flatMap(name ->
                keys.stream().flatMap(key -> ask(name, key, registry).stream()).findFirst());
        return helped.or(() -> keys.stream()
                .flatMap(key -> Optional.ofNullable(config.at("auths").fields().get(key)).stream())
                .flatMap(entry -> read(entry, registry).stream())
                .findFirst());
    }

    private static List<String> keys(String registry) {
        return HUB_NAMES.contains(registry)
                ? List.of(HUB_KEY, "docker.io", "index.docker.io")
                : List.of(registry, "https://" + registry, "https://" + registry + "/", "http://" + registry);
    }

    private Optional<Credentials> ask(String name, String key, String registry) {
        return helper.get(name, key)
                .map(found -> new Credentials(
                        found.at("Username").text(), found.at("Secret").text(), registry))
                .filter(found -> !found.password().isEmpty());
    }

    private Optional<Credentials> read(Json entry, String registry) {
        Optional<String> token = entry.at("identitytoken").optional();
        if (token.isPresent()) {
            return Optional.of(new Credentials(TOKEN_USER, token.get(), registry));
        }
        Optional<String> auth = entry.at("auth").optional();
        if (auth.isPresent()) {
            return Optional.of(decode(auth.get(), registry));
        }
        return entry.at("username")
                .optional()
                .map(user -> new Credentials(user, entry.at("password").text(), registry));
    }

    /** {@code auth} is the Base64 of {@code user:password}. */
    private Credentials decode(String auth, String registry) {
        try {
            String pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return new Credentials(
                        pair.substring(0, colon), pair.substring(colon + 1).replaceFirst("\0+$", ""), registry);
            }
        } catch (IllegalArgumentException e) {
            // not Base64: told below, without the text
        }
        throw new DrydockException(
                Outcome.CONFIG_ERROR,
                "The credentials for " + registry + " cannot be read",
                "\"auth\" in " + docker.folder().resolve("config.json") + " is not the Base64 of user:password",
                List.of("docker login " + registry));
    }
}
