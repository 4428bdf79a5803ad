package io.drydock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.spec.Wait;
import io.drydock.model.spec.Wait.Protocol;
import io.drydock.model.state.ImageConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WellKnownTest {

    private static final OptionalInt NONE = OptionalInt.empty();

    @Test
    void theMainPortIsTheConfiguredElseTheUsualElseTheLowest() {
        ImageConfig rabbit = image(Optional.empty(), 4369, 5671, 5672, 25672);

        assertThat(WellKnown.port(OptionalInt.of(99), "rabbitmq", rabbit)).hasValue(99);
        assertThat(WellKnown.port(NONE, "rabbitmq", rabbit)).hasValue(5672);
        assertThat(WellKnown.port(NONE, "broker", rabbit)).hasValue(4369);
        assertThat(WellKnown.port(NONE, "redis", image(Optional.empty()))).hasValue(6379);
        assertThat(WellKnown.port(NONE, "redis", image(Optional.empty(), 7000))).hasValue(7000);
        assertThat(WellKnown.port(NONE, "mine", image(Optional.empty()))).isEmpty();
    }

    @Test
    void aServiceIsProvenByItsOwnProtocolElseItsHealthcheckElseItsPortElseByRunning() {
        Optional<List<String>> check = Optional.of(List.of("CMD", "true"));
        List<Wait> configured = List.of(new Wait.Tcp(1));

        assertThat(WellKnown.waits(configured, "redis", image(check), NONE)).isEqualTo(configured);
        assertThat(WellKnown.waits(List.of(), "redis", image(check), NONE))
                .containsExactly(new Wait.Answers(Protocol.REDIS, 6379));
        assertThat(WellKnown.waits(List.of(), "mine", image(check, 80), OptionalInt.of(80)))
                .containsExactly(new Wait.Healthy());
        assertThat(WellKnown.waits(List.of(), "mine", image(Optional.empty(), 80), OptionalInt.of(80)))
                .containsExactly(new Wait.Tcp(80));
        assertThat(WellKnown.waits(List.of(), "mine", image(Optional.empty()), NONE))
                .containsExactly(new Wait.Running());
    }

    @Test
    void aServerOnAnotherPortIsAskedThere() {
        assertThat(WellKnown.waits(List.of(), "mysql", image(Optional.empty(), 3307), OptionalInt.of(3307)))
                .containsExactly(new Wait.Answers(Protocol.MYSQL, 3307));
    }

    private static ImageConfig image(Optional<List<String>> healthcheck, Integer... ports) {
        return new ImageConfig(Map.of(), List.of(), List.of(), "", "", List.of(ports), healthcheck, List.of());
    }
}
