package io.drydock.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.Subnet;
import io.drydock.model.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubnetsTest {

    private static final NetworkSpec DEFAULT = new NetworkSpec(Subnet.parse("10.210.0.0/16"), 27);

    @Test
    void aHundredAndFiftyEnvironmentsFitAndNoTwoMeet() {
        List<Subnet> taken = new ArrayList<>(List.of(Subnet.parse("172.17.0.0/16"), Subnet.parse("10.210.3.0/24")));
        for (int i = 0; i < 150; i++) {
            Subnet next = Subnets.next(DEFAULT, taken);

            assertThat(taken).noneMatch(next::overlaps);
            assertThat(next.overlaps(DEFAULT.pool())).isTrue();
            taken.add(next);
        }
    }

    @Test
    void aPoolThatIsUsedUpIsToldWithItsSizeAndAWayOut() {
        NetworkSpec small = new NetworkSpec(Subnet.parse("10.210.0.0/26"), 27);
        List<Subnet> taken = List.of(Subnet.parse("10.210.0.0/27"), Subnet.parse("10.210.0.32/27"));

        assertThatThrownBy(() -> Subnets.next(small, taken)).isInstanceOfSatisfying(DrydockException.class, e -> {
            assertThat(e.why()).isEqualTo("every /27 of the pool 10.210.0.0/26 is in use on this engine");
            assertThat(e.next()).anyMatch(line -> line.contains("docker:down")).anyMatch(l -> l.contains("pool"));
        });
    }
}
