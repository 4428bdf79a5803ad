package io.drydock.run;

import io.drydock.engine.Containers;
import io.drydock.engine.EngineException;
import io.drydock.event.Event;
import io.drydock.event.LineSplitter;
import io.drydock.plan.SuiteDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A suite's output while it runs: every byte to its log file, every line to the console under the suite's name.
 *
 * <p>It is read as it is printed, not from the container's log: for that an engine needs three times as long. Where the connection
 * breaks, the file is made anew from the log.
 */
final class SuiteOutput implements AutoCloseable {

    /** How long an ended container's output may be silent before it is given up. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** An output that ended longer than this before its container did may have been cut. */
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    /** More lines than these at once are told as one: telling each takes longer than printing it did. */
    private static final int MANY = 20;

    private final Job job;
    private final SuiteDefinition suite;
    private final String container;
    private final LineSplitter lines;
    private final List<String> pending = new ArrayList<>();
    private Optional<OutputStream> file;
    private Optional<Containers.Output> output = Optional.empty();
    private Thread reader = new Thread(() -> {});
    private final AtomicLong passed = new AtomicLong();
    private volatile long ended;
    private volatile boolean broken;

    SuiteOutput(Job job, SuiteDefinition suite, String container) {
        this.job = job;
        this.suite = suite;
        this.container = container;
        this.lines = new LineSplitter(pending::add);
        this.file = open();
    }

    private Optional<OutputStream> open() {
        try {
            return Optional.of(job.logs().open(suite.request().name()));
        } catch (IOException e) {
            notWritten(e);
            return Optional.empty();
        }
    }

    private void notWritten(IOException e) {
        job.events().warn("the log of suite " + suite.name() + " cannot be written: " + e.getMessage());
    }

    /** Begins to read; before the container starts. */
    void follow() {
        output = Optional.of(job.engine().containers().output(container));
        reader = new Thread(this::read, "drydock-suite-" + suite.name());
        reader.setDaemon(true);
        reader.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        reader.start();
    }

    private void read() {
        try {
            output.orElseThrow().read((error, bytes) -> {
                passed.addAndGet(bytes.length);
                write(bytes);
                lines.write(bytes, 0, bytes.length);
                show();
            });
        } catch (EngineException e) {
            broken = true;
        }
        lines.close();
        show();
        ended = System.nanoTime();
    }

    private void show() {
        List<String> told = pending.size() > MANY ? List.of(String.join("\n", pending)) : pending;
        told.forEach(text -> job.events().on(new Event.Output(suite.name(), text)));
        pending.clear();
    }

    private synchronized void write(byte[] bytes) {
        if (file.isEmpty()) {
            return;
        }
        try {
            file.get().write(bytes);
        } catch (IOException e) {
            notWritten(e);
            closeFile();
        }
    }

    /** Waits until all of an ended container's output was read; what was lost on the way is read from its log. */
    void complete() throws InterruptedException {
        long end = System.nanoTime();
        long before = -1;
        while (reader.isAlive() && before != passed.get()) {
            before = passed.get();
            reader.join(SILENCE.toMillis());
        }
        boolean cut = broken || reader.isAlive() || end - ended > TOGETHER.toNanos();
        closeFile();
        if (cut) {
            LogFetcher.fetch(job, container, suite.request().name());
        }
    }

    private synchronized void closeFile() {
        Optional<OutputStream> open = file;
        file = Optional.empty();
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException e) {
            job.events().warn("the log of suite " + suite.name() + " is not complete: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        output.ifPresent(Containers.Output::close);
        reader.interrupt();
        closeFile();
    }
}
