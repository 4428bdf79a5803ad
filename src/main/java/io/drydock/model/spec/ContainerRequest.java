package io.drydock.model.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container to create. Everything that is empty is the image's own.
 *
 * @param name its name
 * @param image reference or id of its image
 * @param env variables, {@code NAME=value}
 * @param command replaces {@code CMD}
 * @param entrypoint replaces {@code ENTRYPOINT}; an empty list clears it
 * @param user {@code user[:group]}
 * @param labels its labels
 * @param network network it is in
 * @param address its address there; empty: chosen by the engine
 * @param aliases its DNS names there, besides its own name
 * @param links other containers' DNS names there: {@code container:alias}
 * @param ports ports to publish
 * @param bind the host's address that they are published on
 * @param volumes named volumes, by their full names
 * @param tmpfs paths of memory file systems to their mount options
 * @param limits memory and processors
 * @param restart restart policy
 * @param init whether a small init process is its PID 1
 */
public record ContainerRequest(
        String name,
        String image,
        List<String> env,
        Optional<List<String>> command,
        Optional<List<String>> entrypoint,
        Optional<String> user,
        Map<String, String> labels,
        Optional<String> network,
        Optional<String> address,
        List<String> aliases,
        List<String> links,
        List<PortSpec> ports,
        String bind,
        List<VolumeSpec> volumes,
        Map<String, String> tmpfs,
        Limits limits,
        String restart,
        boolean init) {

    /** A container that runs a command in place of the image's own, with labels and nothing else. */
    public static ContainerRequest running(
            String name, String image, List<String> command, Map<String, String> labels) {
        return new ContainerRequest(
                name,
                image,
                List.of(),
                Optional.of(command),
                Optional.of(List.of()),
                Optional.empty(),
                labels,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of(),
                Map.of(),
                Limits.NONE,
                "no",
                false);
    }

    /** The same container with other labels. */
    public ContainerRequest withLabels(Map<String, String> others) {
        return new ContainerRequest(
                name,
                image,
                env,
                command,
                entrypoint,
                user,
                others,
                network,
                address,
                aliases,
                links,
                ports,
                bind,
                volumes,
                tmpfs,
                limits,
                restart,
                init);
    }

    /** The same container with other variables. */
    public ContainerRequest withEnv(List<String> others) {
        return new ContainerRequest(
                name,
                image,
                others,
                command,
                entrypoint,
                user,
                labels,
                network,
                address,
                aliases,
                links,
                ports,
                bind,
                volumes,
                tmpfs,
                limits,
                restart,
                init);
    }

    /** The same container with further variables, where it has none of their names. */
    public ContainerRequest withEnvBeneath(Map<String, String> further) {
        List<String> lines = new ArrayList<>();
        further.forEach((name, value) -> {
            if (env.stream().noneMatch(line -> line.startsWith(name + "="))) {
                lines.add(name + "=" + value);
            }
        });
        lines.addAll(env);
        return withEnv(lines);
    }

    /** The same container with other DNS names. */
    public ContainerRequest withAliases(List<String> others) {
        return new ContainerRequest(
                name,
                image,
                env,
                command,
                entrypoint,
                user,
                labels,
                network,
                address,
                others,
                links,
                ports,
                bind,
                volumes,
                tmpfs,
                limits,
                restart,
                init);
    }

    /** The same container with other published ports. */
    public ContainerRequest withPorts(List<PortSpec> others) {
        return new ContainerRequest(
                name,
                image,
                env,
                command,
                entrypoint,
                user,
                labels,
                network,
                address,
                aliases,
                links,
                others,
                bind,
                volumes,
                tmpfs,
                limits,
                restart,
                init);
    }
}
