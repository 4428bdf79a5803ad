package io.drydock.config;

import io.drydock.model.spec.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code <waits>}. Each {@code <wait>} holds one kind; a kind may also stand there without {@code <wait>} around.
 */
final class WaitReader {

    private static final List<String> KINDS = List.of("healthy", "tcp", "http", "log", "exec", "exit");
    private static final Parser<Integer> EXIT_CODE = Numbers.between(0, 255, "an exit code");

    private WaitReader() {}

    /** The waits of a service, suite or app, right ones only. */
    static List<Wait> read(Section owner) {
        Section section = owner.child("waits");
        List<Wait> waits = new ArrayList<>();
        String[] names = Stream.concat(Stream.of("wait"), KINDS.stream()).toArray(String[]::new);
        for (Section item : section.each(names)) {
            (item.name().equals("wait") ? only(item) : kind(item)).ifPresent(waits::add);
        }
        if (waits.stream().limit(Math.max(0, waits.size() - 1)).anyMatch(Wait.Exit.class::isInstance)) {
            section.mistake("nothing can be waited for after <exit>: write it last, once");
        }
        return List.copyOf(waits);
    }

    private static Optional<Wait> only(Section wait) {
        List<Section> kinds =
                KINDS.stream().map(wait::child).filter(Section::present).toList();
        if (kinds.size() == 1) {
            return kind(kinds.get(0));
        }
        kinds.forEach(WaitReader::kind);
        wait.mistake(
                kinds.isEmpty()
                        ? "waits for nothing: write one of <" + String.join(">, <", KINDS) + ">"
                        : "holds " + kinds.size() + " kinds of wait: give each a <wait> of its own");
        return Optional.empty();
    }

    private static Optional<Wait> kind(Section section) {
        return switch (section.name()) {
            case "healthy" -> healthy(section);
            case "tcp" ->
                required(section, "the port: <tcp>5432</tcp>")
                        .flatMap(text -> section.parse(text, Ports::parse))
                        .map(Wait.Tcp::new);
            case "http" -> http(section);
            case "log" -> log(section);
            case "exec" -> exec(section);
            default -> section.parse(section.text().orElse("0"), EXIT_CODE).map(Wait.Exit::new);
        };
    }

    private static Optional<Wait> healthy(Section section) {
        Optional<String> text = section.text().filter(value -> !value.equals("true"));
        text.ifPresent(value -> section.mistake(Parser.quoted(value) + " is not expected here: write <healthy/>"));
        return Optional.of(new Wait.Healthy());
    }

    private static Optional<String> required(Section section, String what) {
        Optional<String> text = section.text();
        if (text.isEmpty()) {
            section.mistake("is empty: write " + what);
        }
        return text;
    }

    private static Optional<Wait> http(Section section) {
        Optional<String> path = section.text().flatMap(text -> section.parse(text, WaitReader::httpPath));
        if (section.text().isPresent() && section.child("path").filled()) {
            section.mistake("has two paths: write it as text or as <path>");
        }
        String spelledOut = section.get(Scalars.HTTP_PATH);
        StatusRange status = section.get(Scalars.HTTP_STATUS);
        Map<String, String> headers = section.map("headers", Texts::variable);
        return Optional.of(new Wait.Http(
                section.find(Scalars.PORT).map(OptionalInt::of).orElse(OptionalInt.empty()),
                section.get(Scalars.HTTP_METHOD),
                path.orElse(spelledOut),
                headers,
                status.from(),
                status.to(),
                section.find(Scalars.MATCH)));
    }

    /** What follows host and port in an address. */
    static String httpPath(String text) {
        if (!text.startsWith("/") || text.chars().anyMatch(c -> c <= ' ')) {
            throw Parser.refused(text, "the path of an HTTP request", "write it from the root, such as /health");
        }
        return text;
    }

    private static Optional<Wait> log(Section section) {
        int times = section.get(Scalars.LOG_TIMES);
        boolean spelledOut = section.child("match").filled();
        Optional<Pattern> match = section.find(Scalars.MATCH);
        if (section.text().isPresent() && spelledOut) {
            section.mistake("has two patterns: write one as text or as <match>");
        }
        if (!spelledOut) {
            match = required(section, "what a line holds: <log>ready to accept</log>")
                    .flatMap(text -> section.parse(text, Texts::regex));
        }
        return match.map(pattern -> new Wait.Log(pattern, times));
    }

    private static Optional<Wait> exec(Section section) {
        Optional<List<String>> command = CommandReader.inside(section);
        if (!section.filled()) {
            section.mistake("is empty: write the command: <exec>pg_isready</exec>");
        }
        return command.map(Wait.Exec::new);
    }
}
