package io.drydock.run;

import io.drydock.engine.Containers.Terminal;
import io.drydock.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Joins the terminal of a container with the one that a person sits at. */
final class TerminalLink implements AutoCloseable {

    private static final int BUFFER = 8 * 1024;
    private static final long SIZE_PAUSE_MS = 1000;

    private final Terminal remote;
    private final LocalTerminal local;

    TerminalLink(Terminal remote, LocalTerminal local) {
        this.remote = remote;
        this.local = local;
    }

    /** Carries both directions until the container's output ends. */
    void run() {
        Thread typed = daemon("typed", this::type);
        Thread size = daemon("size", this::followSize);
        try {
            copy(remote.output(), local.output());
        } finally {
            typed.interrupt();
            size.interrupt();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "drydock-terminal-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        return thread;
    }

    private void type() {
        copy(local.input(), remote.input());
    }

    /** Java tells nobody of SIGWINCH, so the size is looked at again and again. */
    private void followSize() {
        LocalTerminal.Size last = new LocalTerminal.Size(0, 0);
        try {
            while (true) {
                LocalTerminal.Size size = local.size();
                if (!size.equals(last)) {
                    remote.resize(size.columns(), size.rows());
                    last = size;
                }
                Thread.sleep(SIZE_PAUSE_MS);
            }
        } catch (InterruptedException | EngineException e) {
            // the shell has ended, or will look a little odd
        }
    }

    /** An end that goes away in the midst ends the session, whichever it is. */
    private static void copy(InputStream from, OutputStream to) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
                to.flush();
            }
        } catch (IOException e) {
            // told by the exit code
        }
    }

    @Override
    public void close() {
        remote.close();
    }
}
