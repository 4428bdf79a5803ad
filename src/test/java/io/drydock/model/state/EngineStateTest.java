package io.drydock.model.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.state.ContainerState.Published;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineStateTest {

    @ParameterizedTest
    @CsvSource({
        "unix:///var/run/docker.sock, 127.0.0.1, http://127.0.0.1:8080",
        "unix:///var/run/docker.sock, 0.0.0.0, http://127.0.0.1:8080",
        "npipe:////./pipe/docker_engine, 0.0.0.0, http://127.0.0.1:8080",
        "tcp://engine.example.org:2376, 0.0.0.0, http://engine.example.org:8080",
        "tcp://engine.example.org:2376, ::, http://engine.example.org:8080",
        "tcp://engine.example.org:2376, 192.0.2.7, http://192.0.2.7:8080",
        "tcp://[2001:db8::1]:2376, 0.0.0.0, http://[2001:db8::1]:8080",
        "ssh://me@engine.example.org/run/docker.sock, 0.0.0.0, http://engine.example.org:8080",
        "unix:///var/run/docker.sock, ::1, http://[::1]:8080",
    })
    void aPortThatIsPublishedEverywhereIsFoundAtTheEnginesHost(String engine, String bind, String url) {
        EngineState state = new EngineState(engine, "20.10.24", "1.41", false);

        assertThat(new Published(80, bind, 8080).url(state)).isEqualTo(url);
    }
}
