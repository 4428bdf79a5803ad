package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.result.LayerCost;
import io.drydock.model.result.WastedFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that goals print. */
class TablesTest {

    @Test
    void instructionsReadAsInTheDockerfileWhicheverBuilderRecordedThem() {
        assertThat(LayerTable.lines(List.of(
                        new LayerCost("/bin/sh -c #(nop)  CMD [\"sh\"]", 0),
                        new LayerCost("/bin/sh -c apt-get update", 12_345_678),
                        new LayerCost("RUN /bin/sh -c mvn package # buildkit", 999),
                        new LayerCost("|1 JAVA=17 /bin/sh -c javac", 1))))
                .containsExactly(
                        "#  SIZE     CUMULATIVE  INSTRUCTION",
                        "1  -        0 B         CMD [\"sh\"]",
                        "2  12.3 MB  12.3 MB     RUN apt-get update",
                        "3  999 B    12.3 MB     RUN mvn package",
                        "4  1 B      12.3 MB     RUN javac");
    }

    @Test
    void aLongInstructionIsCut() {
        assertThat(LayerTable.lines(List.of(new LayerCost("COPY " + "x".repeat(500) + " /", 1)))
                        .get(1))
                .hasSizeLessThan(120)
                .endsWith("...");
    }

    @Test
    void whatIsWastedIsToldWithTheFilesThatWasteMost() {
        assertThat(LayerTable.waste(0, List.of())).isEmpty();
        assertThat(LayerTable.waste(
                        2_000_500, List.of(new WastedFile("/a", 2_000_000), new WastedFile("/b\u001b", 500))))
                .containsExactly(
                        "wasted: 2.0 MB that later layers delete or overwrite, most of it by",
                        "WASTED  FILE",
                        "2.0 MB  /a",
                        "500 B   /b");
    }

    @Test
    void whatIsWrongIsMarkedAndToldWithItsRemediesBelow() {
        DoctorReport report = new DoctorReport();
        report.add("version", "20.10", "", List.of());
        report.add("disk", "1.0 GB free", "a build may not have room", List.of("mvn docker:prune"));

        assertThat(report.table())
                .containsExactly("   LOOKED AT  FOUND", "   version    20.10", "!  disk       1.0 GB free");
        assertThat(report.troubles()).containsExactly("! a build may not have room", "    mvn docker:prune");
    }
}
