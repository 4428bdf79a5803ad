package io.drydock.mojo;

import io.drydock.report.Out;
import java.util.function.Supplier;
import org.apache.maven.plugin.logging.Log;

/** Maven's log as a place for lines; asked for anew each time, since Maven may exchange it. */
final class MavenOut implements Out {

    private final Supplier<Log> log;

    MavenOut(Supplier<Log> log) {
        this.log = log;
    }

    @Override
    public void info(String line) {
        log.get().info(line);
    }

    @Override
    public void warn(String line) {
        log.get().warn(line);
    }

    @Override
    public void error(String line) {
        log.get().error(line);
    }
}
