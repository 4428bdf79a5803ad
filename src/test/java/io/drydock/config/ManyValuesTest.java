package io.drydock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.ImageName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** 100,000 values as nobody should write them: each is taken or refused with a reason, and what becomes a name is one. */
class ManyValuesTest {

    private static final int GENERATED = 100_000;

    /** What shells, URLs, JSON, file systems, Docker, Maven and terminals read as something else than text. */
    private static final List<String> PIECES = List.of(
            "a",
            "b7",
            "redis",
            "7",
            "-",
            "--",
            "_",
            ".",
            "..",
            "/",
            "../",
            "//",
            ":",
            "@",
            "$",
            "${x}",
            "$(id)",
            "`id`",
            ";",
            "&&",
            "|",
            ">",
            "<",
            "'",
            "\"",
            "\\",
            " ",
            "\t",
            "\n",
            "\r",
            "\0",
            "\u001b[31m",
            "%2e%2e",
            "%00",
            "%s",
            "?",
            "#",
            "=",
            ",",
            "*",
            "{",
            "}",
            "[",
            "(",
            "^",
            "~",
            "!",
            "\u00e4",
            "\u0130",
            "\ud83d\ude00",
            "\ud800",
            "\u202e",
            "-Dx=y",
            "sha256:",
            "latest",
            "0",
            "-1",
            "99999999999",
            "1e9",
            "NaN",
            "true",
            "0x10",
            "10.0.0.0/8");

    /** Values that are parts of names or of paths of requests to the engine. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    private final Random random = new Random(12);

    @Test
    void eachIsTakenOrRefusedWithAReason() {
        List<Scalar<?>> scalars = scalars();
        int taken = 0;
        for (int i = 0; i < GENERATED; i++) {
            Scalar<?> scalar = scalars.get(random.nextInt(scalars.size()));
            taken += taken(scalar, text()) ? 1 : 0;
        }
        assertThat(taken).isBetween(GENERATED / 20, GENERATED * 19 / 20);
    }

    private static boolean taken(Scalar<?> scalar, String text) {
        try {
            Object value = scalar.parser().parse(text);
            if (scalar == Scalars.APP
                    || scalar == Scalars.NAME
                    || scalar == Scalars.SUITE_NAME
                    || scalar == Scalars.IMAGE_TARGET
                    || scalar == Scalars.SECRET_ID
                    || scalar == FlagsReader.PROMOTE_TAG) {
                assertThat(value.toString()).matches(NAME);
            }
            return true;
        } catch (IllegalArgumentException e) {
            Mistakes mistakes = new Mistakes();
            mistakes.add("-D" + scalar.property(), e.getMessage());
            assertThatThrownBy(mistakes::throwIfAny)
                    .isInstanceOfSatisfying(
                            DrydockException.class,
                            told -> assertThat(told.why())
                                    .matches("-D" + scalar.property() + ": \\P{Cntrl}*\\S\\P{Cntrl}*"));
            return false;
        }
    }

    /** An image's name is part of paths of requests: it can leave none. */
    @Test
    void imageNamesAreNames() {
        int taken = 0;
        for (int i = 0; i < GENERATED; i++) {
            String text = text();
            try {
                String name = ImageName.parse(text).toString();
                taken++;
                if (!name.matches("[A-Za-z0-9_.:/@-]+") || ("/" + name + "/").contains("/../") || name.contains("//")) {
                    throw new AssertionError(name);
                }
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(taken).isPositive();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static List<Scalar<?>> scalars() {
        List<Scalar<?>> scalars = new ArrayList<>(FlagsReader.all());
        scalars.addAll(KnownElements.scalars());
        return scalars;
    }
}
