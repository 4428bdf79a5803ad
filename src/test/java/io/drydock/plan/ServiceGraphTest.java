package io.drydock.plan;

import static io.drydock.plan.Given.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ServiceGraphTest {

    @Test
    void dependenciesAreToldEachOnceAndAfterItsOwn() {
        ServiceSpec web = service("web", "api", "db");
        ServiceGraph graph =
                new ServiceGraph(List.of(web, service("api", "db", "redis"), service("db"), service("redis")));

        assertThat(graph.dependencies(web)).containsExactly("db", "redis", "api");
    }

    /** Two services on each rung that depend on both of the rung below: 2^30 ways from the top to the bottom. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.SECONDS)
    void aLadderOfSixtyServicesIsNoTrouble() {
        List<ServiceSpec> services = new ArrayList<>(List.of(service("a0"), service("b0")));
        for (int i = 1; i < 30; i++) {
            services.add(service("a" + i, "a" + (i - 1), "b" + (i - 1)));
            services.add(service("b" + i, "a" + (i - 1), "b" + (i - 1)));
        }
        ServiceGraph graph = new ServiceGraph(services);

        assertThat(graph.dependencies(services.get(59))).hasSize(58);
        assertThat(graph.ordered()).hasSize(60);
    }
}
