package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.Subnet;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.NetworkState;
import io.drydock.model.state.VolumeState;
import io.drydock.plan.Lock;
import io.drydock.plan.Ownership;
import io.drydock.plan.Renewal;
import io.drydock.plan.SecretState;
import io.drydock.plan.Snapshot;
import io.drydock.plan.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads from the engine what a planner wants to see, and no more. */
public final class Snapshots {

    private final Engine engine;

    public Snapshots(Engine engine) {
        this.engine = engine;
    }

    /** Only these images; one question each. */
    public Snapshot images(Collection<String> references) {
        return Snapshot.EMPTY.withImages(find(references));
    }

    /**
     * The whole environment.
     *
     * @param references images that the planner asks for
     * @param files digests of services' files, by service name
     */
    public Snapshot environment(Target target, Collection<String> references, Map<String, String> files) {
        List<NetworkState> networks = engine.networks().list(Target.filter(target.environment()));
        return environment(target, references, files, records(target.environment()), networks);
    }

    private Snapshot environment(
            Target target,
            Collection<String> references,
            Map<String, String> files,
            List<VolumeState> records,
            List<NetworkState> ours) {
        Environment environment = target.environment();
        Optional<NetworkState> there = named(ours, environment.network());
        List<NetworkState> all =
                there.isPresent() ? List.of() : engine.networks().list(Map.of());
        Optional<NetworkState> network = there.or(() -> named(all, environment.network()));
        List<Subnet> taken = network.isPresent()
                ? List.of()
                : all.stream().flatMap(n -> n.subnets().stream()).toList();
        return new Snapshot(
                find(references),
                containers(environment),
                network,
                named(ours, environment.waitingNetwork()),
                taken,
                records,
                files,
                Map.of(),
                List.of(),
                new Vantages(engine).of(network));
    }

    private static Optional<NetworkState> named(List<NetworkState> networks, String name) {
        return networks.stream().filter(network -> network.name().equals(name)).findFirst();
    }

    /**
     * The environment with what only its services' planner asks for.
     *
     * @param secrets values of the services' secrets
     * @param renewal which services are made anew
     */
    Snapshot services(Target target, Collection<String> references, ServiceSecrets secrets, Renewal renewal) {
        List<ServiceSpec> services = target.configuration().services();
        List<NetworkState> network =
                engine.networks().find(target.environment().network()).stream().toList();
        Snapshot seen =
                withStrangers(environment(target, references, FileDigests.of(services), List.of(), network), target);
        SecretHandover handover = new SecretHandover(engine, secrets);
        Map<String, SecretState> found = new LinkedHashMap<>();
        for (ServiceSpec service : services) {
            seen.container(target.environment().service(service.name()))
                    .filter(container -> container.running() && handover.concerns(service.name()))
                    .filter(container -> Ownership.holds(container, target.environment()))
                    .ifPresent(container -> found.put(service.name(), handover.look(service.name(), container.id())));
        }
        Snapshot whole = seen.withSecrets(found);
        return renewal == Renewal.RESET ? whole.withVolumes(volumesOfServices(target.environment())) : whole;
    }

    /** The same, now that the environment's network was made. */
    Snapshot withNetwork(Snapshot seen, Target target) {
        Optional<NetworkState> network =
                engine.networks().find(target.environment().network());
        return seen.withNetwork(network, new Vantages(engine).of(network));
    }

    /** Without those of services that suites have of their own, unless it is a suite's. */
    private List<VolumeState> volumesOfServices(Environment environment) {
        return volumes(environment, Labels.ROLE_VOLUME).stream()
                .filter(volume ->
                        environment.own().isPresent() || !volume.labels().containsKey(Labels.SUITE))
                .toList();
    }

    /** With those that bear a service's name and none of our labels, so that they are known of before anything is made. */
    private Snapshot withStrangers(Snapshot seen, Target target) {
        List<String> missing = target.configuration().services().stream()
                .map(service -> target.environment().service(service.name()))
                .filter(name -> seen.container(name).isEmpty())
                .toList();
        List<ContainerState> containers = new ArrayList<>(seen.containers());
        engine.containers().named(missing).forEach(stranger -> state(stranger).ifPresent(containers::add));
        return seen.withContainers(containers);
    }

    private Map<String, ImageState> find(Collection<String> references) {
        Map<String, ImageState> images = new LinkedHashMap<>();
        for (String reference : references) {
            engine.images().find(reference).ifPresent(image -> images.put(reference, image));
        }
        return images;
    }

    /** The environment's containers. Locks come and go, and are no part of it. */
    private List<ContainerState> containers(Environment environment) {
        List<ContainerState> states = new ArrayList<>();
        for (ContainerSummary summary : engine.containers().list(Target.filter(environment))) {
            if (!Lock.isOne(summary.labels())) {
                state(summary).ifPresent(states::add);
            }
        }
        return states;
    }

    /** Only those that do not run are asked one by one. */
    private Optional<ContainerState> state(ContainerSummary summary) {
        return summary.running()
                ? Optional.of(summary.asState())
                : engine.containers().find(summary.id());
    }

    /** Records of verified commits. */
    public List<VolumeState> records(Environment environment) {
        return volumes(environment, Labels.ROLE_RECORD);
    }

    private List<VolumeState> volumes(Environment environment, String role) {
        Map<String, String> filter = new LinkedHashMap<>(Target.filter(environment));
        filter.put(Labels.ROLE, role);
        return engine.volumes().list(filter);
    }
}
