package io.drydock.report;

/** Where console lines go; the goals put Maven's log behind it. Called from any thread, one line at a time. */
public interface Out {

    void info(String line);

    void warn(String line);

    void error(String line);
}
