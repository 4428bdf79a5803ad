package io.drydock.plan;

import io.drydock.model.Subnet;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.NetworkState;
import io.drydock.model.state.VolumeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is on an engine that exists on paper alone; plans can be applied to it. */
final class Seen {

    private final Map<String, ImageState> images = new LinkedHashMap<>();
    private final List<ContainerState> containers = new ArrayList<>();
    private final List<Subnet> subnets = new ArrayList<>();
    private final List<VolumeState> records = new ArrayList<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<VolumeState> volumes = new ArrayList<>();
    private final Map<String, SecretState> secrets = new LinkedHashMap<>();
    private Optional<NetworkState> waiting = Optional.empty();
    private Optional<NetworkState> network = Optional.empty();

    /** An engine that has the images of these services, and nothing else. */
    static Seen imagesOf(Given given) {
        Seen seen = new Seen();
        given.services().stream()
                .flatMap(service -> service.image().stream())
                .forEach(reference -> seen.image(reference, "sha256:" + reference, Map.of()));
        return seen;
    }

    /** An engine on which the services are up. */
    static Seen up(Given given) {
        Seen seen = imagesOf(given);
        return seen.apply(seen.services(given));
    }

    Seen image(String reference, String id, Map<String, String> labels) {
        return image(reference, id, labels, ImageConfig.EMPTY);
    }

    Seen image(String reference, String id, Map<String, String> labels, ImageConfig config) {
        images.put(reference, new ImageState(id, List.of(reference), labels, config, 1, 1, List.of()));
        return this;
    }

    /** With the network that a killed takeover of host ports left. */
    Seen waiting(String name) {
        waiting = Optional.of(new NetworkState("n2", name, "macvlan", Map.of(), List.of(), List.of()));
        return this;
    }

    Seen network(String name, String subnet, Map<String, String> labels) {
        network = Optional.of(new NetworkState("n1", name, "bridge", labels, List.of(Subnet.parse(subnet)), List.of()));
        return this;
    }

    Seen taken(Subnet subnet) {
        subnets.add(subnet);
        return this;
    }

    Seen record(VolumeState record) {
        records.add(record);
        return this;
    }

    Seen files(String service, String digest) {
        files.put(service, digest);
        return this;
    }

    Seen volume(String name, Map<String, String> labels) {
        volumes.add(new VolumeState(name, labels));
        return this;
    }

    Seen secrets(String service, SecretState found) {
        secrets.put(service, found);
        return this;
    }

    Seen container(String name, Map<String, String> labels) {
        containers.add(state(name, "sha256:any", labels, Map.of()));
        return this;
    }

    /** Ends a container. */
    Seen stop(String name, int exitCode) {
        return status(name, "exited", exitCode);
    }

    /** Lets a container not have been started yet. */
    Seen unstarted(String name) {
        return status(name, "created", 0);
    }

    /** Puts a container into another state. */
    Seen status(String name, String status, int exitCode) {
        return change(name, c -> with(c, c.labels(), status, exitCode));
    }

    /** Takes a container's labels away. */
    Seen unlabel(String name) {
        return change(name, c -> with(c, Map.of(), c.status(), 0));
    }

    private Seen change(String name, UnaryOperator<ContainerState> change) {
        containers.replaceAll(c -> c.name().equals(name) ? change.apply(c) : c);
        return this;
    }

    Plan services(Given given) {
        return services(given, Renewal.AS_NEEDED);
    }

    Plan services(Given given, Renewal renewal) {
        return new ServicePlanner(given.target(), snapshot(), renewal).plan();
    }

    /** Where containers find the services that are up. */
    List<Address> addresses(Given given) {
        return network.map(n ->
                        new Definitions(given.target(), snapshot(), n.subnets().get(0)).addresses())
                .orElse(List.of());
    }

    Seen apply(Plan plan) {
        for (Step step : plan.steps()) {
            if (step instanceof Step.CreateNetwork make) {
                network(make.name(), make.subnet().toString(), make.labels());
            } else if (step instanceof Step.RemoveContainer gone) {
                containers.removeIf(c -> c.id().equals(gone.id()));
            } else if (step instanceof Step.CreateService create) {
                containers.add(made(create.service().request(), create.service().spec()));
            } else if (step instanceof Step.RestartService again) {
                change(again.service().container(), c -> running(c));
            } else if (step instanceof Step.RunApp run) {
                containers.removeIf(c -> c.name().equals(run.app().container()));
                containers.add(state(
                        run.app().container(),
                        run.app().request().image(),
                        run.app().request().labels(),
                        Map.of()));
            }
        }
        return this;
    }

    private static ContainerState made(ContainerRequest request, ServiceSpec spec) {
        ContainerState state = state(
                request.name(),
                request.image(),
                request.labels(),
                Map.of(request.network().orElseThrow(), request.address().orElseThrow()));
        return spec.oneShot() ? ended(state) : state;
    }

    private static ContainerState ended(ContainerState c) {
        return with(c, c.labels(), "exited", 0);
    }

    private static ContainerState with(ContainerState c, Map<String, String> labels, String status, int exitCode) {
        return new ContainerState(
                c.id(),
                c.name(),
                c.image(),
                labels,
                status,
                exitCode,
                false,
                "",
                c.health(),
                c.started(),
                c.finished(),
                0,
                c.env(),
                c.addresses(),
                List.of(),
                0);
    }

    private static ContainerState running(ContainerState c) {
        return state(c.name(), c.image(), c.labels(), c.addresses());
    }

    private static ContainerState state(
            String name, String image, Map<String, String> labels, Map<String, String> addresses) {
        return new ContainerState(
                "id-of-" + name,
                name,
                image,
                labels,
                "running",
                0,
                false,
                "",
                Optional.empty(),
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                0,
                List.of(),
                addresses,
                List.of(),
                0);
    }

    Snapshot snapshot() {
        return new Snapshot(
                Map.copyOf(images),
                List.copyOf(containers),
                network,
                waiting,
                List.copyOf(subnets),
                List.copyOf(records),
                Map.copyOf(files),
                Map.copyOf(secrets),
                List.copyOf(volumes),
                Vantage.DIRECT);
    }
}
