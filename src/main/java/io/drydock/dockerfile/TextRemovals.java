package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removals by the text of a stage, where nobody has looked into the image: the folders that the context was copied
 * to, or of a folder that the base image already had, what the context put there. Falls back where the text leaves a
 * doubt.
 */
final class TextRemovals {

    /** Commands that write only to system folders, whatever the working directory is. */
    private static final Pattern SYSTEM_ONLY = Pattern.compile(
            "(apt-get|apt|apk|yum|dnf|microdnf|zypper|groupadd|addgroup|rm|chmod|chown|update-\\S+|locale-gen"
                    + "|set|export|echo|true|:)"
                    + "(\\s[^>]*(>\\s*/\\S+)?)?");

    /** An absolute path in a command line, with the output option before it if there is one. */
    private static final Pattern ABSOLUTE =
            Pattern.compile("((?:^|\\s)(?:-[doCt]|--?\\w*(?:out|dest|dir|prefix|target)\\w*|DESTDIR)[ =])?"
                    + "(?<![\\w.$}/*-])(/(?!/)[\\w.+@/-]+)");

    private static final Set<String> VIRTUAL = Set.of("/dev", "/proc", "/sys");
    private static final Set<String> TOOLS = Set.of("/bin", "/sbin", "/lib", "/lib64", "/usr", "/etc");

    private final Stage stage;
    private final MasterStage master;
    private final ContextListing branchContext;
    private final Scope scope;
    private final int prefix;
    private final List<String> paths = new ArrayList<>();
    private final Set<String> whole = new HashSet<>();
    private final Set<String> shared = new HashSet<>();
    private Optional<String> obstacle = Optional.empty();

    TextRemovals(Stage stage, int prefix, Scope start, MasterStage master, ContextListing branchContext) {
        this.stage = stage;
        this.prefix = prefix;
        this.scope = start;
        this.master = master;
        this.branchContext = branchContext;
    }

    Removals find() {
        List<Instruction> all = stage.instructions();
        List<String> workdirs = new ArrayList<>();
        for (int i = 0; i < all.size() && obstacle.isEmpty(); i++) {
            Instruction instruction = all.get(i);
            workdirs.add(scope.workdir());
            if (i >= prefix) {
                instruction.copy().ifPresent(copy -> footprint(instruction, copy));
                if (instruction.is("RUN")) {
                    workplace(instruction);
                    named(instruction);
                }
            }
            scope.apply(instruction);
        }
        for (int i = 0; i < workdirs.size() && obstacle.isEmpty(); i++) {
            Instruction instruction = all.get(i);
            boolean inWhole = Paths.withinAny(workdirs.get(i), whole);
            obstacle = i < prefix ? madeBefore(instruction, workdirs.get(i)) : again(instruction, inWhole);
        }
        return obstacle.map(Removals::impossible).orElseGet(() -> Removals.of(paths));
    }

    private static Optional<String> again(Instruction instruction, boolean inWhole) {
        return instruction.is("RUN") ? Rerun.obstacle(instruction, inWhole) : Optional.empty();
    }

    /** Whether an instruction that is not repeated may have put something into a folder that would be removed whole. */
    private Optional<String> madeBefore(Instruction instruction, String workdir) {
        boolean writes = instruction.is("RUN") || instruction.copy().isPresent();
        if (!writes || whole.isEmpty()) {
            return Optional.empty();
        }
        String script = Rerun.script(instruction);
        boolean named = whole.stream().anyMatch(folder -> mentions(script, folder));
        boolean home = script.matches("(?s).*\\b(useradd|adduser)\\b.*")
                && whole.stream().anyMatch(folder -> mayBeHome(script, folder));
        named |= whole.stream().anyMatch(folder -> mentionsRelatively(script, folder, workdir));
        boolean relative = Paths.withinAny(workdir, whole) && !systemOnly(script);
        return named || home || relative
                ? doubt(instruction, "may have written to a folder that the context is copied to")
                : Optional.empty();
    }

    private static boolean mentions(String script, String folder) {
        for (String at = folder; at.length() > 1; at = at.substring(0, Math.max(at.lastIndexOf('/'), 0))) {
            boolean itself = at.equals(folder);
            String after = itself ? "(?![\\w.-])" : "/?(?![\\w./-])";
            if (Pattern.compile("(?<![\\w.-])" + Pattern.quote(at) + after)
                    .matcher(script)
                    .find()) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentionsRelatively(String script, String folder, String workdir) {
        if (folder.equals(workdir) || !Paths.within(folder, workdir)) {
            return false;
        }
        String name = folder.substring(workdir.length()).replaceFirst("^/", "").split("/")[0];
        return Pattern.compile("(?<![\\w./-])(\\./)?" + Pattern.quote(name) + "(?![\\w.-])")
                .matcher(script)
                .find();
    }

    /** A new user's home is filled from a template, and is named after the user unless the command says otherwise. */
    private static boolean mayBeHome(String script, String folder) {
        return folder.startsWith("/home/") || script.contains(Paths.lastPart(folder));
    }

    private static boolean systemOnly(String script) {
        for (String segment : script.split("&&|\\|\\||[;|\\n]")) {
            if (!segment.isBlank() && !SYSTEM_ONLY.matcher(segment.strip()).matches()) {
                return false;
            }
        }
        return true;
    }

    /** A repeated RUN may leave anything in the folder that it starts in. */
    private void workplace(Instruction instruction) {
        String workdir = scope.workdir();
        if (Paths.withinAny(workdir, whole) || workdir.equals("/") && !shared.contains("/")) {
            return;
        }
        if (master.files().before().apply(workdir) == PathType.ABSENT) {
            whole.add(workdir);
            remove(workdir);
        } else {
            obstacle = doubt(instruction, "works in " + workdir + ", which the base image has too");
        }
    }

    /** Absolute paths that a repeated RUN names and the base image has not: its output, which goes like the rest. */
    private void named(Instruction instruction) {
        Matcher matcher = ABSOLUTE.matcher(Rerun.script(instruction));
        while (matcher.find() && obstacle.isEmpty()) {
            String path = Paths.clean(matcher.group(2));
            boolean known = Paths.withinAny(path, whole) || master.caches().contains(path);
            if (known || Paths.withinAny(path, VIRTUAL)) {
                continue;
            }
            PathType before = master.files().before().apply(path);
            if (before == PathType.DIRECTORY && matcher.group(1) != null) {
                obstacle = doubt(instruction, "may leave files of master in " + path);
            } else if (before == PathType.ABSENT && prefixWrites()) {
                // It may be a tool that was installed before, or output; removing a tool would break the build.
                obstacle = Paths.withinAny(path, TOOLS)
                        ? Optional.empty()
                        : doubt(instruction, "names " + path + ", which the base image has not");
            } else if (before == PathType.ABSENT) {
                whole.add(path);
                remove(path);
            }
        }
    }

    private boolean prefixWrites() {
        return stage.instructions().subList(0, prefix).stream()
                .anyMatch(i -> i.is("RUN") || i.copy().isPresent());
    }

    private void footprint(Instruction instruction, Copy copy) {
        String written = scope.expand(copy.destination());
        if (written.contains("$")) {
            obstacle = doubt(instruction, "the destination " + copy.destination() + " cannot be resolved");
            return;
        }
        String destination = scope.absolute(written);
        if (Paths.withinAny(destination, whole)) {
            return;
        }
        PathType before = master.files().before().apply(destination);
        if (before == PathType.ABSENT) {
            whole.add(destination);
            remove(destination);
            return;
        }
        shared.add(destination);
        if (copy.from().isPresent()) {
            obstacle = doubt(instruction, "what it put into " + destination + " is not known");
        } else {
            for (String source : copy.sources()) {
                put(instruction, copy, scope.expand(source), destination, before);
            }
        }
    }

    private void put(Instruction instruction, Copy copy, String source, String destination, PathType before) {
        if (Copy.remote(source)) {
            return;
        }
        if (copy.unpacks(source) || source.contains("$")) {
            obstacle = doubt(instruction, "what " + source + " put into " + destination + " is not known");
            return;
        }
        for (String match : master.context().matching(Paths.relative(source))) {
            if (master.context().isDirectory(match)) {
                master.context()
                        .below(match)
                        .forEach(path -> putOne(
                                instruction,
                                path,
                                Paths.join(destination, match.isEmpty() ? path : path.substring(match.length() + 1)),
                                false));
            } else if (master.context().isFile(match)) {
                String target =
                        before == PathType.DIRECTORY ? Paths.join(destination, Paths.lastPart(match)) : destination;
                putOne(instruction, match, target, !Glob.isGlob(source));
            } else {
                obstacle = doubt(instruction, source + " is a link or leads through one");
            }
        }
    }

    private void putOne(Instruction instruction, String source, String target, boolean always) {
        if (Paths.withinAny(target, whole)) {
            return;
        }
        PathType before = master.files().before().apply(target);
        if (before == PathType.ABSENT) {
            remove(target);
            return;
        }
        boolean folder = before == PathType.DIRECTORY && master.context().isDirectory(source);
        boolean replaced = always && branchContext.isFile(source);
        if (!folder && !replaced) {
            obstacle = doubt(instruction, "it replaces " + target + " of the base image");
        }
    }

    private void remove(String path) {
        if (!master.caches().contains(path)) {
            paths.add(path);
        }
    }

    private static Optional<String> doubt(Instruction instruction, String why) {
        return Optional.of("line " + instruction.startLine() + ": " + instruction.keyword() + " " + why);
    }
}
