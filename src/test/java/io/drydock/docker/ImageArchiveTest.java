package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.DerivedImage;
import io.drydock.engine.ImageContents;
import io.drydock.engine.ImageContents.Entry;
import io.drydock.engine.ImageContents.Step;
import io.drydock.model.ImageName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class ImageArchiveTest {

    private static final String CONFIG =
            "{\"history\":[{\"created_by\":\"ADD a\"},{\"created_by\":\"ENV\",\"empty_layer\":true},{\"created_by\":\"COPY b\"}]}";

    @Test
    void layersComeInTheOrderOfTheManifestWhereverTheyStand() throws IOException {
        for (List<String> names :
                List.of(List.of("2/layer.tar", "1/layer.tar"), List.of("blobs/sha256/b", "blobs/sha256/a"))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                LayerTars.put(tar, names.get(0), layer("b", "text"));
                LayerTars.put(tar, names.get(1), layer("a", "text"));
                LayerTars.put(tar, "config.json", CONFIG.getBytes(StandardCharsets.UTF_8));
                LayerTars.put(tar, "manifest.json", manifest(names.get(1), names.get(0)));
            }
            ImageContents contents = ImageArchive.read(new ByteArrayInputStream(out.toByteArray()));
            assertThat(contents.layers().stream().map(l -> l.get(0).path())).containsExactly("a", "b");
            assertThat(contents.history())
                    .containsExactly(new Step("ADD a", false), new Step("ENV", true), new Step("COPY b", false));
        }
    }

    @Test
    void aLayerThatIsThereTwiceIsALinkToTheFirst() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            LayerTars.put(tar, "1/layer.tar", layer("a", "text"));
            TarArchiveEntry link = new TarArchiveEntry("2/layer.tar", TarConstants.LF_SYMLINK);
            link.setLinkName("../1/layer.tar");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            LayerTars.put(tar, "config.json", CONFIG.getBytes(StandardCharsets.UTF_8));
            LayerTars.put(tar, "manifest.json", manifest("1/layer.tar", "2/layer.tar"));
        }
        ImageContents contents = ImageArchive.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(contents.layers()).hasSize(2);
        assertThat(contents.layers().get(0)).isEqualTo(contents.layers().get(1));
    }

    @Test
    void contentAndModeTellFilesApartTimesDoNot() throws IOException {
        assertThat(entry(layer("a", "one"))).isNotEqualTo(entry(layer("a", "two")));
        assertThat(entry(layer("a", "one"))).isEqualTo(entry(layer("a", "one")));
    }

    @Test
    void anArchiveWithoutManifestIsRefused() {
        assertThatThrownBy(() -> ImageArchive.read(new ByteArrayInputStream(layer("a", "text"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no manifest");
    }

    @Test
    void aDerivedImageHasTheLayersWhiteoutsAndTheOtherConfiguration() throws IOException {
        DerivedImage image = new DerivedImage(
                ImageName.parse("shop/master:a_b"),
                "stage",
                List.of(new Step("ADD", false)),
                List.of("/app/src", "/ünï"),
                List.of(new Entry("app", true, 0700, 7, 8, 0, "", "")),
                "base",
                Map.of("io.drydock.image.app", "shop"));
        Json stage = json("{\"Created\":\"2026-01-01T00:00:00Z\",\"Os\":\"linux\",\"Architecture\":\"amd64\","
                + "\"RootFS\":{\"Layers\":[\"sha256:aa\"]},\"Config\":{\"User\":\"app\"}}");
        Json base = json("{\"Config\":{\"User\":\"\",\"Entrypoint\":null,"
                + "\"Labels\":{\"io.drydock.image.role\":\"master\",\"kind\":\"base\"}}}");
        Map<String, byte[]> files = files(image, stage, base);
        String name = files.keySet().stream()
                .filter(n -> n.matches("[0-9a-f]{64}\\.json"))
                .findFirst()
                .orElseThrow();
        Json configuration = Json.parse(files.get(name));
        assertThat(configuration.at("config", "User").text()).isEmpty();
        assertThat(configuration.at("config", "Labels").textFields())
                .isEqualTo(Map.of("io.drydock.image.app", "shop", "kind", "base"));
        assertThat(configuration.at("rootfs", "diff_ids").texts()).hasSize(2).startsWith("sha256:aa");
        Map<String, Integer> layer = new LinkedHashMap<>();
        TarArchiveInputStream tar = new TarArchiveInputStream(
                new ByteArrayInputStream(files.get("whiteouts/layer.tar")), StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            layer.put(entry.getName(), entry.getMode() & 0777);
        }
        assertThat(layer).containsEntry("app/", 0700).containsKeys("app/.wh.src", ".wh.ünï");
        assertThat(files(image, stage, base).keySet()).isEqualTo(files.keySet());
    }

    private static Map<String, byte[]> files(DerivedImage image, Json stage, Json base) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new DerivedArchive(image, stage, base).writeTo(out);
        Map<String, byte[]> files = new LinkedHashMap<>();
        TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            files.put(entry.getName(), tar.readAllBytes());
        }
        return files;
    }

    private static String entry(byte[] layer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            LayerTars.put(tar, "1/layer.tar", layer);
            LayerTars.put(tar, "config.json", CONFIG.getBytes(StandardCharsets.UTF_8));
            LayerTars.put(tar, "manifest.json", manifest("1/layer.tar"));
        }
        return ImageArchive.read(new ByteArrayInputStream(out.toByteArray()))
                .layers()
                .get(0)
                .get(0)
                .identity();
    }

    private static byte[] manifest(String... layers) {
        return Json.write(List.of(Map.of("Config", "config.json", "Layers", List.of(layers))));
    }

    private static byte[] layer(String name, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            LayerTars.put(tar, name, content.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static Json json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
