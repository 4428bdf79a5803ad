package io.drydock.run;

import static io.drydock.plan.Given.service;
import static io.drydock.plan.Given.withSecrets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import io.drydock.engine.FakeProgram;
import io.drydock.model.DrydockException;
import io.drydock.model.result.ServiceResult;
import io.drydock.plan.Given;
import io.drydock.plan.SecretFiles;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Secrets are given to a service once it runs, and looked at in later runs. */
@Timeout(30)
class SecretHandoverTest {

    private static final String DB = Bench.ENVIRONMENT + ".db";

    private final Map<String, byte[]> values = new LinkedHashMap<>();
    private final Bench bench = new Bench();
    private final Given given = Given.plain().services(withSecrets(service("db"), "pw", "token"), service("redis"));

    SecretHandoverTest() {
        values.put("pw", bytes("s3cr3t-1"));
        values.put("token", bytes("s3cr3t-2\n"));
        bench.secrets = new ServiceSecrets(Map.of("db", values));
        bench.images(given);
        bench.engine.script(SecretFiles.write(values), FakeProgram.ends(0));
        found(SecretFiles.digests(values), 0);
    }

    private void found(String digests, int exitCode) {
        bench.engine.script(SecretFiles.look(values), FakeProgram.ends(exitCode).prints(digests));
    }

    @Test
    void aNewServiceIsGivenThemAndOthersGetNone() throws Exception {
        assertThat(bench.up(given)).hasSize(2);

        assertThat(bench.engine.inputs(DB)).isEqualTo("s3cr3t-1s3cr3t-2\n");
        assertThat(bench.engine.inputs(Bench.ENVIRONMENT + ".redis")).isEmpty();
        assertThat(bench.engine.calls()).noneMatch(call -> call.contains("s3cr3t"));
        assertThat(bench.events.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aServiceThatHasThemIsKept() throws Exception {
        bench.up(given);
        bench.up(given);

        assertThat(bench.up(given)).extracting(ServiceResult::reused).containsExactly(true, true);
        assertThat(bench.engine.inputs(DB)).isEqualTo("s3cr3t-1s3cr3t-2\n");
    }

    @Test
    void aServiceThatLostThemIsGivenThemAgainInTheSameContainer() throws Exception {
        bench.up(given);
        String id = bench.container(DB).id();
        found("", SecretFiles.NONE_YET);

        bench.up(given);

        assertThat(bench.container(DB).id()).isEqualTo(id);
        assertThat(bench.engine.inputs(DB)).isEqualTo("s3cr3t-1s3cr3t-2\ns3cr3t-1s3cr3t-2\n");
        assertThat(bench.events.toString())
                .contains("service db is started again: it had been restarted, which took its secrets from it");
    }

    @Test
    void aChangedValueMakesTheServiceAnew() throws Exception {
        bench.up(given);
        String id = bench.container(DB).id();
        found("another digest", 0);

        bench.up(given);

        assertThat(bench.container(DB).id()).isNotEqualTo(id);
        assertThat(bench.engine.inputs(DB)).isEqualTo("s3cr3t-1s3cr3t-2\n");
    }

    @Test
    void anImageWithoutAShellIsAnErrorThatSaysSo() {
        bench.engine.fail(
                "containers.start",
                new EngineException(
                        Kind.OTHER,
                        400,
                        "could not start",
                        "exec: \"/bin/sh\": stat /bin/sh: no such file or directory",
                        List.of(),
                        null));
        Given alone = Given.plain().services(withSecrets(service("db"), "pw", "token"));

        assertThatThrownBy(() -> bench.up(alone)).isInstanceOfSatisfying(DrydockException.class, e -> {
            assertThat(e.what()).isEqualTo("service db cannot be given secrets");
            assertThat(e.why()).isEqualTo("its image has no /bin/sh, which waits for them before the service begins");
        });
    }

    @Test
    void whatKeepsThemFromBeingWrittenIsTold() {
        bench.engine.script(
                SecretFiles.write(values), FakeProgram.ends(1).prints("0+0 records in\ndd: no space left on device\n"));

        assertThatThrownBy(() -> bench.up(given)).isInstanceOfSatisfying(DrydockException.class, e -> {
            assertThat(e.what()).isEqualTo("service db could not be given its secrets");
            assertThat(e.why()).isEqualTo("the command that writes them: exit code 1, dd: no space left on device");
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
