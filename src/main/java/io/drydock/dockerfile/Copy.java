package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An ADD or COPY instruction, its arguments told apart. Variables are not replaced here.
 *
 * @param from the stage or image that it copies from; empty for the build context and URLs
 * @param sources what is copied, as written; the places that heredocs take are left out
 * @param destination where to, as written
 * @param add whether it is an ADD, which fetches URLs and unpacks archives
 */
public record Copy(Optional<String> from, List<String> sources, String destination, boolean add) {

    private static final Pattern REMOTE = Pattern.compile("(?i)^(https?|ftp|git|ssh)://.*|^git@.*");
    private static final Pattern ARCHIVE = Pattern.compile("(?i).*\\.(tar|tgz|tbz2?|txz|tar\\.(gz|bz2|xz|zst))$");

    public Copy {
        sources = List.copyOf(sources);
    }

    static Optional<Copy> of(Instruction instruction) {
        boolean add = instruction.is("ADD");
        if (!add && !instruction.is("COPY")) {
            return Optional.empty();
        }
        List<String> sources = new ArrayList<>(instruction.args());
        String destination = sources.isEmpty() ? "" : sources.remove(sources.size() - 1);
        if (!instruction.heredocs().isEmpty()) {
            sources.removeIf(s -> s.startsWith("<<"));
        }
        return Optional.of(new Copy(instruction.flag("from"), sources, destination, add));
    }

    /** Whether it reads the build context: no {@code --from}, and at least one source that is no URL. */
    public boolean readsContext() {
        return from.isEmpty() && sources.stream().anyMatch(s -> !remote(s));
    }

    static boolean remote(String source) {
        return REMOTE.matcher(source).matches();
    }

    /** Whether ADD would unpack this source into its destination. */
    boolean unpacks(String source) {
        return add && !remote(source) && ARCHIVE.matcher(source).matches();
    }
}
