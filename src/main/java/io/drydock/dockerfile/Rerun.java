package io.drydock.dockerfile;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Judges by its text whether a RUN may be run again on a file system on which it ran before, with the same result as
 * on a fresh one. It only sees the command line, so it errs on the side of no.
 */
final class Rerun {

    /** Commands that change system files and fail or add up the second time, wherever they run. */
    private static final Pattern SYSTEM = Pattern.compile("(useradd|adduser|groupadd|addgroup|initdb|mysql_install_db"
            + "|keytool|crontab|ssh-keygen|mkfifo|mknod)\\b.*");

    /** Commands that install what the sources say to where nothing removes it. */
    private static final Pattern INSTALL =
            Pattern.compile("(pip3?|poetry|pipenv|python3? -m pip|python3? setup\\.py)\\s.*\\b(install|sync)\\b.*"
                    + "|(make|ninja|cargo|go|meson)\\s.*\\binstall\\b.*"
                    + "|cmake\\s.*--install\\b.*"
                    + "|npm\\s.*(-g|--global|link)\\b.*"
                    + "|yarn\\s+(global|link)\\b.*");

    /** Commands that need the state from before them. */
    private static final Pattern STATE = Pattern.compile("(mv|patch|git\\s+(clone|apply|am|init))\\b.*"
            + "|sed\\s(.*\\s)?(-[a-zA-Z]*i|--in-place).*"
            + "|perl\\s(.*\\s)?-[a-z]*i.*"
            + "|tee\\s(.*\\s)?(-a|--append).*"
            + "|mkdir\\s(?!(.*\\s)?(-[a-zA-Z]*p|--parents)).*"
            + "|(ln|rm)\\s(?!(.*\\s)?(-[a-zA-Z]*f|--force)).*"
            + "|rmdir\\s.*"
            + "|(cp|install|rsync)\\s(.*\\s)?(-[a-zA-Z]*[raR]|--recursive|--archive).*"
            + "|(cp|install)\\s.*[*?].*"
            + "|tar\\s+(-?[a-zA-Z]*x|.*--extract).*"
            + "|(unzip|cpio)\\s.*");

    private static final Pattern APPEND = Pattern.compile(".*>>.*", Pattern.DOTALL);
    private static final Pattern SEPARATOR = Pattern.compile("&&|\\|\\||[;|\\n({]");
    private static final Pattern LEAD = Pattern.compile(
            "^(\\s|[!)}]|\\w+=\\S*\\s|(sudo|then|do|else|if|exec|time|env|busybox)\\s|/(usr/)?(local/)?s?bin/)+");
    private static final Pattern OUTWARD = Pattern.compile("(^|[\\s=:'\"(<>])(/|~|\\$|\\.\\.)");

    private Rerun() {}

    /**
     * The reason why not.
     *
     * @param inRemovedFolder whether it starts in a folder that is made anew before it
     */
    static Optional<String> obstacle(Instruction run, boolean inRemovedFolder) {
        String text = script(run);
        boolean inside = inRemovedFolder && !OUTWARD.matcher(text).find();
        if (!inside && APPEND.matcher(text).matches()) {
            return reason(run, ">>");
        }
        for (String segment : SEPARATOR.split(text)) {
            String command =
                    LEAD.matcher(segment.strip() + " ").replaceFirst("").strip();
            boolean bad = SYSTEM.matcher(command).matches()
                    || INSTALL.matcher(command).matches()
                    || !inside && STATE.matcher(command).matches();
            if (bad) {
                return reason(run, command);
            }
        }
        return Optional.empty();
    }

    /** All that a RUN executes, as one text. */
    static String script(Instruction run) {
        String heredocs = run.heredocs().stream().map(Heredoc::content).collect(Collectors.joining("\n"));
        String line = run.json() ? String.join(" ", run.args()).replaceFirst("^\\S*sh -\\w*c ", "") : run.text();
        return line + "\n" + heredocs;
    }

    private static Optional<String> reason(Instruction run, String command) {
        String shown = command.length() > 60 ? command.substring(0, 57) + "..." : command;
        return Optional.of("line " + run.startLine() + ": RUN cannot be run twice: " + shown);
    }
}
