package io.drydock.docker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Connects to an engine through the system's ssh: a process for each connection, whose standard input and output are the
 * connection. {@code ~/.ssh/config}, the agent and known hosts are ssh's own business.
 *
 * <p>A connection is handed out once the engine has answered on it, so that what ssh says about one that fails is told. No more
 * than four are made at the same time: sshd drops some of those that have not logged in yet where they are more than ten.
 *
 * @see <a href="https://man.openbsd.org/sshd_config#MaxStartups">MaxStartups</a>
 */
final class SshDialer {

    private static final int AT_ONCE = 4;
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 500;
    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final int LONGEST_WORDS = 4000;
    private static final byte[] PING =
            "GET /_ping HTTP/1.1\r\nHost: docker\r\nUser-Agent: drydock\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** What ssh says where the other side had no time for it, before anything was sent. */
    private static final Pattern BUSY = Pattern.compile("kex_exchange_identification|ssh_exchange_identification");

    private final List<String> command;
    private final Semaphore making = new Semaphore(AT_ONCE);

    /**
     * @param program ssh, and options that come before all others
     */
    SshDialer(SshTarget target, List<String> program) {
        this.command = target.command(program);
    }

    /**
     * Makes a connection.
     *
     * @throws IOException with ssh's words where it cannot be made
     */
    SshConnection dial() throws IOException {
        acquire();
        try {
            for (int tries = 1; ; tries++) {
                try {
                    return once();
                } catch (IOException e) {
                    if (tries == TRIES
                            || !BUSY.matcher(String.valueOf(e.getMessage())).find()) {
                        throw e;
                    }
                    Pause.millis(PAUSE_MILLIS * tries);
                }
            }
        } finally {
            making.release();
        }
    }

    private void acquire() throws IOException {
        try {
            making.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private SshConnection once() throws IOException {
        Process process = new ProcessBuilder(command).start();
        Words words = Words.of(process);
        SshConnection connection = new SshConnection(new ProcessChannel(process));
        try (Deadline deadline = Deadline.in(LIMIT)) {
            return pinged(connection, deadline);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted() || e instanceof Late) {
                throw e;
            }
            String said = words.afterEnd();
            connection.close();
            throw said.isEmpty() ? e : new IOException(said, e);
        }
    }

    private static SshConnection pinged(SshConnection connection, Deadline deadline) throws IOException {
        deadline.watch(connection);
        try {
            connection.output().write(PING);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            // ssh has ended, and its words say why: they are asked for when nothing can be read
        }
        InputStream in = new BufferedInputStream(connection.input(), 1024);
        try {
            HttpHead head = HttpHead.read(in);
            head.body(in).transferTo(OutputStream.nullOutputStream());
            return connection;
        } catch (IOException e) {
            throw deadline.passed() ? new Late(e) : e;
        }
    }

    private static final class Late extends IOException {
        private static final long serialVersionUID = 1L;

        Late(IOException cause) {
            super("nothing has answered through ssh for " + LIMIT.toSeconds() + " s", cause);
        }
    }

    /** What a process writes to its standard error; the end of it, where it is long. */
    private static final class Words {

        private final Process process;
        private final Thread reader;
        private final ByteArrayOutputStream text;

        private Words(Process process, Thread reader, ByteArrayOutputStream text) {
            this.process = process;
            this.reader = reader;
            this.text = text;
        }

        static Words of(Process process) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            Thread reader = new Thread(() -> collect(process.getErrorStream(), text), "drydock-ssh");
            reader.setDaemon(true);
            reader.start();
            return new Words(process, reader, text);
        }

        private static void collect(InputStream errors, ByteArrayOutputStream text) {
            byte[] chunk = new byte[1024];
            try (errors) {
                for (int read = errors.read(chunk); read >= 0; read = errors.read(chunk)) {
                    synchronized (text) {
                        text.write(chunk, 0, Math.min(read, Math.max(0, LONGEST_WORDS - text.size())));
                    }
                }
            } catch (IOException e) {
                // the process was killed
            }
        }

        /** What it said, and its exit code where it said nothing; empty where it runs on. */
        String afterEnd() {
            try {
                boolean ended = process.waitFor(2, TimeUnit.SECONDS);
                reader.join(ended ? 500 : 1);
                String said = said();
                return said.isEmpty() && ended ? "ssh ended with exit code " + process.exitValue() : said;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return said();
            }
        }

        private String said() {
            synchronized (text) {
                return text.toString(StandardCharsets.UTF_8)
                        .replaceAll("[\\p{Cntrl}&&[^\\n]]", "")
                        .strip();
            }
        }
    }
}
