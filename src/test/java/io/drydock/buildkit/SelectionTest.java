package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private final MemoryContext context = new MemoryContext()
            .folder("releases", 0755)
            .folder("releases/7", 0755)
            .file("releases/7/app.jar", "seven")
            .file("releases/huge.bin", "huge")
            .link("current", "releases/7")
            .link("latest", "current")
            .link("loop", "loop/again")
            .link("outside", "/../../etc")
            .file("readme.txt", "");

    @Test
    void takesEverythingWhenNothingIsNamed() throws Exception {
        assertThat(select()).hasSize(9);
    }

    @Test
    void takesWhatIsNamedAndTheFoldersAboveIt() throws Exception {
        assertThat(select("releases/7/app.jar")).containsExactly("releases", "releases/7", "releases/7/app.jar");
    }

    @Test
    void takesWhatALinkPointsTo() throws Exception {
        assertThat(select("current/app.jar"))
                .containsExactly("current", "releases", "releases/7", "releases/7/app.jar");
    }

    @Test
    void takesWhatALinkToALinkPointsTo() throws Exception {
        assertThat(select("latest"))
                .contains("latest", "current", "releases/7/app.jar")
                .doesNotContain("readme.txt");
    }

    @Test
    void survivesALinkThatLeadsToItself() throws Exception {
        assertThat(select("loop/x")).containsExactly("loop");
    }

    @Test
    void followsNoLinkOutOfTheContext() throws Exception {
        assertThat(select("outside/passwd")).containsExactly("outside");
    }

    @Test
    void listsFoldersBeforeTheirContentAndNamesByTheirBytes() throws Exception {
        List<String> ordered =
                List.of("a", "a/z", "a-b", "a.b", "a0", "b", "\u00e9", "\uFF5E", "\uD83D\uDE00", "\uD83D\uDE00/x");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(1));
        MemoryContext source = new MemoryContext();
        shuffled.forEach(path -> source.file(path, ""));

        assertThat(paths(source)).isEqualTo(ordered);
    }

    @Test
    void ordersAnyPathsAsTheirBytesNameByName() {
        Random random = new Random(9);
        for (int i = 0; i < 5_000; i++) {
            String left = randomPath(random);
            String right = randomPath(random);
            int expected = Arrays.compareUnsigned(bytes(left), bytes(right));

            assertThat(Integer.signum(ContextEntry.ORDER.compare(entry(left), entry(right))))
                    .as("%s and %s", left, right)
                    .isEqualTo(Integer.signum(expected));
        }
    }

    /** Names by their bytes is the whole path by its bytes once the separator is the lowest. */
    private static byte[] bytes(String path) {
        return path.replace('/', '\0').getBytes(StandardCharsets.UTF_8);
    }

    private static String randomPath(Random random) {
        String[] letters = {"a", "b", "-", ".", "/", "\u00e9", "\uFFFD", "\uD83D\uDE00", "\uD800\uDC00"};
        StringBuilder path = new StringBuilder();
        for (int n = random.nextInt(6); n >= 0; n--) {
            path.append(letters[random.nextInt(letters.length)]);
        }
        return path.toString();
    }

    private static ContextEntry entry(String path) {
        return ContextEntry.file(path, 0644, 0, Instant.EPOCH);
    }

    private List<String> select(String... paths) throws Exception {
        return paths(context, paths);
    }

    private static List<String> paths(ContextSource source, String... paths) throws Exception {
        return Selection.select(source, List.of(paths)).stream()
                .map(ContextEntry::path)
                .toList();
    }
}
