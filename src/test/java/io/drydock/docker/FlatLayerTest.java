package io.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One layer instead of many shows the same files. */
class FlatLayerTest {

    /** Neighbours in any order of texts: {@code b}, {@code b-}, {@code b.c}, {@code b/...}. */
    private static final List<String> NAMES =
            List.of("a", "b", "b-", "b.c", "b0", utf8("\u00fc\u6f22"), "n".repeat(140), "wh");

    private static final int STACKS = 500;

    @Test
    void mergingEqualsLayingOneByOneWhateverTheLayersAre() throws IOException {
        for (int seed = 0; seed < STACKS; seed++) {
            Random random = new Random(seed);
            List<byte[]> layers = new ArrayList<>();
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                layers.add(layer(random));
            }
            int base = random.nextInt(layers.size() + 1);
            List<byte[]> flat = new ArrayList<>(layers.subList(0, base));
            flat.add(flat(layers, base));

            assertThat(LaidFiles.of(flat)).as("seed " + seed).isEqualTo(LaidFiles.of(layers));
        }
    }

    @Test
    void contentWhoseFirstNameIsGoneLivesOnUnderTheNextOneAndTheOthersAreLinkedToThat() throws IOException {
        byte[] linked = new LayerTars()
                .file("a", "text")
                .hardLink("b", "a")
                .hardLink("c", "b")
                .bytes();
        byte[] flat = flat(List.of(linked, new LayerTars().gone("a").bytes()), 0);

        assertThat(LaidFiles.of(List.of(flat)))
                .containsOnlyKeys("/b", "/c")
                .allSatisfy((path, told) -> assertThat(told).endsWith("text = /b = /c"));
    }

    @Test
    void aFolderThatWasAFileMeanwhileShowsNothingOfTheBase() throws IOException {
        byte[] base = new LayerTars()
                .folder("d")
                .file("d/old", "old")
                .folder("e")
                .file("e/old", "old")
                .bytes();
        List<byte[]> layers = List.of(
                base,
                new LayerTars().file("d", "a file").bytes(),
                new LayerTars().folder("d").file("d/new", "new").bytes());

        byte[] flat = flat(layers, 1);

        assertThat(LaidFiles.of(List.of(base, flat))).containsOnlyKeys("/d", "/d/new", "/e", "/e/old");
        assertThat(paths(flat)).containsExactly("d/", "d/.wh.old", "d/new");
    }

    @Test
    void nothingIsHiddenThatTheBaseDoesNotHave() throws IOException {
        List<byte[]> layers = List.of(
                new LayerTars().file("kept", "kept").bytes(),
                new LayerTars().file("a", "text").bytes(),
                new LayerTars().gone("a").gone("kept").bytes());

        assertThat(paths(flat(layers, 1))).containsExactly(".wh.kept");
        assertThat(paths(flat(layers, 0))).isEmpty();
    }

    @Test
    void namesAndAttributesThatAreNoTextAreKeptByteForByte() throws IOException {
        String capability = "\u0001\u0000\u0000\u0002\u00ff\u0080\n=";
        byte[] layer = new LayerTars()
                .add('0', "caf\u00e9", "", Map.of("security.capability", capability), 0755, "text")
                .hardLink("b", "caf\u00e9")
                .bytes();

        String same = latin(flat(List.of(layer), 0));
        String renamed =
                latin(flat(List.of(layer, new LayerTars().gone("caf\u00e9").bytes()), 0));

        assertThat(same).contains("path=caf\u00e9\n").contains("security.capability=" + capability + "\n");
        assertThat(renamed).contains("path=b\n").contains("security.capability=" + capability + "\n");
        assertThat(renamed).doesNotContain("caf\u00e9");
    }

    @Test
    void aLayerThatIsThereTwiceIsSeenWhereItIsUppermost() throws IOException {
        byte[] twice = new LayerTars().file("a", "one").bytes();
        byte[] image = LayerTars.image(
                "{}",
                Map.of("x", twice, "y", new LayerTars().gone("a").bytes()),
                List.of("x/layer.tar", "y/layer.tar", "x/layer.tar"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new FlatLayer(scan(image), 0).write(new ByteArrayInputStream(image), out);

        assertThat(paths(out.toByteArray())).containsExactly("a");
    }

    @Test
    void aCutOrForeignLayerAndALinkToNothingAreRefused() {
        byte[] layer = new LayerTars().file("a", "text").bytes();
        assertThatThrownBy(() -> flat(List.of(java.util.Arrays.copyOf(layer, 1100)), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off");
        assertThatThrownBy(() -> flat(List.of("no tar".repeat(200).getBytes(StandardCharsets.UTF_8)), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken header");
        assertThatThrownBy(() -> flat(List.of(new LayerTars().hardLink("a", "b").bytes()), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("links a to a file that it has not");
    }

    /** A layer as an engine writes it: each path once, folders before what is in them. */
    private static byte[] layer(Random random) {
        LayerTars tar = new LayerTars();
        Map<String, Character> there = new HashMap<>();
        List<String> contents = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            String path = NAMES.get(random.nextInt(NAMES.size()));
            for (int depth = random.nextInt(3); depth > 0; depth--) {
                path += "/" + NAMES.get(random.nextInt(NAMES.size()));
            }
            if (!there.containsKey(path) && foldersOf(path, there, tar, random)) {
                there.put(path, entry(path, contents, tar, random));
            }
        }
        return tar.bytes();
    }

    private static boolean foldersOf(String path, Map<String, Character> there, LayerTars tar, Random random) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            if (!there.containsKey(folder)) {
                there.put(folder, '5');
                tar.add('5', folder + "/", "", attributes(random), random.nextInt(01000), "");
                if (random.nextInt(8) == 0) {
                    tar.file(folder + "/.wh..wh..opq", "");
                }
            } else if (there.get(folder) != '5') {
                return false;
            }
        }
        return true;
    }

    private static char entry(String path, List<String> contents, LayerTars tar, Random random) {
        int mode = random.nextInt(01000);
        switch (random.nextInt(7)) {
            case 0 -> {
                tar.gone(path);
                return 'w';
            }
            case 1 -> {
                tar.add('5', path + "/", "", attributes(random), mode, "");
                return '5';
            }
            case 2 -> {
                tar.add('2', path, "../" + NAMES.get(random.nextInt(NAMES.size())), Map.of(), 0777, "");
                return '2';
            }
            case 3 -> {
                tar.add('3', path, "", Map.of(), mode, "");
                return '3';
            }
            case 4, 5 -> {
                if (!contents.isEmpty()) {
                    tar.hardLink(path, contents.get(random.nextInt(contents.size())));
                    contents.add(path);
                    return '1';
                }
            }
            default -> {}
        }
        tar.add('0', path, "", attributes(random), mode, "x".repeat(random.nextInt(3) * 300) + random.nextInt());
        contents.add(path);
        return '0';
    }

    private static Map<String, String> attributes(Random random) {
        return random.nextInt(4) == 0 ? Map.of("user.kind", "v" + random.nextInt()) : Map.of();
    }

    private static byte[] flat(List<byte[]> layers, int base) throws IOException {
        byte[] image = LayerTars.image("{}", layers);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FlatLayer(scan(image), base).write(new ByteArrayInputStream(image), out);
        return out.toByteArray();
    }

    private static ImageArchive.Image<FlatLayer.Scan> scan(byte[] image) throws IOException {
        return ImageArchive.read(new ByteArrayInputStream(image), (name, layer) -> FlatLayer.Scan.of(layer));
    }

    private static List<String> paths(byte[] layer) throws IOException {
        List<String> paths = new ArrayList<>();
        ImageArchive.items(new ByteArrayInputStream(layer)).forEach(item -> paths.add(item.path()));
        return paths;
    }

    private static String utf8(String text) {
        return latin(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
