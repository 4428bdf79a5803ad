package io.drydock.mojo;

import java.io.Console;

/** Whether a person sits at this process's terminal. */
final class UserTerminal {

    private static final int CONSOLE_WITHOUT_TERMINAL = 22;

    private UserTerminal() {}

    /**
     * Whether both standard input and standard output are a terminal.
     *
     * <p>From Java 22 on there may be a console without one, and {@code Console.isTerminal()} tells; before, a console is a
     * terminal.
     */
    @SuppressWarnings("SystemConsoleNull") // the other half is below
    static boolean isThere() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < CONSOLE_WITHOUT_TERMINAL) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java " + Runtime.version() + " without Console.isTerminal()", e);
        }
    }
}
