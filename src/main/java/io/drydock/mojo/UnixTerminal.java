package io.drydock.mojo;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.run.LocalTerminal;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The terminal of this process in raw mode (POSIX, stty): each key goes to the shell at once, Ctrl-C too.
 *
 * <p>It is opened by its own name, since Maven may have put streams of its own before the standard ones.
 */
final class UnixTerminal implements LocalTerminal, AutoCloseable {

    private static final File TTY = new File("/dev/tty");
    private static final Size USUAL = new Size(80, 24);

    private final InputStream input;
    private final OutputStream output;
    private final String saved;

    private UnixTerminal(InputStream input, OutputStream output, String saved) {
        this.input = input;
        this.output = output;
        this.saved = saved;
    }

    /** Whether a person sits at a terminal that this class knows how to use. */
    static boolean isThere() {
        return UserTerminal.isThere() && TTY.exists();
    }

    static UnixTerminal open() {
        try {
            String saved = stty("-g");
            UnixTerminal terminal = new UnixTerminal(new FileInputStream(TTY), new FileOutputStream(TTY), saved);
            stty("raw", "-echo");
            return terminal;
        } catch (IOException e) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "the terminal cannot be used",
                    e.getMessage(),
                    List.of("mvn docker:shell -Ddocker.command='<command>'"),
                    e);
        }
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public Size size() {
        try {
            String[] size = stty("size").split(" ", -1);
            return new Size(Integer.parseInt(size[1]), Integer.parseInt(size[0]));
        } catch (IOException | RuntimeException e) {
            return USUAL;
        }
    }

    /** Brings back the mode that the terminal was in. */
    @Override
    public void close() {
        try {
            stty(saved);
            output.close();
        } catch (IOException e) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR, "the terminal is still in raw mode", e.getMessage(), List.of("stty sane"), e);
        }
    }

    private static String stty(String... arguments) throws IOException {
        List<String> command =
                Stream.concat(Stream.of("stty"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command)
                .redirectInput(TTY)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("stty: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return said;
    }
}
