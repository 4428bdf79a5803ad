package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.FakeProgram;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Given;
import io.drydock.plan.Target;
import io.drydock.report.Redactor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logs as they are printed. */
class LogPrinterTest {

    private final OnEngine on = new OnEngine(Given.plain());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean coloured;

    @Test
    void oneLogIsPrintedByteForByteButItsSecrets() throws InterruptedException {
        on.engine.script(
                List.of("redis"), FakeProgram.ends(0).prints("a\r\nb s3cret ").prints("c"));
        on.service("redis");

        print(false, "s3cret");

        assertThat(printed()).isEqualTo("a\r\nb *** c");
    }

    @Test
    void ofSeveralEachLineSaysWhoseItIs() throws InterruptedException {
        on.engine.script(List.of("db"), FakeProgram.ends(0).prints("one\ntwo"));
        on.engine.script(List.of("redis"), FakeProgram.ends(0).complains("three s3cret\n"));
        on.service("db");
        on.service("redis");

        print(false, "s3cret");

        assertThat(printed()).isEqualTo("db    | one\ndb    | two\nredis | three ***\n");
    }

    @Test
    void whatHasPrintedNothingIsNamed() throws InterruptedException {
        on.engine.script(List.of("db"), FakeProgram.ends(0));
        on.engine.script(List.of("redis"), FakeProgram.ends(0).prints("two\n"));
        on.service("db");

        assertThat(print(false, "none")).containsExactly("db");
        on.service("redis");
        assertThat(print(false, "none")).containsExactly("db");
        assertThat(print(true, "none")).containsExactly("db");
        assertThat(printed()).isEqualTo("redis | two\n".repeat(2));
    }

    @Test
    void onATerminalEachNameHasAColourOfItsOwn() throws InterruptedException {
        on.engine.script(List.of("db"), FakeProgram.ends(0).prints("one\n"));
        on.engine.script(List.of("redis"), FakeProgram.ends(0).prints("two\n"));
        on.service("db");
        on.service("redis");
        coloured = true;

        print(false, "none");

        assertThat(printed()).isEqualTo("\u001b[36mdb    |\u001b[0m one\n\u001b[33mredis |\u001b[0m two\n");
    }

    @Test
    void followedLogsRunSideBySideUntilAllHaveEnded() throws Exception {
        String db = on.service("db");
        String redis = on.service("redis");
        Thread printing = new Thread(() -> {
            try {
                print(true, "none");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        printing.start();
        on.engine.print(redis, "first\n");
        on.engine.print(db, "second\n");
        on.engine.end(redis, 0, false);
        on.engine.end(db, 0, false);
        printing.join(10_000);

        assertThat(printing.isAlive()).isFalse();
        assertThat(printed().lines()).containsExactlyInAnyOrder("redis | first", "db    | second");
    }

    @Test
    void aValueThatOnlyTheContainerHoldsIsFoundByItsName() {
        on.container(
                "shop.x.y", Labels.ROLE_APP, Map.of(), List.of("TOKEN=t0ken", "TOKEN_URL=u", "B=b"), List.of("app"));

        assertThat(new LogPrinter(on.engine, out, to -> to, false).values(all(), List.of("TOKEN")))
                .containsExactly("t0ken");
    }

    private List<ContainerSummary> all() {
        return on.engine.containers().list(Target.filter(on.environment()));
    }

    private List<String> print(boolean follow, String secret) throws InterruptedException {
        return new LogPrinter(on.engine, out, Redactor.of(List.of(secret))::wrap, coloured).print(all(), follow);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
