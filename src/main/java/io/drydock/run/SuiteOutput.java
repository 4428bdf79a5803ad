package io.drydock.run;

import io.drydock.engine.EngineException;
import io.drydock.event.Event;
import io.drydock.event.LineSplitter;
import io.drydock.plan.SuiteDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A suite's output while it runs: every byte to its log file, every line to the console under the suite's name. */
final class SuiteOutput implements AutoCloseable {

    private final Job job;
    private final SuiteDefinition suite;
    private final String container;
    private final OutputStream file;
    private final LineSplitter lines;
    private Thread reader = new Thread(() -> {});

    SuiteOutput(Job job, SuiteDefinition suite, String container) {
        this.job = job;
        this.suite = suite;
        this.container = container;
        this.lines = new LineSplitter(line -> job.events().on(new Event.Output(suite.name(), line)));
        this.file = open();
    }

    private OutputStream open() {
        try {
            return job.logs().open(suite.request().name());
        } catch (IOException e) {
            job.events().warn("the log of suite " + suite.name() + " cannot be written: " + e.getMessage());
            return OutputStream.nullOutputStream();
        }
    }

    /** Begins to read. */
    void follow() {
        reader = new Thread(this::read, "drydock-suite-" + suite.name());
        reader.setDaemon(true);
        reader.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        reader.start();
    }

    private void read() {
        try {
            job.engine().containers().logs(container, true, 0, (error, bytes) -> {
                try {
                    file.write(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                lines.write(bytes, 0, bytes.length);
            });
        } catch (EngineException | UncheckedIOException e) {
            job.events().warn("the output of suite " + suite.name() + " broke off: " + e.getMessage());
        }
        lines.close();
    }

    /** Waits until all of an ended container's output was read. */
    void await(Duration limit) throws InterruptedException {
        reader.join(limit.toMillis());
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            file.close();
        } catch (IOException e) {
            job.events().warn("the log of suite " + suite.name() + " is not complete: " + e.getMessage());
        }
    }
}
