package io.drydock.setup;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the engine is, found as Docker's own client finds it, and what in the environment said so. */
record Host(URI uri, String origin) {

    private static final Pattern CURRENT = Pattern.compile("\"currentContext\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern ENDPOINT = Pattern.compile("\"docker\"\\s*:\\s*\\{[^}]*\"Host\"\\s*:\\s*\"([^\"]+)\"");

    static Host find() {
        Map<String, String> env = System.getenv();
        String context = env.getOrDefault("DOCKER_CONTEXT", "");
        String host = env.getOrDefault("DOCKER_HOST", "");
        if (context.isEmpty() && !host.isEmpty()) {
            return new Host(URI.create(host), "DOCKER_HOST");
        }
        Path folder = Path.of(env.getOrDefault("DOCKER_CONFIG", System.getProperty("user.home") + "/.docker"));
        String name = context.isEmpty()
                ? first(CURRENT, folder.resolve("config.json")).orElse("default")
                : context;
        if (name.equals("default")) {
            boolean windows = File.separatorChar == '\\';
            String socket = windows ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";
            return new Host(URI.create(socket), "");
        }
        Path meta = folder.resolve(Path.of("contexts", "meta", sha256(name), "meta.json"));
        String endpoint = first(ENDPOINT, meta)
                .orElseThrow(() -> new Refusal(
                        "The Docker context \"" + name + "\" names no engine",
                        meta + " is missing or says nothing of one",
                        "docker context ls",
                        "unset DOCKER_CONTEXT"));
        return new Host(URI.create(endpoint), "Docker context " + name);
    }

    /** Whether someone chose this engine, so that none other may take its place. */
    boolean chosen() {
        return !origin.isEmpty();
    }

    /** Why no engine answers here, or empty where one does. */
    Optional<String> silence() {
        try {
            if (opaque()) {
                return Optional.empty();
            }
            Reply ping = new Http(this).get("/_ping");
            return ping.status() == 200 ? Optional.empty() : Optional.of("HTTP " + ping.status() + " " + ping.text());
        } catch (IOException e) {
            return Optional.of(Http.reason(e));
        }
    }

    /** TLS and ssh are the business of the tests' own client: such an engine is taken at its word. */
    boolean opaque() {
        return uri.getScheme().equals("ssh")
                || uri.getScheme().equals("https")
                || !System.getenv().getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
    }

    private static Optional<String> first(Pattern pattern, Path file) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(file));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return uri + (chosen() ? " (" + origin + ")" : "");
    }
}
