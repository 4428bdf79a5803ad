package io.drydock.model.state;

import java.net.URI;
import java.util.Optional;

/**
 * The engine that answers.
 *
 * @param host its address, for example {@code unix:///var/run/docker.sock}
 * @param version its version, for example {@code 20.10.24}
 * @param api the API version that is spoken with it
 * @param podman whether it is podman's service
 */
public record EngineState(String host, String version, String api, boolean podman) {

    /**
     * The host by which this process finds a port that is published on an address of the engine's host.
     *
     * @param bind the address; where it stands for all of them, the name that the engine itself is reached by is one
     */
    public String hostOf(String bind) {
        boolean all = bind.equals("0.0.0.0") || bind.equals("::");
        return all ? remote().orElse("127.0.0.1") : bind;
    }

    private Optional<String> remote() {
        try {
            URI address = URI.create(host);
            return Optional.ofNullable(address.getHost())
                    .filter(name -> "tcp".equals(address.getScheme()) || "ssh".equals(address.getScheme()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
