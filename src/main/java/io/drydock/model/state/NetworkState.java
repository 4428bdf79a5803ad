package io.drydock.model.state;

import io.drydock.model.Subnet;
import java.util.List;
import java.util.Map;

/**
 * A network on the engine.
 *
 * @param id its full id
 * @param name its name
 * @param driver its driver, for example {@code bridge}
 * @param labels its labels
 * @param subnets its IPv4 subnets
 * @param containers ids of the running containers in it, where it was inspected; a listing leaves them out
 */
public record NetworkState(
        String id,
        String name,
        String driver,
        Map<String, String> labels,
        List<Subnet> subnets,
        List<String> containers) {

    private static final int DIGITS = 12;

    /** What Docker calls the interface of a bridge network on its host, unless the network's options name another. */
    public static String interfaceOf(String id) {
        return "br-" + id.substring(0, Math.min(DIGITS, id.length()));
    }
}
