package io.drydock.model.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container on the engine.
 *
 * @param id its full id
 * @param name without the leading slash
 * @param image id of its image
 * @param labels its labels, those of its image included
 * @param status {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code exited} or {@code dead}
 * @param exitCode the last exit code; meaningful once it has ended
 * @param outOfMemory whether it was killed at its memory limit
 * @param error what the engine said when it could not start
 * @param health {@code starting}, {@code healthy} or {@code unhealthy}; empty: no healthcheck
 * @param started when it last started
 * @param finished when it last ended
 * @param restarts how often the engine restarted it
 * @param env its variables, as {@code NAME=value}
 * @param addresses network name to IPv4 address; configured ones also where it is stopped
 * @param published published ports
 * @param pid its first process on the engine's host; 0: it does not run, or a listing told of it
 */
public record ContainerState(
        String id,
        String name,
        String image,
        Map<String, String> labels,
        String status,
        int exitCode,
        boolean outOfMemory,
        String error,
        Optional<String> health,
        Optional<Instant> started,
        Optional<Instant> finished,
        int restarts,
        List<String> env,
        Map<String, String> addresses,
        List<Published> published,
        int pid) {

    /**
     * A published port.
     *
     * @param container the container's port
     * @param bind the host's address
     * @param host the host's port
     */
    public record Published(int container, String bind, int host) {

        /** By which this process reaches it. */
        public String url(EngineState engine) {
            String name = engine.hostOf(bind);
            boolean bare = name.contains(":") && !name.startsWith("[");
            return "http://" + (bare ? "[" + name + "]" : name) + ":" + host;
        }
    }

    /**
     * The exit code of what was killed by SIGKILL. Where a memory limit was set and nobody else killed it, the kernel did: on
     * control groups of version 1 the engine does not always know ({@code OOMKilled} stays false).
     */
    public static final int KILLED = 137;

    public boolean running() {
        return "running".equals(status);
    }

    /** Whether it ran and has ended. */
    public boolean ended() {
        return "exited".equals(status) || "dead".equals(status);
    }

    /** The value of a label. */
    public Optional<String> label(String key) {
        return Optional.ofNullable(labels.get(key));
    }

    /** The host's port for one of its ports. */
    public Optional<Published> published(int port) {
        return published.stream().filter(p -> p.container() == port).findFirst();
    }
}
