import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** What is done to an engine or to a host; closing it puts all right again. */
abstract class Fault implements AutoCloseable {

    private static final Path CLOCK = Path.of(System.getProperty("java.io.tmpdir"), "faults-clock");

    abstract void begin() throws Exception;

    @Override
    public void close() throws Exception {}

    static Fault of(String name) {
        return switch (name) {
            case "kill" -> new Signals("-KILL", 2, "");
            case "restart" -> new Signals("-TERM", 4, "");
            case "stall" -> new Signals("-STOP", 30, "-CONT");
            case "full" -> new FullDisk();
            case "clock" -> new Clock();
            // it was down from the beginning
            case "registry" ->
                new Fault() {
                    @Override
                    void begin() {}
                };
            default -> throw new IllegalArgumentException("unknown fault: " + name);
        };
    }

    /** Variables for a process whose clock {@code clock} moves, by Debian's package faketime. */
    static Map<String, String> movableClock() throws IOException {
        moveClock("+0");
        return Map.of(
                "LD_PRELOAD",
                System.getenv("FAKETIME_LIBRARY"),
                "FAKETIME_TIMESTAMP_FILE",
                CLOCK.toString(),
                // the file is read once a second: each time that a JVM asks for the time, it would be slow
                "FAKETIME_CACHE_DURATION",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1");
    }

    /** Variables for a process whose clock is ahead ({@code +1h}) or behind all the while. */
    static Map<String, String> otherClock(String by) {
        return Map.of("LD_PRELOAD", System.getenv("FAKETIME_LIBRARY"), "FAKETIME", by, "DONT_FAKE_MONOTONIC", "1");
    }

    /** Lets those of the movable clock see a time that is ahead ({@code +1h}) or behind. */
    static void moveClock(String by) throws IOException {
        // at no moment is it empty
        Path next = Path.of(CLOCK + ".next");
        Files.writeString(next, by);
        Files.move(next, CLOCK, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Signals to the engine's process. */
    private static final class Signals extends Fault {
        private final String first;
        private final int seconds;
        private final String second;

        Signals(String first, int seconds, String second) {
            this.first = first;
            this.seconds = seconds;
            this.second = second;
        }

        @Override
        void begin() throws Exception {
            String pid = Files.readString(Path.of(System.getenv("ENGINE_PID"))).strip();
            call("kill", first, pid);
            Thread.sleep(seconds * 1000L);
            if (second.isEmpty()) {
                call("bash", "-c", "$ENGINE_START");
            } else {
                call("kill", second, pid);
            }
        }
    }

    /** Not one byte is left where the engine keeps its data. */
    private static final class FullDisk extends Fault {
        private final File filler = new File(System.getenv("ENGINE_DATA"), "filler");

        @Override
        void begin() throws Exception {
            Project.run(Path.of("."), List.of("dd", "if=/dev/zero", "of=" + filler, "bs=1M"));
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(filler.toPath());
        }
    }

    /** This host's clock goes to tomorrow, and then to yesterday. */
    private static final class Clock extends Fault {
        @Override
        void begin() throws Exception {
            moveClock("+1d");
            Thread.sleep(1000);
            moveClock("-1d");
        }
    }

    private static void call(String... command) throws IOException {
        Project.run(Path.of("."), List.of(command)).orThrow();
    }
}
