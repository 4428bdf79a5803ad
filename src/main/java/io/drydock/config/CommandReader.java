package io.drydock.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads commands: a text that is split as a shell would, or {@code <arg>} elements that are taken as they are. */
final class CommandReader {

    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    private CommandReader() {}

    /** The command in the element of that name; empty where there is none. */
    static Optional<List<String>> read(Section owner, String name) {
        return inside(owner.child(name));
    }

    /** The command that is this element's text or its {@code <arg>} elements. */
    static Optional<List<String>> inside(Section section) {
        Optional<String> text = section.text();
        List<String> args = args(section);
        if (text.isPresent() && !args.isEmpty()) {
            section.mistake("is a text and holds <arg>: write one of the two");
        }
        return text.isPresent()
                ? text.flatMap(command -> section.parse(command, ShellWords::split))
                : Optional.of(args).filter(list -> !list.isEmpty());
    }

    /** A suite's command: the text of {@code <command>} goes to the shell of the image, {@code <args>} do without. */
    static List<String> ofSuite(Section suite) {
        Optional<String> text = suite.child("command").text();
        List<String> args = args(suite.child("args"));
        if (text.isPresent() == !args.isEmpty()) {
            suite.mistake(
                    args.isEmpty()
                            ? "has no command: write <command>, or <args> to do without a shell"
                            : "has <command> and <args>: write one of the two");
        }
        return text.isPresent() ? shell(text.get()) : args;
    }

    /** A text that the shell of the image reads. */
    static List<String> shell(String text) {
        List<String> command = new ArrayList<>(SHELL);
        command.add(text);
        return List.copyOf(command);
    }

    private static List<String> args(Section section) {
        return section.each("arg").stream().map(arg -> arg.text().orElse("")).toList();
    }
}
