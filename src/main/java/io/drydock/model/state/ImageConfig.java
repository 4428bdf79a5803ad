package io.drydock.model.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an image's containers start with.
 *
 * @param env variables
 * @param entrypoint the {@code ENTRYPOINT} in its list form
 * @param command the {@code CMD} in its list form
 * @param user {@code USER}, empty for root
 * @param workdir {@code WORKDIR}, empty for {@code /}
 * @param tcpPorts exposed TCP ports in ascending order
 * @param healthcheck the healthcheck's command, as it is to be run; empty: none
 * @param volumes paths declared by {@code VOLUME}
 */
public record ImageConfig(
        Map<String, String> env,
        List<String> entrypoint,
        List<String> command,
        String user,
        String workdir,
        List<Integer> tcpPorts,
        Optional<List<String>> healthcheck,
        List<String> volumes) {

    /** The configuration of an image of which nothing is known. */
    public static final ImageConfig EMPTY =
            new ImageConfig(Map.of(), List.of(), List.of(), "", "", List.of(), Optional.empty(), List.of());

    /** The same with a healthcheck. */
    public ImageConfig withHealthcheck(List<String> test) {
        return new ImageConfig(env, entrypoint, command, user, workdir, tcpPorts, Optional.of(test), volumes);
    }

    /** The lowest exposed TCP port. */
    public OptionalInt lowestPort() {
        return tcpPorts.stream().mapToInt(Integer::intValue).min();
    }
}
