package io.drydock.docker;

import io.drydock.docker.EngineAddress.Tls;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the engine as Docker's own client does: an explicit host, {@code DOCKER_CONTEXT}, {@code DOCKER_HOST}, the
 * current context of {@code config.json}, the platform's socket.
 *
 * <p>One difference: the client refuses {@code DOCKER_HOST} beside its {@code --context} option; here the more explicit
 * of the two variables wins, which is the context.
 *
 * @see <a href="https://docs.docker.com/engine/manage-resources/contexts/">Docker contexts</a>
 */
public final class EngineLocator {

    private static final String UNIX_SOCKET = "unix:///var/run/docker.sock";
    private static final String WINDOWS_PIPE = "npipe:////./pipe/docker_engine";
    private static final List<String> SCHEMES = List.of("unix", "tcp", "http", "npipe");

    private final Map<String, String> env;
    private final Path home;
    private final boolean windows;

    /**
     * @param env the environment's variables
     * @param home the user's home folder
     * @param osName the operating system as Java's {@code os.name} tells it
     */
    public EngineLocator(Map<String, String> env, Path home, String osName) {
        this.env = Map.copyOf(env);
        this.home = home;
        this.windows = osName.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /**
     * Finds the engine's address, without asking it anything.
     *
     * @param explicit the value of {@code -Ddocker.host}, where it was given
     * @throws DrydockException a configuration error: no such context, an address that cannot be spoken to
     */
    public EngineAddress locate(Optional<String> explicit) {
        Optional<String> host = explicit.filter(text -> !text.isBlank()).map(String::strip);
        if (host.isPresent()) {
            return address(host.get(), "-Ddocker.host", environmentTls());
        }
        Optional<String> context = variable("DOCKER_CONTEXT");
        if (context.isPresent()) {
            return ofContext(context.get(), "DOCKER_CONTEXT");
        }
        Optional<String> variable = variable("DOCKER_HOST");
        if (variable.isPresent()) {
            return address(variable.get(), "DOCKER_HOST", environmentTls());
        }
        Optional<String> current =
                DockerHome.of(env, home).config().at("currentContext").optional();
        return current.map(name -> ofContext(name, "the current Docker context"))
                .orElseGet(this::platform);
    }

    private EngineAddress ofContext(String name, String source) {
        if (name.equals("default")) {
            return variable("DOCKER_HOST")
                    .map(host -> address(host, "DOCKER_HOST", environmentTls()))
                    .orElseGet(this::platform);
        }
        DockerHome docker = DockerHome.of(env, home);
        Json endpoint = docker.context(name).at("Endpoints", "docker");
        if (!endpoint.present()) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "There is no Docker context \"" + name + "\"",
                    source + " names it, but " + docker.folder() + " does not hold it",
                    List.of("docker context ls", "name another one, or unset " + source));
        }
        Path files = docker.contextTls(name);
        Optional<Tls> tls = Files.isDirectory(files)
                ? Optional.of(new Tls(files, !endpoint.at("SkipTLSVerify").bool()))
                : Optional.empty();
        String host = endpoint.at("Host").optional().orElse(platform().host());
        return address(host, source + " \"" + name + "\"", tls);
    }

    private EngineAddress platform() {
        return EngineAddress.of(windows ? WINDOWS_PIPE : UNIX_SOCKET, "the platform's default");
    }

    /** As Docker's client: {@code DOCKER_TLS_VERIFY} asks for TLS, {@code DOCKER_CERT_PATH} moves its files. */
    private Optional<Tls> environmentTls() {
        Optional<String> path = variable("DOCKER_CERT_PATH");
        boolean verify = variable("DOCKER_TLS_VERIFY").isPresent();
        if (!verify && (path.isEmpty() || variable("DOCKER_TLS").isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                new Tls(path.map(Path::of).orElse(DockerHome.of(env, home).folder()), verify));
    }

    private static EngineAddress address(String host, String source, Optional<Tls> tls) {
        String full = host.contains("://") ? host : "tcp://" + host;
        String scheme = full.substring(0, full.indexOf(':')).toLowerCase(Locale.ROOT);
        if (scheme.equals("ssh")) {
            return overSsh("ssh" + full.substring("ssh".length()), source);
        }
        if (!SCHEMES.contains(scheme) || !parses(full)) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "The engine's address \"" + host + "\" cannot be used",
                    source + " is neither unix:///path, tcp://host:port, ssh://user@host nor npipe:////./pipe/name",
                    List.of("export DOCKER_HOST=" + UNIX_SOCKET));
        }
        boolean network = List.of("tcp", "http").contains(scheme);
        return new EngineAddress(full, source, network ? tls : Optional.empty());
    }

    private static boolean parses(String host) {
        try {
            java.net.URI uri = new java.net.URI(host);
            return uri.getHost() != null || !uri.getPath().isEmpty();
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private static EngineAddress overSsh(String host, String source) {
        try {
            SshTarget.parse(host);
            return EngineAddress.of(host, source);
        } catch (SshTarget.Unusable e) {
            String shown = host.replaceFirst("(?<=//)([^/@:]*):.*@", "$1:...@");
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "The engine's address \"" + shown + "\" cannot be used",
                    source + " " + e.getMessage(),
                    List.of("export DOCKER_HOST=ssh://user@host"));
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(env.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
