package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.FakeEngine;
import io.drydock.model.Subnet;
import io.drydock.model.state.NetworkState;
import io.drydock.plan.Vantage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether containers are reached by their addresses. */
class VantagesTest {

    @Test
    void anAddressOfThisMachineThatIsAnotherEnginesNetworkLeadsNowhere() {
        Subnet loopback = Subnet.parse("127.0.0.0/27");
        NetworkState far = new NetworkState("f".repeat(64), "shop.x", "bridge", Map.of(), List.of(loopback), List.of());

        assertThat(new Vantages(new FakeEngine()).of(Optional.of(far))).isNotEqualTo(Vantage.DIRECT);
    }
}
