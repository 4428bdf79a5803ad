package io.drydock.plan;

import io.drydock.model.spec.ServiceSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The services of an environment and who needs whom. Names are unique and there is no cycle: the configuration saw to it. */
public final class ServiceGraph {

    private final Map<String, ServiceSpec> byName;

    public ServiceGraph(List<ServiceSpec> services) {
        this.byName =
                services.stream().collect(Collectors.toMap(ServiceSpec::name, s -> s, (a, b) -> a, LinkedHashMap::new));
    }

    /** All services, each after those that it depends on, otherwise in the order of the configuration. */
    public List<ServiceSpec> ordered() {
        Set<ServiceSpec> ordered = new LinkedHashSet<>();
        byName.values().forEach(service -> visit(service, ordered));
        return List.copyOf(ordered);
    }

    private void visit(ServiceSpec service, Set<ServiceSpec> ordered) {
        if (!ordered.contains(service)) {
            service.dependsOn().forEach(name -> visit(byName.get(name), ordered));
            ordered.add(service);
        }
    }

    /** Names of all that a service depends on, directly or through others. */
    public Set<String> dependencies(ServiceSpec service) {
        Set<String> names = new LinkedHashSet<>();
        service.dependsOn().forEach(name -> collect(name, names));
        return names;
    }

    private void collect(String name, Set<String> names) {
        if (!names.contains(name)) {
            byName.get(name).dependsOn().forEach(before -> collect(before, names));
            names.add(name);
        }
    }

    /** Names of those whose addresses a service is told: the earlier ones of the configuration, and all that it depends on. */
    Set<String> visible(ServiceSpec service) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : byName.keySet()) {
            if (name.equals(service.name())) {
                break;
            }
            names.add(name);
        }
        names.addAll(dependencies(service));
        return names;
    }
}
