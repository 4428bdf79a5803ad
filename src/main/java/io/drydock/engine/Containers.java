package io.drydock.engine;

import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The engine's containers. */
public interface Containers {

    /** All containers, stopped ones too, that bear all these labels; an empty value asks for the key alone. */
    List<ContainerSummary> list(Map<String, String> labels);

    /** Those that have one of these names, stopped ones too; one listing however many are asked for. */
    List<ContainerSummary> named(Collection<String> names);

    /**
     * Inspects one container.
     *
     * @param nameOrId its name or id
     */
    Optional<ContainerState> find(String nameOrId);

    /**
     * All that the engine tells of one container, as it tells it.
     *
     * @return JSON; empty where it is not there
     */
    Optional<String> inspection(String nameOrId);

    /**
     * Creates a container, without starting it.
     *
     * @return its id
     * @throws EngineException of kind {@code CONFLICT} where the name is taken
     */
    String create(ContainerRequest request);

    /**
     * Creates a container whose standard input and outputs are a terminal.
     *
     * @return its id
     */
    String createWithTerminal(ContainerRequest request);

    /** Connects to the terminal of a container, before it starts or while it runs. */
    Terminal attach(String id);

    /** Connects to the outputs of a container, before it starts: nothing is missed, and no log is read back. */
    Output output(String id);

    /** Starts it; no error where it runs. */
    void start(String id);

    /** Sends SIGTERM (or the image's stop signal), and SIGKILL after the grace; no error where it does not run. */
    void stop(String id, Duration grace);

    /** Sends a signal; no error where it does not run. */
    void kill(String id, String signal);

    /** Removes it with its anonymous volumes, killing it where it runs; no error where it is not there. */
    void remove(String id);

    void rename(String id, String name);

    /**
     * Waits until it does not run.
     *
     * @return its exit code; empty where the limit passed first
     */
    OptionalInt waitFor(String id, Duration limit);

    /**
     * Reads its log from the beginning.
     *
     * @param follow whether to go on until it ends; the call returns when it has
     * @param tail how many last lines; 0: all
     * @param sink gets each chunk as it comes, without loss
     */
    void logs(String id, boolean follow, int tail, LogSink sink);

    /**
     * Reads its log, each line with its time before it: {@link LogTime}. Of a line longer than 16 KiB each piece has one.
     *
     * @param after only what was said after that moment
     * @param follow whether to go on until it ends; the call returns when it has
     * @param sink gets each chunk as it comes, without loss; one that begins a line begins with its time
     */
    void timedLogs(String id, Optional<Instant> after, boolean follow, LogSink sink);

    /** Runs a command in it and waits for its end. */
    ExecResult exec(String id, List<String> command, Duration limit);

    /**
     * Runs a command in it as root and waits for its end.
     *
     * @param input what it may read from its standard input. That has no end: a command reads as much as it was told to
     */
    ExecResult exec(String id, List<String> command, byte[] input, Duration limit);

    /** Whether its file system has a path; works on ones that never ran. */
    boolean has(String id, String path);

    /** Unpacks a tar into a folder of its file system; works on stopped ones too. */
    void copyIn(String id, String folder, InputStream tar);

    /**
     * Packs a file or folder of its file system as a tar; works on stopped ones too.
     *
     * @return whether the path is there; nothing is written where it is not
     */
    boolean copyOut(String id, String path, OutputStream tar);

    /** One end of a container's terminal. Its two directions are independent of each other. */
    interface Terminal extends AutoCloseable {

        /** What the container prints; ends with it. */
        InputStream output();

        /** What is typed; unbuffered. */
        OutputStream input();

        /** Tells the container how large the terminal is; no error where it does not run. */
        void resize(int columns, int rows);

        @Override
        void close();
    }

    /** What a container prints, as it prints it. */
    interface Output extends AutoCloseable {

        /**
         * Reads to the end of the container, or of the connection: which of them it was is not told.
         *
         * @param sink gets each chunk as it comes; the container waits for one that is slow
         */
        void read(LogSink sink);

        @Override
        void close();
    }

    /** Receives a container's output. */
    @FunctionalInterface
    interface LogSink {
        /**
         * @param error whether it came from standard error
         * @param bytes a chunk that begins and ends anywhere
         */
        void accept(boolean error, byte[] bytes);
    }

    /**
     * How a command ended.
     *
     * @param exitCode its exit code; empty where the limit passed first
     * @param output the first 64 KiB of both its outputs
     */
    record ExecResult(OptionalInt exitCode, String output) {

        public boolean ok() {
            return exitCode.isPresent() && exitCode.getAsInt() == 0;
        }
    }
}
