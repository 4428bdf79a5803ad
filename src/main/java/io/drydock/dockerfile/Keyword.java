package io.drydock.dockerfile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The instructions of a Dockerfile, each with the form of its arguments. */
enum Keyword {
    ADD(Form.JSON_OR_WORDS),
    ARG(Form.ASSIGNMENTS),
    CMD(Form.JSON_OR_TEXT),
    COPY(Form.JSON_OR_WORDS),
    ENTRYPOINT(Form.JSON_OR_TEXT),
    ENV(Form.NAMES_AND_VALUES),
    EXPOSE(Form.WORDS),
    FROM(Form.WORDS),
    HEALTHCHECK(Form.TEXT),
    LABEL(Form.NAMES_AND_VALUES),
    MAINTAINER(Form.TEXT),
    ONBUILD(Form.TEXT),
    RUN(Form.JSON_OR_TEXT),
    SHELL(Form.JSON_OR_TEXT),
    STOPSIGNAL(Form.TEXT),
    USER(Form.TEXT),
    VOLUME(Form.JSON_OR_WORDS),
    WORKDIR(Form.TEXT);

    /** How the text after the flags is read. */
    private enum Form {
        TEXT,
        WORDS,
        JSON_OR_TEXT,
        JSON_OR_WORDS,
        ASSIGNMENTS,
        NAMES_AND_VALUES
    }

    private final Form form;

    Keyword(Form form) {
        this.form = form;
    }

    static Optional<Keyword> find(String word) {
        String name = word.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(k -> k.name().equals(name)).findFirst();
    }

    /** Whether {@code <<NAME} in the text opens a heredoc. */
    boolean heredocs(String text) {
        if (this == ONBUILD) {
            String inner = text.isEmpty() ? "" : text.split("\\s+", 2)[0];
            return find(inner).filter(k -> k != ONBUILD && k.heredocs("")).isPresent();
        }
        return this == RUN || this == COPY || this == ADD;
    }

    /** @throws IllegalArgumentException saying what is wrong with the arguments */
    Instruction instruction(
            List<String> flags, String text, char escape, List<Heredoc> heredocs, int startLine, int endLine) {
        boolean mayBeEmpty = this == RUN && !flags.isEmpty() || this == CMD || this == ENTRYPOINT;
        if (text.isEmpty() && !mayBeEmpty) {
            throw new IllegalArgumentException(name() + " needs an argument");
        }
        Optional<List<String>> array =
                form == Form.JSON_OR_TEXT || form == Form.JSON_OR_WORDS ? JsonStrings.parse(text) : Optional.empty();
        List<String> args = array.orElseGet(() -> plain(text, escape));
        if ((this == COPY || this == ADD) && args.size() < 2) {
            throw new IllegalArgumentException(name() + " needs at least one source and a destination");
        }
        return new Instruction(name(), flags, text, array.isPresent(), args, heredocs, startLine, endLine);
    }

    private List<String> plain(String text, char escape) {
        return switch (form) {
            case TEXT, JSON_OR_TEXT -> List.of(text);
            case WORDS, JSON_OR_WORDS -> List.of(text.split("\\s+"));
            case ASSIGNMENTS -> Words.split(text, escape);
            case NAMES_AND_VALUES -> namesAndValues(text, escape);
        };
    }

    private List<String> namesAndValues(String text, char escape) {
        List<String> words = Words.split(text, escape);
        if (words.get(0).contains("=")) {
            words.stream().filter(w -> !w.contains("=")).findFirst().ifPresent(w -> {
                throw new IllegalArgumentException("cannot find = in \"" + w + "\": write NAME=value");
            });
            return words;
        }
        // The old form: one name, a space, and the rest of the line as its value.
        String[] parts = text.split("\\s+", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException(name() + " needs a name and a value");
        }
        return List.of(parts[0] + "=" + parts[1]);
    }
}
