package io.drydock.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an engine is.
 *
 * @param host as Docker writes it: {@code unix:///var/run/docker.sock}, {@code tcp://host:2376},
 *     {@code npipe:////./pipe/docker_engine}, {@code ssh://user@host}
 * @param source what named it, for messages: {@code DOCKER_HOST}, {@code context "lab"}
 * @param tls how the connection is protected; empty: it is not
 */
public record EngineAddress(String host, String source, Optional<Tls> tls) {

    /**
     * TLS by files in PEM form, as Docker's client names them: {@code ca.pem}, {@code cert.pem}, {@code key.pem}.
     *
     * @param folder holds the files; each may be missing
     * @param verify whether the engine's certificate must be right
     */
    public record Tls(Path folder, boolean verify) {}

    /** An address without TLS. */
    public static EngineAddress of(String host, String source) {
        return new EngineAddress(host, source, Optional.empty());
    }

    URI uri() {
        return URI.create(host);
    }

    /** How it is reached through ssh; empty where its address is none of ssh. */
    Optional<SshTarget> ssh() {
        if (!host.startsWith("ssh:")) {
            return Optional.empty();
        }
        try {
            return Optional.of(SshTarget.parse(host));
        } catch (SshTarget.Unusable e) {
            throw new IllegalArgumentException(host + " " + e.getMessage(), e);
        }
    }

    /** The host that the engine's published ports are on, for engines reached by TCP or ssh; empty: this machine. */
    public Optional<String> remoteHost() {
        if (ssh().isPresent()) {
            return ssh().map(SshTarget::host);
        }
        return Optional.ofNullable(uri().getHost()).filter(name -> !name.isEmpty());
    }

    /** Address and its source, for messages. */
    @Override
    public String toString() {
        return host + " (from " + source + ")";
    }
}
