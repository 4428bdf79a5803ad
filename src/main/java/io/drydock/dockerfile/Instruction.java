package io.drydock.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One instruction of a Dockerfile.
 *
 * @param keyword in upper case
 * @param flags what starts with {@code --} before the arguments, as written
 * @param text the arguments as written, continuation lines joined, flags and heredoc contents left out
 * @param json whether the arguments are a JSON array (the exec form)
 * @param args the parsed arguments: the array's strings; {@code NAME=value} words of ENV, LABEL and ARG; the words
 *     of ADD, COPY, FROM, EXPOSE and VOLUME; otherwise the text as one argument
 * @param heredocs inline documents in the order in which they were opened
 * @param startLine 1-based, of the keyword
 * @param endLine 1-based, of the last line, heredoc delimiters included
 */
public record Instruction(
        String keyword,
        List<String> flags,
        String text,
        boolean json,
        List<String> args,
        List<Heredoc> heredocs,
        int startLine,
        int endLine) {

    public Instruction {
        flags = List.copyOf(flags);
        args = List.copyOf(args);
        heredocs = List.copyOf(heredocs);
    }

    public boolean is(String word) {
        return keyword.equals(word);
    }

    /** The value of {@code --name=value}; empty text for a bare {@code --name}; the last one where it is repeated. */
    public Optional<String> flag(String name) {
        List<String> values = flagValues(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** All values of a flag that may be repeated, in order. */
    public List<String> flagValues(String name) {
        String bare = "--" + name;
        return flags.stream()
                .filter(f -> nameOf(f).equals(bare))
                .map(f -> f.indexOf('=') < 0 ? "" : f.substring(f.indexOf('=') + 1))
                .toList();
    }

    /** The mounts of a RUN instruction. */
    public List<Mount> mounts() {
        return is("RUN") ? flagValues("mount").stream().map(Mount::parse).toList() : List.of();
    }

    /** ADD or COPY with its sources and destination told apart; empty for other instructions. */
    public Optional<Copy> copy() {
        return Copy.of(this);
    }

    /** Whether what this instruction does depends on the files of the build context. */
    public boolean readsContext() {
        return copy().map(Copy::readsContext).orElse(false) || mounts().stream().anyMatch(Mount::readsContext);
    }

    /** The stage or image named by {@code --from} of COPY and by {@code from=} of mounts. */
    public List<String> sourcesOutsideContext() {
        Optional<String> from = copy().flatMap(Copy::from);
        return from.isPresent()
                ? List.of(from.get())
                : mounts().stream().flatMap(m -> m.from().stream()).toList();
    }

    /** Whether it does the same as another one, wherever both stand. */
    public boolean sameAs(Instruction other) {
        return keyword.equals(other.keyword)
                && flags.equals(other.flags)
                && json == other.json
                && (json ? args.equals(other.args) : text.equals(other.text))
                && heredocs.equals(other.heredocs);
    }

    private static String nameOf(String flag) {
        int equals = flag.indexOf('=');
        return (equals < 0 ? flag : flag.substring(0, equals)).toLowerCase(Locale.ROOT);
    }
}
