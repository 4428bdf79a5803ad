package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.event.LineSplitter;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.LogSelection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Prints logs: one byte for byte, several line by line with what they are of in front. */
public final class LogPrinter {

    /** ECMA-48: cyan, yellow, green, magenta, blue, then their bright forms; red is left to errors. */
    private static final int[] COLOURS = {36, 33, 32, 35, 34, 96, 93, 92, 95, 94};

    private final Engine engine;
    private final OutputStream out;
    private final UnaryOperator<OutputStream> redaction;
    private final boolean coloured;

    /**
     * @param out where to; stays open
     * @param redaction takes secret values out of what is written through it
     * @param coloured whether names are told apart by colours, too
     */
    public LogPrinter(Engine engine, OutputStream out, UnaryOperator<OutputStream> redaction, boolean coloured) {
        this.engine = engine;
        this.out = out;
        this.redaction = redaction;
        this.coloured = coloured;
    }

    /**
     * Values that containers hold under these names of variables: what must not be seen of their logs, also where this process
     * does not have it.
     */
    public List<String> values(List<ContainerSummary> containers, List<String> names) {
        return names.isEmpty()
                ? List.of()
                : containers.stream()
                        .flatMap(c -> engine.containers().find(c.id()).stream())
                        .flatMap(c -> c.env().stream())
                        .filter(line -> names.stream().anyMatch(name -> line.startsWith(name + "=")))
                        .map(line -> line.substring(line.indexOf('=') + 1))
                        .distinct()
                        .toList();
    }

    /**
     * Prints them.
     *
     * @param follow whether to go on until all of them end, side by side; else one after the other
     * @return what has printed nothing, by the names in front of lines
     */
    public List<String> print(List<ContainerSummary> containers, boolean follow) throws InterruptedException {
        if (containers.size() == 1) {
            return print(containers.get(0), follow, new Kept())
                    ? List.of()
                    : List.of(LogSelection.title(containers.get(0)));
        }
        Set<String> silent = Collections.synchronizedSet(new LinkedHashSet<>());
        int width = containers.stream()
                .mapToInt(c -> LogSelection.title(c).length())
                .max()
                .orElse(0);
        Map<String, Graph.Task<Boolean>> tasks = new LinkedHashMap<>();
        for (int i = 0; i < containers.size(); i++) {
            ContainerSummary container = containers.get(i);
            String title = LogSelection.title(container);
            String prefix = painted(title + " ".repeat(width - title.length()) + " |", i) + " ";
            OutputStream lines = new LineSplitter(line -> line(prefix + line));
            Stopwatch.Work<Boolean> work = () -> print(container, follow, lines) || silent.add(title);
            if (follow) {
                tasks.put(container.name(), new Graph.Task<>(List.of(), work));
            } else {
                work.run();
            }
        }
        Graph.run("logs", tasks);
        return List.copyOf(silent);
    }

    private String painted(String text, int place) {
        return coloured ? "\u001b[" + COLOURS[place % COLOURS.length] + "m" + text + "\u001b[0m" : text;
    }

    /** Whether it has printed anything. */
    private boolean print(ContainerSummary container, boolean follow, OutputStream to) {
        AtomicBoolean any = new AtomicBoolean();
        try (OutputStream clean = redaction.apply(to)) {
            engine.containers().logs(container.id(), follow, 0, (error, bytes) -> {
                any.set(true);
                write(clean, bytes);
            });
            return any.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(OutputStream clean, byte[] bytes) {
        try {
            clean.write(bytes);
            clean.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String text) {
        synchronized (out) {
            write(out, (text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The output under a stream that may be closed without closing it. */
    private final class Kept extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
