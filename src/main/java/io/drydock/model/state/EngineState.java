package io.drydock.model.state;

/**
 * The engine that answers.
 *
 * @param host its address, for example {@code unix:///var/run/docker.sock}
 * @param version its version, for example {@code 20.10.24}
 * @param api the API version that is spoken with it
 * @param podman whether it is podman's service
 */
public record EngineState(String host, String version, String api, boolean podman) {}
