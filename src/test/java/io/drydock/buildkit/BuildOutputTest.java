package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildOutputTest {

    @Test
    void readsTheKindsOfMessagesInTheirOrder() throws Exception {
        List<BuildOutput.Message> messages = read("{\"id\":\"moby.buildkit.trace\",\"aux\":\"YWJj\"}\r\n"
                + "{\"id\":\"moby.image.id\",\"aux\":{\"ID\":\"sha256:0123\"}}\r\n"
                + "{\"stream\":\"Successfully tagged app:1\\n\"}\r\n"
                + "{\"errorDetail\":{\"code\":1,\"message\":\"it broke\"},\"error\":\"it broke\"}\r\n");

        assertThat(((BuildOutput.Trace) messages.get(0)).status()).isEqualTo("abc".getBytes());
        assertThat(messages.subList(1, 4))
                .containsExactly(
                        new BuildOutput.Image("sha256:0123"),
                        new BuildOutput.Other(),
                        new BuildOutput.Failure("it broke"));
    }

    @Test
    void takesARefusalFromItsMessage() throws Exception {
        assertThat(read("{\"message\":\"no such network\"}"))
                .containsExactly(new BuildOutput.Refusal("no such network"));
    }

    @Test
    void takesAnErrorWithoutDetail() throws Exception {
        assertThat(read("{\"error\":\"short\"}")).containsExactly(new BuildOutput.Failure("short"));
    }

    @Test
    void passesOverFieldsToCome() throws Exception {
        assertThat(read("{\"new\":[1,{\"a\":[2]}],"
                        + "\"aux\":{\"deep\":{\"er\":{}},\"list\":[[]],\"ID\":\"sha256:1\"},\"n\":null}"))
                .containsExactly(new BuildOutput.Image("sha256:1"));
    }

    @Test
    void refusesWhatIsNotJsonOrBreaksOff() {
        assertUnreadable("<html>502 Bad Gateway</html>");
        assertUnreadable("[1,2]");
        assertUnreadable("{\"id\":\"moby.buildkit.trace\",\"aux\":\"YW");
        assertUnreadable("{\"id\":\"moby.buildkit.trace\",\"aux\":\"not base64!\"}");
        assertUnreadable("{\"aux\":".repeat(5_000));
    }

    private static void assertUnreadable(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    private static List<BuildOutput.Message> read(String text) throws IOException {
        BuildOutput output = new BuildOutput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<BuildOutput.Message> messages = new ArrayList<>();
        for (Optional<BuildOutput.Message> next = output.next(); next.isPresent(); next = output.next()) {
            messages.add(next.get());
        }
        return messages;
    }
}
