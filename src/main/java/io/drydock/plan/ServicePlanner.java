package io.drydock.plan;

import io.drydock.model.Labels;
import io.drydock.model.Subnet;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.Wait;
import io.drydock.model.state.ContainerState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the services of an environment: keeps what is right, starts again what has stopped, makes anew what has changed and
 * what depends on it.
 */
public final class ServicePlanner {

    private final Target target;
    private final Snapshot snapshot;
    private final Renewal wanted;
    private final Set<String> renewed = new HashSet<>();

    public ServicePlanner(Target target, Snapshot snapshot, Renewal wanted) {
        this.target = target;
        this.snapshot = snapshot;
        this.wanted = wanted;
    }

    /** References of the images that services may run from. */
    public static List<String> references(Target target) {
        List<String> references = new ArrayList<>();
        for (ServiceSpec service : target.configuration().services()) {
            service.image().ifPresent(references::add);
            service.app().ifPresent(other -> references.addAll(Definitions.candidates(target, other)));
        }
        return references.stream().distinct().toList();
    }

    /** The images that are needed and not there. */
    public static List<Step.PullImage> missing(Target target, Snapshot snapshot) {
        return target.configuration().services().stream()
                .flatMap(service -> service.image().stream())
                .distinct()
                .filter(reference -> snapshot.image(reference).isEmpty())
                .map(Step.PullImage::new)
                .toList();
    }

    /** Network first, then what goes, then the services, each after those that it depends on. */
    public Plan plan() {
        List<Step> steps = new ArrayList<>();
        Subnet subnet = network(steps);
        steps.addAll(missing(target, snapshot));
        removeStrangers(steps);
        Definitions definitions = new Definitions(target, snapshot, subnet);
        ServiceGraph graph = new ServiceGraph(target.configuration().services());
        for (ServiceSpec service : graph.ordered()) {
            plan(definitions.service(service), graph, steps);
        }
        return new Plan(steps);
    }

    private Subnet network(List<Step> steps) {
        String name = target.environment().network();
        if (snapshot.network().isPresent()) {
            Ownership.require(snapshot.network().get(), target.environment());
            return snapshot.network().get().subnets().stream().findFirst().orElseThrow();
        }
        Subnet subnet = Subnets.next(target.configuration().network(), snapshot.subnets());
        steps.add(new Step.CreateNetwork(name, subnet, target.labels(Labels.ROLE_NETWORK)));
        return subnet;
    }

    /** Service containers of this environment that the configuration no longer names. */
    private void removeStrangers(List<Step> steps) {
        Set<String> names = new HashSet<>();
        target.configuration()
                .services()
                .forEach(s -> names.add(target.environment().service(s.name())));
        snapshot.containers().stream()
                .filter(c -> c.label(Labels.ROLE).equals(Optional.of(Labels.ROLE_SERVICE)))
                .filter(c -> !names.contains(c.name()))
                .forEach(c -> steps.add(new Step.RemoveContainer(c.id(), c.name(), "no longer configured")));
    }

    private void plan(ServiceDefinition service, ServiceGraph graph, List<Step> steps) {
        Optional<ContainerState> there = snapshot.container(service.container());
        there.ifPresent(container -> Ownership.require(container, target.environment()));
        Optional<String> renewal = there.isEmpty() ? Optional.of("not there") : renewal(service, there.get(), graph);
        if (renewal.isPresent()) {
            renewed.add(service.name());
            there.ifPresent(c -> steps.add(new Step.RemoveContainer(c.id(), c.name(), renewal.get())));
            if (wanted == Renewal.RESET) {
                removeVolumes(service, steps);
            }
            steps.add(new Step.CreateService(service, renewal.get()));
        } else if (awaitsSecrets(service)) {
            steps.add(new Step.RestartService(
                    service, there.get().id(), "it had been restarted, which took its secrets from it"));
        } else if (there.get().running() || service.spec().oneShot()) {
            steps.add(new Step.KeepService(service, there.get().id()));
        } else {
            steps.add(new Step.RestartService(service, there.get().id(), stopped(there.get())));
        }
    }

    /** All that were ever made for it, as their labels say. */
    private void removeVolumes(ServiceDefinition service, List<Step> steps) {
        snapshot.volumes().stream()
                .filter(volume -> service.name().equals(volume.labels().get(Labels.SERVICE)))
                .forEach(volume -> steps.add(new Step.RemoveVolume(volume.name(), "fresh volumes wanted")));
    }

    /** Why a container that is there must be made anew; empty where it need not. */
    private Optional<String> renewal(ServiceDefinition service, ContainerState container, ServiceGraph graph) {
        if (wanted != Renewal.AS_NEEDED) {
            return Optional.of("fresh services wanted");
        }
        if (!container.label(Labels.CONFIG).equals(Optional.of(service.hash()))) {
            return Optional.of("its definition changed");
        }
        Optional<String> dependency = graph.dependencies(service.spec()).stream()
                .filter(renewed::contains)
                .findFirst();
        if (dependency.isPresent()) {
            return Optional.of("it depends on " + dependency.get());
        }
        if (secrets(service).equals(Optional.of(SecretState.OTHER))) {
            return Optional.of("one of its secrets changed");
        }
        if (service.spec().oneShot()) {
            return done(service, container) ? Optional.empty() : Optional.of("it has not done its job");
        }
        return switch (container.status()) {
            // its files may be missing; and where the engine was stopped as it started it, it never starts again
            case "created" -> Optional.of("it was not finished");
            case "restarting", "dead", "paused", "removing" -> Optional.of("it was " + container.status());
            default -> Optional.empty();
        };
    }

    private boolean awaitsSecrets(ServiceDefinition service) {
        return secrets(service).equals(Optional.of(SecretState.NONE_YET));
    }

    private Optional<SecretState> secrets(ServiceDefinition service) {
        return Optional.ofNullable(snapshot.secrets().get(service.name()));
    }

    private static boolean done(ServiceDefinition service, ContainerState container) {
        return container.ended()
                && service.waits().stream()
                        .anyMatch(w -> w instanceof Wait.Exit exit && exit.code() == container.exitCode());
    }

    private static String stopped(ContainerState container) {
        if (container.outOfMemory()) {
            return "it had run out of memory";
        }
        return "it had ended with exit code " + container.exitCode();
    }
}
