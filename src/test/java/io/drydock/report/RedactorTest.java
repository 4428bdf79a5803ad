package io.drydock.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final Redactor REDACTOR =
            Redactor.of(List.of("s3cr3t", "pa ss/w*rd~ü", "key one\nsecond line\r\n", "abc"));

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t", "pa ss/w*rd~ü", "key one", "second line", "key one\nsecond line"})
    void aValueIsReplacedWhereverItStands(String value) {
        assertThat(REDACTOR.redact(value)).doesNotContain("s3", "pa ", "key", "second");
        assertThat(REDACTOR.redact("(" + value + ")")).startsWith("(***").endsWith(")");
    }

    @Test
    void everyOccurrenceOfALineIsReplacedAndTheRestStays() {
        assertThat(REDACTOR.redact("login s3cr3t, again s3cr3t!")).isEqualTo("login ***, again ***!");
    }

    @Test
    void shortValuesAreLeftAlone() {
        assertThat(REDACTOR.redact("abc abcd")).isEqualTo("abc abcd");
        assertThat(Redactor.of(List.of("", "1")).redact("1 one")).isEqualTo("1 one");
    }

    @Test
    void textWithoutAValueIsTheSameObject() {
        String text = "nothing here \ud800 at all";
        assertThat(REDACTOR.redact(text)).isSameAs(text);
    }

    @Test
    void encodedFormsAreReplaced() {
        String value = "pa ss/w*rd~ü";
        String form = URLEncoder.encode(value, UTF_8);
        assertThat(REDACTOR.redact("?p=" + form + "&")).isEqualTo("?p=***&");
        assertThat(REDACTOR.redact("?p=" + "pa%20ss%2fw*rd%7e%c3%bc" + "&")).isEqualTo("?p=***&");
        assertThat(REDACTOR.redact("x " + Base64.getEncoder().encodeToString(value.getBytes(UTF_8)) + " y"))
                .isEqualTo("x *** y");
        assertThat(REDACTOR.redact(
                        "x " + Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(UTF_8))))
                .isEqualTo("x ***");
    }

    @Test
    void aValueInsideOfABase64TextIsReplacedAtAnyOfItsThreePlaces() {
        Redactor redactor = Redactor.of(List.of("correct horse"));
        for (String user : List.of("", "a", "ab", "abc", "abcd")) {
            String header = Base64.getEncoder().encodeToString((user + "correct horse:x").getBytes(UTF_8));
            assertThat(redactor.redact(header)).as(user).contains("***").hasSizeLessThan(header.length() - 10);
        }
    }

    @Test
    void theLongerOfTwoValuesGoesWhole() {
        assertThat(Redactor.of(List.of("pass", "password1")).redact("password1 pass"))
                .isEqualTo("*** ***");
    }

    @Test
    void overlappingValuesLeaveNoRest() {
        assertThat(Redactor.of(List.of("abcdef", "defghi")).redact("-abcdefghi-"))
                .isEqualTo("-***-");
    }

    @Test
    void aStreamIsCleanedTheSameHoweverItIsCut() throws IOException {
        Random random = new Random(20261124);
        for (int round = 0; round < 3000; round++) {
            List<String> values = values(random);
            byte[] input = input(random, values);
            byte[] whole = throughStream(Redactor.of(values), input, input.length, random);
            byte[] cut = throughStream(Redactor.of(values), input, 1 + random.nextInt(5), random);
            assertThat(cut).isEqualTo(whole);
            String clean = new String(whole, ISO_8859_1);
            values.forEach(value -> assertThat(clean).doesNotContain(value));
            assertThat(clean).isEqualTo(expected(values, new String(input, ISO_8859_1)));
        }
    }

    /** Another way to the same answer: mark what the values cover, then replace each run. */
    private static String expected(List<String> values, String input) {
        StringBuilder clean = new StringBuilder();
        int covered = 0;
        for (int i = 0; i < input.length(); i++) {
            for (String value : values) {
                if (input.startsWith(value, i)) {
                    if (covered <= i) {
                        clean.append("***");
                    }
                    covered = Math.max(covered, i + value.length());
                }
            }
            if (covered <= i) {
                clean.append(input.charAt(i));
            }
        }
        return clean.toString();
    }

    private static List<String> values(Random random) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            StringBuilder value = new StringBuilder();
            for (int n = 4 + random.nextInt(4); n > 0; n--) {
                value.append((char) ('a' + random.nextInt(2)));
            }
            values.add(value.toString());
        }
        return values;
    }

    private static byte[] input(Random random, List<String> values) {
        StringBuilder text = new StringBuilder();
        while (text.length() < 60) {
            switch (random.nextInt(3)) {
                case 0 -> text.append(values.get(random.nextInt(values.size())));
                case 1 -> text.append((char) ('a' + random.nextInt(2)));
                default -> text.append((char) (128 + random.nextInt(128)));
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    private static byte[] throughStream(Redactor redactor, byte[] input, int chunk, Random random) throws IOException {
        ByteArrayOutputStream clean = new ByteArrayOutputStream();
        try (OutputStream out = redactor.wrap(clean)) {
            for (int at = 0; at < input.length; at += chunk) {
                out.write(input, at, Math.min(chunk, input.length - at));
                if (random.nextBoolean()) {
                    out.flush();
                }
            }
        }
        return clean.toByteArray();
    }

    @Test
    void everyOtherByteIsPassedOnUnchanged() throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);
        assertThat(throughStream(REDACTOR, bytes, 4096, new Random(1))).isEqualTo(bytes);
    }

    @Test
    void whatCannotBeAValueIsNotHeldBack() throws IOException {
        ByteArrayOutputStream clean = new ByteArrayOutputStream();
        try (OutputStream out = REDACTOR.wrap(clean)) {
            out.write("ready s3".getBytes(UTF_8));
            assertThat(clean).hasToString("ready ");
            out.write("ven".getBytes(UTF_8));
            assertThat(clean).hasToString("ready s3ven");
        }
    }
}
