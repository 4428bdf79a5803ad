package io.drydock.plan;

import io.drydock.model.Subnet;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.NetworkState;
import io.drydock.model.state.VolumeState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of one environment on the engine, as far as a goal asked for it.
 *
 * @param images by the reference that was asked for; one that is not there is absent
 * @param containers the environment's own, stopped ones too; strangers that have a service's name, where services are planned
 * @param network the environment's
 * @param waiting the network of a takeover of host ports that is under way or was killed
 * @param subnets of every network on the engine
 * @param records of verified commits, the newest last
 * @param files digest of the content that each service's {@code <files>} hold, by service name
 * @param secrets what was found of the secrets of running services that have any, by service name
 * @param volumes of services, where they are to be made anew
 * @param vantage how this process reaches containers
 */
public record Snapshot(
        Map<String, ImageState> images,
        List<ContainerState> containers,
        Optional<NetworkState> network,
        Optional<NetworkState> waiting,
        List<Subnet> subnets,
        List<VolumeState> records,
        Map<String, String> files,
        Map<String, SecretState> secrets,
        List<VolumeState> volumes,
        Vantage vantage) {

    /** Nothing was seen. */
    public static final Snapshot EMPTY = new Snapshot(
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Vantage.DIRECT);

    /** The same with other images. */
    public Snapshot withImages(Map<String, ImageState> others) {
        return new Snapshot(others, containers, network, waiting, subnets, records, files, secrets, volumes, vantage);
    }

    /** The same, reached in another way. */
    public Snapshot withVantage(Vantage other) {
        return new Snapshot(images, containers, network, waiting, subnets, records, files, secrets, volumes, other);
    }

    /** The same with other containers. */
    public Snapshot withContainers(List<ContainerState> others) {
        return new Snapshot(images, others, network, waiting, subnets, records, files, secrets, volumes, vantage);
    }

    /** The same with the environment's network, and how this process reaches containers in it. */
    public Snapshot withNetwork(Optional<NetworkState> found, Vantage reached) {
        return new Snapshot(images, containers, found, waiting, subnets, records, files, secrets, volumes, reached);
    }

    /** The same with what was found of services' secrets. */
    public Snapshot withSecrets(Map<String, SecretState> found) {
        return new Snapshot(images, containers, network, waiting, subnets, records, files, found, volumes, vantage);
    }

    /** The same with the volumes of services. */
    public Snapshot withVolumes(List<VolumeState> found) {
        return new Snapshot(images, containers, network, waiting, subnets, records, files, secrets, found, vantage);
    }

    public Optional<ImageState> image(String reference) {
        return Optional.ofNullable(images.get(reference));
    }

    public Optional<ContainerState> container(String name) {
        return containers.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
