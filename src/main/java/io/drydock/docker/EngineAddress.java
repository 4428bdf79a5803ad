package io.drydock.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an engine is.
 *
 * @param host as Docker writes it: {@code unix:///var/run/docker.sock}, {@code tcp://host:2376},
 *     {@code npipe:////./pipe/docker_engine}
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

    /** The host that the engine's published ports are on, for engines reached by TCP; empty: this machine. */
    public Optional<String> remoteHost() {
        return Optional.ofNullable(uri().getHost()).filter(name -> !name.isEmpty());
    }

    /** Address and its source, for messages. */
    @Override
    public String toString() {
        return host + " (from " + source + ")";
    }
}
