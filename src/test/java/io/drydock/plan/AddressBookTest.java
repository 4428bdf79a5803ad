package io.drydock.plan;

import static io.drydock.plan.Given.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.Subnet;
import io.drydock.model.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressBookTest {

    private static final Subnet SUBNET = Subnet.parse("10.210.0.32/27");
    private static final String NETWORK = "shop.feature-login-df7c7aeb35";

    @Test
    void addressesAreGivenFromTheSecondHostOnInTheOrderOfTheConfiguration() {
        assertThat(AddressBook.allocate(List.of(service("b"), service("a")), SUBNET, NETWORK, List.of()))
                .containsExactly(Map.entry("b", "10.210.0.34"), Map.entry("a", "10.210.0.35"));
    }

    @Test
    void anAddressOutlivesARestartInAnyOrderAndTheServicesAround() {
        Given first = Given.plain().services(service("a"), service("b"), service("c"));
        Given second = Given.plain().services(service("d"), service("c"), service("b"));
        Seen up = Seen.up(first);
        Map<String, String> before = addresses(up, first);

        Map<String, String> after = addresses(up, second);

        assertThat(after).containsEntry("b", before.get("b")).containsEntry("c", before.get("c"));
        assertThat(after.get("d")).isNotIn(before.values());
    }

    @Test
    void aContainerThatIsStoppedKeepsItsAddress() {
        Given given = Given.plain().services(service("a"), service("b"));
        Seen up = Seen.up(given);
        Map<String, String> before = addresses(up, given);

        assertThat(addresses(up.stop(NETWORK + ".a", 0), given)).isEqualTo(before);
    }

    @Test
    void moreServicesThanAddressesIsAMistakeInTheConfigurationThatTellsTheWayOut() {
        List<ServiceSpec> services = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            services.add(service("s" + i));
        }

        assertThatThrownBy(() -> AddressBook.allocate(services, Subnet.parse("10.0.0.0/29"), NETWORK, List.of()))
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.CONFIG_ERROR);
                    assertThat(e.why()).contains("10.0.0.0/29 has 2 addresses");
                    assertThat(e.next()).anyMatch(line -> line.contains("<prefix>28</prefix>"));
                });
    }

    @Test
    void whateverComesAndGoesAddressesAreUniqueStableAndOfTheLowerHalf() {
        Random random = new Random(5);
        for (int run = 0; run < 30; run++) {
            Seen seen = new Seen();
            Map<String, String> known = new HashMap<>();
            for (int change = 0; change < 6; change++) {
                Given given = Given.plain().services(some(random));
                Plan plan = seen.services(given);
                Map<String, String> addresses = addresses(plan);

                assertThat(addresses.values()).doesNotHaveDuplicates();
                assertThat(Subnet.parse("10.210.0.0/27").lowerHosts()).containsAll(addresses.values());
                addresses.forEach((name, address) ->
                        assertThat(known.getOrDefault(name, address)).isEqualTo(address));
                known.clear();
                known.putAll(addresses);
                seen.apply(plan);
            }
        }
    }

    private static ServiceSpec[] some(Random random) {
        List<ServiceSpec> services = new ArrayList<>();
        for (char name = 'a'; name < 'h'; name++) {
            if (random.nextBoolean()) {
                services.add(service(String.valueOf(name)));
            }
        }
        Collections.shuffle(services, random);
        return services.toArray(ServiceSpec[]::new);
    }

    /** The address of each service, as the plan leaves it. */
    private static Map<String, String> addresses(Plan plan) {
        Map<String, String> addresses = new HashMap<>();
        plan.of(Step.CreateService.class)
                .forEach(s ->
                        addresses.put(s.service().name(), s.service().address().host()));
        plan.of(Step.KeepService.class)
                .forEach(s ->
                        addresses.put(s.service().name(), s.service().address().host()));
        return addresses;
    }

    private static Map<String, String> addresses(Seen seen, Given given) {
        Map<String, String> addresses = new HashMap<>();
        seen.addresses(given).forEach(address -> addresses.put(address.name(), address.host()));
        return addresses;
    }
}
