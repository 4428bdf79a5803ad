package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayeredFilesTest {

    private static LayerEntry file(String path, String identity) {
        return new LayerEntry(path, false, identity);
    }

    private static LayerEntry folder(String path) {
        return new LayerEntry(path, true, "0755");
    }

    private static LayeredFiles of(LayerEntry... entries) {
        LayeredFiles files = new LayeredFiles();
        files.apply(List.of(entries));
        return files;
    }

    private static List<String> paths(LayeredFiles files) {
        return files.changesSince(new LayeredFiles()).stream()
                .map(change -> change.path() + (change.directory() ? "/" : ""))
                .toList();
    }

    @Test
    void whiteoutsTakeAwayWhatLowerLayersHold() {
        LayeredFiles files = of(folder("a/"), file("a/x", "1"), folder("a/d"), file("a/d/y", "1"), file("a-b", "1"));

        files.apply(List.of(file("a/.wh.x", ""), file("a/d/.wh..wh..opq", ""), file("a/d/z", "1")));

        assertThat(paths(files)).containsExactly("/a/", "/a-b", "/a/d/", "/a/d/z");
    }

    @Test
    void aFileInPlaceOfAFolderTakesItsContentAway() {
        LayeredFiles files = of(folder("a"), file("a/x", "1"), file("a.txt", "1"));

        files.apply(List.of(file("a", "1")));

        assertThat(paths(files)).containsExactly("/a", "/a.txt");
    }

    @Test
    void changesAreWhatAUserWouldNotice() {
        LayeredFiles before = of(folder("etc"), file("etc/same", "1"), file("etc/edited", "1"), file("etc/gone", "1"));
        LayeredFiles after = before.copy();
        after.apply(List.of(
                folder("etc"),
                file("etc/same", "1"),
                file("etc/edited", "2"),
                file("etc/.wh.gone", ""),
                file("new", "1")));

        assertThat(after.changesSince(before))
                .containsExactly(
                        new FileChange("/etc/edited", FileChange.Kind.MODIFIED, false),
                        new FileChange("/etc/gone", FileChange.Kind.DELETED, false),
                        new FileChange("/new", FileChange.Kind.ADDED, false));
        assertThat(before.changesSince(before)).isEmpty();
        assertThat(paths(before)).contains("/etc/gone");
    }
}
