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

    /** A container of an image, as the image says, in no network, that is not restarted. */
    public static Builder of(String name, String image) {
        return new Builder(name, image);
    }

    /** A container that runs a command in place of the image's own, with labels and nothing else. */
    public static ContainerRequest running(
            String name, String image, List<String> command, Map<String, String> labels) {
        return of(name, image).run(command).labels(labels).build();
    }

    /** The same container, of which something is about to be changed. */
    public Builder toBuilder() {
        Builder same = new Builder(name, image);
        same.env = env;
        same.command = command;
        same.entrypoint = entrypoint;
        same.user = user;
        same.labels = labels;
        same.network = network;
        same.address = address;
        same.aliases = aliases;
        same.links = links;
        same.ports = ports;
        same.bind = bind;
        same.volumes = volumes;
        same.tmpfs = tmpfs;
        same.limits = limits;
        same.restart = restart;
        same.init = init;
        return same;
    }

    /** The same container with other labels. */
    public ContainerRequest withLabels(Map<String, String> others) {
        return toBuilder().labels(others).build();
    }

    /** The same container with other variables. */
    public ContainerRequest withEnv(List<String> others) {
        return toBuilder().env(others).build();
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

    /** A request that is being written. What is not said is as {@link ContainerRequest#of} has it. */
    public static final class Builder {

        private final String name;
        private final String image;
        private List<String> env = List.of();
        private Optional<List<String>> command = Optional.empty();
        private Optional<List<String>> entrypoint = Optional.empty();
        private Optional<String> user = Optional.empty();
        private Map<String, String> labels = Map.of();
        private Optional<String> network = Optional.empty();
        private Optional<String> address = Optional.empty();
        private List<String> aliases = List.of();
        private List<String> links = List.of();
        private List<PortSpec> ports = List.of();
        private String bind = "";
        private List<VolumeSpec> volumes = List.of();
        private Map<String, String> tmpfs = Map.of();
        private Limits limits = Limits.NONE;
        private String restart = "no";
        private boolean init;

        private Builder(String name, String image) {
            this.name = name;
            this.image = image;
        }

        /** Runs this, without the image's entrypoint. */
        public Builder run(List<String> arguments) {
            return command(Optional.of(arguments)).entrypoint(Optional.of(List.of()));
        }

        /** Joins a network. */
        public Builder network(String joined) {
            this.network = Optional.of(joined);
            return this;
        }

        /** Publishes ports at an address of the host. */
        public Builder publish(List<PortSpec> published, String at) {
            this.ports = published;
            this.bind = at;
            return this;
        }

        public Builder env(List<String> env) {
            this.env = env;
            return this;
        }

        public Builder command(Optional<List<String>> command) {
            this.command = command;
            return this;
        }

        public Builder entrypoint(Optional<List<String>> entrypoint) {
            this.entrypoint = entrypoint;
            return this;
        }

        public Builder user(Optional<String> user) {
            this.user = user;
            return this;
        }

        public Builder labels(Map<String, String> labels) {
            this.labels = labels;
            return this;
        }

        public Builder address(Optional<String> address) {
            this.address = address;
            return this;
        }

        public Builder aliases(List<String> aliases) {
            this.aliases = aliases;
            return this;
        }

        public Builder links(List<String> links) {
            this.links = links;
            return this;
        }

        public Builder volumes(List<VolumeSpec> volumes) {
            this.volumes = volumes;
            return this;
        }

        public Builder tmpfs(Map<String, String> tmpfs) {
            this.tmpfs = tmpfs;
            return this;
        }

        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        public Builder restart(String restart) {
            this.restart = restart;
            return this;
        }

        public Builder init(boolean init) {
            this.init = init;
            return this;
        }

        public ContainerRequest build() {
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
                    ports,
                    bind,
                    volumes,
                    tmpfs,
                    limits,
                    restart,
                    init);
        }
    }
}
