package io.drydock.docker;

import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.Limits;
import io.drydock.model.spec.PortSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a container to create as {@code POST /containers/create} wants it. */
final class ContainerBody {

    private static final double NANO = 1e9;

    private ContainerBody() {}

    static Map<String, Object> of(ContainerRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Image", request.image());
        body.put("Env", request.env());
        body.put("Labels", request.labels());
        request.command().ifPresent(command -> body.put("Cmd", command));
        request.entrypoint().ifPresent(entrypoint -> body.put("Entrypoint", entrypoint(entrypoint)));
        request.user().ifPresent(user -> body.put("User", user));
        Map<String, Object> exposed = new LinkedHashMap<>();
        request.ports().forEach(port -> exposed.put(key(port), Map.of()));
        body.put("ExposedPorts", exposed);
        body.put("HostConfig", host(request));
        request.network()
                .ifPresent(network ->
                        body.put("NetworkingConfig", Map.of("EndpointsConfig", Map.of(network, endpoint(request)))));
        return body;
    }

    /** The same with a terminal that one client may attach to. */
    static Map<String, Object> withTerminal(ContainerRequest request) {
        Map<String, Object> body = of(request);
        List.of("Tty", "OpenStdin", "StdinOnce", "AttachStdin", "AttachStdout", "AttachStderr")
                .forEach(key -> body.put(key, true));
        return body;
    }

    /** The API clears an entrypoint with one empty string; an empty list would leave the image's on some engines. */
    private static List<String> entrypoint(List<String> entrypoint) {
        return entrypoint.isEmpty() ? List.of("") : entrypoint;
    }

    /**
     * Unless it was asked for, no container gains privileges (setuid programs, file capabilities): it holds for all of
     * its life, costs nothing, and no server's official image needs more.
     */
    private static Map<String, Object> host(ContainerRequest request) {
        Map<String, Object> host = new LinkedHashMap<>();
        if (!request.limits().newPrivileges()) {
            host.put("SecurityOpt", List.of("no-new-privileges"));
        }
        request.network().ifPresent(network -> host.put("NetworkMode", network));
        host.put("PortBindings", bindings(request));
        host.put("Mounts", mounts(request));
        host.put("Tmpfs", request.tmpfs());
        host.put("Init", request.init());
        limit(host, request.limits());
        host.put("RestartPolicy", restart(request.restart()));
        return host;
    }

    private static void limit(Map<String, Object> host, Limits limits) {
        limits.memory().ifPresent(bytes -> host.put("Memory", bytes));
        limits.cpus().ifPresent(cpus -> host.put("NanoCpus", Math.round(cpus * NANO)));
    }

    /** Port 0 and an empty port both let the engine choose. */
    private static Map<String, Object> bindings(ContainerRequest request) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        for (PortSpec port : request.ports()) {
            String host = port.host().isPresent() && port.host().getAsInt() > 0
                    ? Integer.toString(port.host().getAsInt())
                    : "";
            bindings.put(key(port), List.of(Map.of("HostIp", request.bind(), "HostPort", host)));
        }
        return bindings;
    }

    private static List<Map<String, Object>> mounts(ContainerRequest request) {
        List<Map<String, Object>> mounts = new ArrayList<>();
        request.volumes()
                .forEach(volume -> mounts.add(Map.of(
                        "Type", "volume",
                        "Source", volume.name(),
                        "Target", volume.path(),
                        "ReadOnly", volume.readOnly())));
        return mounts;
    }

    /** {@code on-failure:3} is a name and a number to the API. */
    private static Map<String, Object> restart(String policy) {
        String[] parts = policy.split(":", 2);
        return Map.of("Name", parts[0], "MaximumRetryCount", parts.length == 2 ? Integer.parseInt(parts[1]) : 0);
    }

    private static Map<String, Object> endpoint(ContainerRequest request) {
        Map<String, Object> endpoint = new LinkedHashMap<>();
        request.address().ifPresent(address -> endpoint.put("IPAMConfig", Map.of("IPv4Address", address)));
        endpoint.put("Aliases", request.aliases());
        endpoint.put("Links", request.links());
        return endpoint;
    }

    private static String key(PortSpec port) {
        return port.container() + "/tcp";
    }
}
