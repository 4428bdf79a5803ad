package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.Outcome;
import io.drydock.model.result.EnvironmentStatus;
import io.drydock.model.result.EnvironmentStatus.FailedSuite;
import io.drydock.model.result.EnvironmentStatus.Memory;
import io.drydock.model.result.EnvironmentStatus.Service;
import io.drydock.model.result.EnvironmentStatus.Serving;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** All environments, for people and for machines. */
class StatusReportTest {

    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
    private static final String SHA = "77aa01b" + "0".repeat(33);
    private static final EnvironmentStatus RUNNING = new EnvironmentStatus(
            "shop",
            "master",
            "master",
            Optional.of("r"),
            Optional.of(SHA),
            Optional.of(Outcome.RUNNING),
            "",
            NOW.minusSeconds(200),
            List.of(new Service("redis", "shop.master.redis", true)),
            Optional.of(new Serving("shop.master.app", SHA, true, Optional.of("http://127.0.0.1:32768"))),
            Optional.empty(),
            new Memory(512_000_000, 1),
            OptionalLong.empty());
    private static final EnvironmentStatus FAILED = new EnvironmentStatus(
            "shop",
            "feature/a",
            "feature-a-1234567890",
            Optional.empty(),
            Optional.of(SHA + "-dirty-1f2e3d4c"),
            Optional.of(Outcome.TESTS_FAILED),
            "suite unit ended with exit code 3",
            NOW.minusSeconds(3 * 86_400),
            List.of(),
            Optional.empty(),
            Optional.of(new FailedSuite("unit", "shop.x.77aa01b.unit", OptionalInt.of(3))),
            new Memory(0, 0),
            OptionalLong.empty());

    @Test
    void theTableHasALineForEachAndOneForEachDetailAndMarksTheCurrentBranch() {
        assertThat(report(RUNNING, FAILED).table())
                .containsExactly(
                        "   APP   BRANCH     COMMIT                  OUTCOME       AGE    SERVICES  MEMORY      URL",
                        "*  shop  master     77aa01b                 RUNNING       3 min  1/1       512.0 MB +  http://127.0.0.1:32768",
                        "   shop  feature/a  77aa01b-dirty-1f2e3d4c  TESTS_FAILED  3 d    -         -           -",
                        "shop feature/a: suite unit ended with exit code 3");
    }

    @Test
    void bytesOfImagesAreAColumnWhereTheyWereAskedFor() {
        assertThat(report(RUNNING.withDisk(1_250_000_000), FAILED.withDisk(0)).table())
                .anyMatch(line -> line.contains("MEMORY      IMAGES  URL"))
                .anyMatch(line -> line.contains("512.0 MB +  1.3 GB  http"))
                .anyMatch(line -> line.contains("0 B"));
    }

    @Test
    void anEmptyEngineIsSaidToBe() {
        assertThat(report().table()).containsExactly("no environment to show is on this engine");
    }

    @Test
    void theJsonHoldsEveryKeyAndNullForWhatIsUnknown() throws IOException {
        JsonValue json = JsonValue.parse(report(RUNNING, FAILED).json());

        assertThat(json.number("schema")).isEqualTo(1);
        List<JsonValue> all = json.objects("environments", value -> value);
        assertThat(all)
                .hasSize(2)
                .allSatisfy(e -> assertThat(e.fields().keySet())
                        .containsExactly(
                                "app",
                                "branch",
                                "slug",
                                "current",
                                "commit",
                                "outcome",
                                "detail",
                                "since",
                                "url",
                                "services",
                                "serving",
                                "failure",
                                "memory",
                                "imageBytes"));
        assertThat(all.get(0).bool("current")).isTrue();
        assertThat(all.get(0).optionalString("url")).contains("http://127.0.0.1:32768");
        assertThat(all.get(0).objects("services", service -> service.bool("running")))
                .containsExactly(true);
        assertThat(all.get(1).optionalString("url")).isEmpty();
        assertThat(all.get(1).optionalObject("failure", f -> f.number("exitCode")))
                .contains(3L);
    }

    @Test
    void anEmptyEngineIsAnEmptyList() throws IOException {
        assertThat(JsonValue.parse(report().json()).objects("environments", value -> value))
                .isEmpty();
    }

    private static StatusReport report(EnvironmentStatus... environments) {
        return new StatusReport(List.of(environments), e -> e.branch().equals("master"), NOW);
    }
}
