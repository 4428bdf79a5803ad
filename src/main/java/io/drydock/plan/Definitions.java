package io.drydock.plan;

import io.drydock.model.App;
import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.Subnet;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.PortSpec;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.VolumeSpec;
import io.drydock.model.spec.Wait;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Resolves configured services into containers to create: images' ids, addresses, variables. */
public final class Definitions {

    private final Target target;
    private final Snapshot snapshot;
    private final Map<String, Address> addresses;
    private final ServiceGraph graph;

    public Definitions(Target target, Snapshot snapshot, Subnet subnet) {
        this.target = target;
        this.snapshot = snapshot;
        this.graph = new ServiceGraph(target.configuration().services());
        Map<String, String> ips = AddressBook.allocate(
                target.configuration().services(), subnet, target.environment().network(), snapshot.containers());
        this.addresses = new LinkedHashMap<>();
        for (ServiceSpec service : target.configuration().services()) {
            String reference = reference(service);
            OptionalInt port = WellKnown.port(service.port(), lastPart(reference), config(reference));
            addresses.put(service.name(), new Address(service.name(), ips.get(service.name()), port, service.url()));
        }
    }

    /** Where containers find each service, in the order of the configuration. */
    public List<Address> addresses() {
        return List.copyOf(addresses.values());
    }

    ServiceDefinition service(ServiceSpec service) {
        String reference = reference(service);
        ImageConfig config = config(reference);
        Address address = addresses.get(service.name());
        List<Wait> waits = WellKnown.waits(service.waits(), lastPart(reference), config, address.port());
        if (snapshot.image(reference).isPresent()) {
            requireHealthcheck(service, waits, config, reference);
            requireProgram(service, config, reference);
        }
        ContainerRequest request = request(service, reference, address, config);
        String hash = Fingerprint.of(
                request.image(),
                request.env(),
                request.command(),
                request.entrypoint(),
                request.user(),
                request.address(),
                request.aliases(),
                request.ports(),
                request.bind(),
                request.volumes(),
                request.tmpfs(),
                request.limits(),
                request.restart(),
                snapshot.files().getOrDefault(service.name(), ""));
        Map<String, String> labels = new LinkedHashMap<>(request.labels());
        labels.put(Labels.CONFIG, hash);
        return new ServiceDefinition(
                service, reference, address, waits, config.healthcheck(), request.withLabels(labels), hash);
    }

    private ContainerRequest request(ServiceSpec service, String reference, Address address, ImageConfig config) {
        Environment environment = target.environment();
        Map<String, String> labels = target.labels(Target.serviceRole(environment));
        labels.put(Labels.SERVICE, service.name());
        boolean secret = !service.secrets().isEmpty();
        return ContainerRequest.of(
                        environment.service(service.name()),
                        snapshot.image(reference).map(ImageState::id).orElse(reference))
                .env(variables(service))
                .command(secret ? Optional.of(command(service, config)) : service.command())
                .entrypoint(
                        secret ? Optional.of(SecretFiles.awaiting(entrypoint(service, config))) : service.entrypoint())
                .user(service.user())
                .labels(labels)
                .network(environment.network())
                .address(Optional.of(address.host()))
                .aliases(List.of(service.name()))
                .links(links(target))
                .publish(
                        ports(service, address, config),
                        target.configuration().network().bind())
                .volumes(service.volumes().stream()
                        .map(v -> new VolumeSpec(environment.volume(service.name(), v.name()), v.path(), v.readOnly()))
                        .toList())
                .tmpfs(secret ? SecretFiles.mounts() : Map.of())
                .limits(service.limits())
                .restart(service.oneShot() ? "no" : service.restart())
                .build();
    }

    private static List<String> entrypoint(ServiceSpec service, ImageConfig config) {
        return service.entrypoint().orElse(config.entrypoint());
    }

    /** As the engine does: another entrypoint leaves the image's command out. */
    private static List<String> command(ServiceSpec service, ImageConfig config) {
        return service.command().orElse(service.entrypoint().isPresent() ? List.of() : config.command());
    }

    /** What leads the environment's containers to the app, as long as no service has its name; it is in no suite's own network. */
    static List<String> links(Target target) {
        String app = target.environment().app().toString();
        boolean taken = target.configuration().services().stream()
                .anyMatch(service -> service.name().equals(app));
        return taken || target.environment().own().isPresent()
                ? List.of()
                : List.of(target.environment().appLink());
    }

    private List<String> variables(ServiceSpec service) {
        Map<String, String> variables = new LinkedHashMap<>();
        graph.visible(service)
                .forEach(name -> variables.putAll(addresses.get(name).variables()));
        service.secrets()
                .forEach(secret -> variables.put(SecretFiles.variable(secret.id()), SecretFiles.path(secret.id())));
        variables.putAll(service.env());
        return lines(variables);
    }

    static List<String> lines(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList();
    }

    private List<PortSpec> ports(ServiceSpec service, Address address, ImageConfig config) {
        boolean publish = service.publish() && target.environment().own().isEmpty();
        if (!publish && snapshot.vantage() != Vantage.PUBLISHED) {
            return List.of();
        }
        Set<Integer> ports = new TreeSet<>();
        address.port().ifPresent(ports::add);
        if (publish) {
            ports.addAll(config.tcpPorts());
        }
        service.waits().stream().flatMapToInt(Definitions::askedFor).forEach(ports::add);
        return ports.stream().map(p -> new PortSpec(OptionalInt.empty(), p)).toList();
    }

    private static IntStream askedFor(Wait wait) {
        if (wait instanceof Wait.Tcp tcp) {
            return IntStream.of(tcp.port());
        }
        return wait instanceof Wait.Http http ? http.port().stream() : IntStream.empty();
    }

    private ImageConfig config(String reference) {
        return snapshot.image(reference).map(ImageState::config).orElse(ImageConfig.EMPTY);
    }

    /** The configured image, or another app's verified one: of the same branch, else of its master. */
    private String reference(ServiceSpec service) {
        if (service.image().isPresent()) {
            return service.image().get();
        }
        App other = service.app().orElseThrow();
        List<String> candidates = candidates(target, other);
        return candidates.stream()
                .filter(reference -> snapshot.image(reference).isPresent())
                .findFirst()
                .orElseThrow(() -> new DrydockException(
                        Outcome.CONFIG_ERROR,
                        "service " + service.name() + " has no image",
                        "app " + other + " has no verified image on this engine: none of "
                                + String.join(", ", candidates),
                        List.of("run mvn verify in the repository of " + other + " first")));
    }

    /** References that may hold another app's verified image, best first. */
    public static List<String> candidates(Target target, App other) {
        Optional<String> registry = target.configuration().registry();
        return Stream.concat(
                        Stream.of(target.environment().branch()),
                        target.git().masterRef().map(m -> m.branch()).stream())
                .map(branch ->
                        Environment.of(other, branch, registry).verified().toString())
                .distinct()
                .toList();
    }

    private static void requireHealthcheck(
            ServiceSpec service, List<Wait> waits, ImageConfig config, String reference) {
        if (waits.stream().anyMatch(Wait.Healthy.class::isInstance)
                && config.healthcheck().isEmpty()) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "service " + service.name() + " cannot be waited for",
                    "<healthy/> needs a healthcheck, and image " + reference + " has none",
                    List.of("wait for something else: <wait><tcp>port</tcp></wait>, <http>, <log> or <exec>"));
        }
    }

    /** The shell that waits for secrets becomes what would have run; the engine would refuse a container of nothing. */
    private static void requireProgram(ServiceSpec service, ImageConfig config, String reference) {
        if (!service.secrets().isEmpty()
                && entrypoint(service, config).isEmpty()
                && command(service, config).isEmpty()) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "service " + service.name() + " has nothing to run",
                    "image " + reference + " has neither ENTRYPOINT nor CMD",
                    List.of("give service " + service.name() + " a <command>"));
        }
    }

    private static String lastPart(String reference) {
        return ImageName.parse(reference).lastPathPart();
    }
}
