package io.drydock.run;

import static io.drydock.plan.Given.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.LogTime;
import io.drydock.plan.Given;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs that are written while their containers run. */
@Timeout(30)
class FollowedLogsTest {

    private static final String DB = Bench.ENVIRONMENT + ".db";

    private final Given given = Given.plain().services(service("db"));
    private final Bench bench = new Bench().images(given);
    private FollowedLogs followed = new FollowedLogs();

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        followed.close();
    }

    @Test
    void whatAServiceSaysIsInItsFileWhileItRunsWithItsTime() throws Exception {
        up();
        bench.engine.print(DB, "one\n");
        bench.engine.print(DB, "two\n");

        assertThat(settled())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).matches("20\\S+:\\d\\d\\.\\d{9}Z (one|two)"));
    }

    @Test
    void aLaterRunAddsWhatWasSaidSinceAndNothingTwice() throws Exception {
        up();
        bench.engine.print(DB, "one\n");
        settled();
        followed.close();
        bench.engine.print(DB, "meanwhile\n");
        followed = new FollowedLogs();

        up();
        bench.engine.print(DB, "later\n");

        assertThat(settled()).extracting(LogTime::without).containsExactly("one", "meanwhile", "later");
    }

    @Test
    void aServiceThatIsMadeAnewHasANewFile() throws Exception {
        up();
        bench.engine.print(DB, "one\n");
        settled();
        bench.engine.containers().remove(DB);

        up();
        bench.engine.print(DB, "another\n");

        assertThat(settled()).extracting(LogTime::without).containsExactly("another");
    }

    @Test
    void whatIsSaidBetweenAnEndAndAStartIsNotLost() throws Exception {
        up();
        bench.engine.print(DB, "one\n");
        bench.engine.end(DB, 1, false);
        bench.engine.containers().start(DB);
        bench.engine.print(DB, "again\n");

        assertThat(settled()).extracting(LogTime::without).contains("one", "again");
    }

    private void up() throws InterruptedException {
        bench.logStore = Optional.of(new Store());
        bench.up(given);
    }

    private List<String> settled() throws Exception {
        assertThat(followed.settle(bench.container(DB).id(), DB)).isTrue();
        return Files.readAllLines(folder.resolve(DB));
    }

    private final class Store implements LogStore {

        @Override
        public OutputStream open(String container) throws IOException {
            return Files.newOutputStream(folder.resolve(container));
        }

        @Override
        public OutputStream append(String container) throws IOException {
            return Files.newOutputStream(
                    folder.resolve(container), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        @Override
        public Optional<Instant> lastTime(String container) {
            try {
                List<String> lines = Files.readAllLines(folder.resolve(container));
                return lines.isEmpty()
                        ? Optional.empty()
                        : LogTime.of(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public boolean holds(String container) {
            return Files.exists(folder.resolve(container));
        }

        @Override
        public FollowedLogs followed() {
            return followed;
        }
    }
}
