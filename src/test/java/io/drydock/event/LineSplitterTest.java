package io.drydock.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(lines::add);

    private void write(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        splitter.write(bytes, 0, bytes.length);
    }

    @Test
    void linesEndInAnyOfTheThreeWays() {
        write("a\nb\r\n\r\n\nc\rd\r\r\ne\n");
        assertThat(lines).containsExactly("a", "b", "", "", "c", "d", "e");
    }

    @Test
    void outputWithoutALineEndIsHandedOnAtTheEnd() throws java.io.IOException {
        write("Password: ");
        splitter.flush();
        assertThat(lines).isEmpty();
        splitter.close();
        splitter.close();
        assertThat(lines).containsExactly("Password: ");
    }

    @Test
    void brokenBytesBecomeReplacementCharacters() {
        byte[] bytes = {'a', (byte) 0xff, 'b', (byte) 0xc3, '\n'};
        splitter.write(bytes, 0, bytes.length);
        assertThat(lines).containsExactly("a\ufffdb\ufffd");
    }

    @Test
    void aCharacterCutByAChunkIsWhole() {
        for (byte b : "grün 🐳\n".getBytes(UTF_8)) {
            splitter.write(b);
        }
        assertThat(lines).containsExactly("grün 🐳");
    }

    @Test
    void aLongLineComesInPiecesWithoutLossAndCutBetweenCharacters() {
        for (String character : List.of("x", "ü", "€", "🐳")) {
            lines.clear();
            String text = "_" + character.repeat(100_000);
            write(text + "\n");
            assertThat(String.join("", lines)).isEqualTo(text);
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line.getBytes(UTF_8).length).isBetween(1, LineSplitter.LONGEST));
        }
    }

    @Test
    void aLineOfExactlyTheLimitIsOneLine() {
        write("x".repeat(LineSplitter.LONGEST) + "\r\n\ny\n");
        assertThat(lines).hasSize(3).last().isEqualTo("y");
        assertThat(lines.get(1)).isEmpty();
    }

    @Test
    void linesAreTheSameHoweverTheBytesAreCut() {
        Random random = new Random(20261124);
        for (int round = 0; round < 500; round++) {
            String text = random.ints(80, 0, 6)
                    .mapToObj(i -> List.of("a", "ü", "\n", "\r", "\r\n", "🐳").get(i))
                    .reduce("", String::concat);
            List<String> whole = new ArrayList<>();
            List<String> cut = new ArrayList<>();
            byte[] bytes = text.getBytes(UTF_8);
            try (LineSplitter one = new LineSplitter(whole::add);
                    LineSplitter other = new LineSplitter(cut::add)) {
                one.write(bytes, 0, bytes.length);
                for (int at = 0, part; at < bytes.length; at += part) {
                    part = Math.min(bytes.length - at, 1 + random.nextInt(4));
                    other.write(bytes, at, part);
                }
            }
            assertThat(cut).isEqualTo(whole);
            assertThat(String.join("", whole)).isEqualTo(text.replaceAll("[\r\n]", ""));
        }
    }
}
