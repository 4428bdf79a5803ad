package io.drydock.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * One build stage: a FROM and what follows it.
 *
 * @param index 0-based
 * @param name the name after AS, in lower case (stage names are compared without regard to case)
 * @param base what FROM names, as written: an image, an earlier stage or {@code scratch}
 * @param platform the value of {@code --platform}, as written
 * @param instructions what follows FROM, in order
 * @param line 1-based line of FROM
 * @param endLine 1-based last line of FROM itself
 */
public record Stage(
        int index,
        Optional<String> name,
        String base,
        Optional<String> platform,
        List<Instruction> instructions,
        int line,
        int endLine) {

    public Stage {
        instructions = List.copyOf(instructions);
    }

    /** What to call it in a message: its name, else its index. */
    public String label() {
        return name.orElse(Integer.toString(index));
    }

    /** Whether it runs commands (RUN); a stage that only copies is cheap to build as written. */
    public boolean runsCommands() {
        return instructions.stream().anyMatch(i -> i.is("RUN"));
    }

    /** The instructions whose result depends on files of the build context. */
    public List<Instruction> contextInstructions() {
        return instructions.stream().filter(Instruction::readsContext).toList();
    }

    boolean isNamed(String other) {
        return name.filter(n -> n.equalsIgnoreCase(other)).isPresent();
    }
}
