package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.dockerfile.LayerItem;
import io.drydock.dockerfile.LayerItem.Kind;
import io.drydock.model.result.WastedFile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an image carries for nothing. */
class LayerWasteTest {

    @Test
    void whatIsOverwrittenDeletedOrBelowADeletedFolderIsWasted() {
        LayerWaste waste = LayerWaste.of(List.of(
                List.of(file("a", 1), file("d/b", 20), file("d/e/c", 300), file("stays", 4000)),
                List.of(file("./a", 50_000)),
                List.of(file(".wh.d", 0), file(".wh.a", 0))));

        assertThat(waste.bytes()).isEqualTo(1 + 20 + 300 + 50_000);
        assertThat(waste.files())
                .containsExactly(
                        new WastedFile("/a", 50_001), new WastedFile("/d/e/c", 300), new WastedFile("/d/b", 20));
    }

    @Test
    void contentThatAHardLinkStillLeadsToIsNotWasted() {
        List<LayerItem> linked = List.of(file("a", 10), new LayerItem("b", Kind.HARD_LINK, "a", 0));

        assertThat(LayerWaste.of(List.of(linked, List.of(file(".wh.a", 0)))).bytes())
                .isZero();
        assertThat(LayerWaste.of(List.of(linked, List.of(file(".wh.a", 0), file(".wh.b", 0))))
                        .bytes())
                .isEqualTo(10);
    }

    @Test
    void aFolderThatBecomesAFileWastesWhatWasInIt() {
        assertThat(LayerWaste.of(List.of(List.of(file("d/a", 7)), List.of(file("d", 1))))
                        .files())
                .containsExactly(new WastedFile("/d/a", 7));
    }

    @Test
    void theTenWorstFilesAreNamedAsPeopleReadThem() {
        List<LayerItem> many = IntStream.range(0, 12)
                .mapToObj(i -> file("\u00c3\u00bc" + i, 100 + i))
                .toList();

        LayerWaste waste = LayerWaste.of(List.of(many, List.of(file(".wh..wh..opq", 0))));

        assertThat(waste.files()).hasSize(10).startsWith(new WastedFile("/\u00fc11", 111));
        assertThat(waste.bytes()).isEqualTo(12 * 100 + 66);
    }

    private static LayerItem file(String path, long size) {
        return new LayerItem(path, Kind.FILE, "", size);
    }
}
