package io.drydock.plan;

import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.Subnet;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.state.ContainerState;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Static addresses of an environment's services.
 *
 * <p>A service keeps the address that its container has; a new one gets the lowest that is free. They come from the lower half
 * of the subnet; the engine hands out the upper half by itself to apps and suites.
 */
final class AddressBook {

    private AddressBook() {}

    /** The address of each service, by name. */
    static Map<String, String> allocate(
            List<ServiceSpec> services, Subnet subnet, String network, List<ContainerState> containers) {
        Map<String, String> addresses = new LinkedHashMap<>();
        Set<String> taken = new LinkedHashSet<>();
        for (ContainerState container : containers) {
            String address = container.addresses().get(network);
            if (address == null || address.isEmpty() || !subnet.contains(address)) {
                continue;
            }
            taken.add(address);
            container.label(Labels.SERVICE).ifPresent(name -> addresses.putIfAbsent(name, address));
        }
        Iterator<String> free =
                subnet.lowerHosts().stream().filter(a -> !taken.contains(a)).iterator();
        Map<String, String> result = new LinkedHashMap<>();
        for (ServiceSpec service : services) {
            String address = addresses.get(service.name());
            if (address == null) {
                address = next(free, services.size(), subnet);
            }
            result.put(service.name(), address);
        }
        return result;
    }

    private static String next(Iterator<String> free, int services, Subnet subnet) {
        if (!free.hasNext()) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    services + " services have no room in the environment's network",
                    "subnet " + subnet + " has " + subnet.lowerHosts().size() + " addresses for services",
                    List.of("set <network><prefix>" + Math.max(0, subnet.prefix() - 1)
                            + "</prefix> (docker.network.prefix), then: mvn docker:down"));
        }
        return free.next();
    }
}
