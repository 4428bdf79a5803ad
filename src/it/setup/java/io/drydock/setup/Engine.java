package io.drydock.setup;

import java.util.List;
import java.util.Optional;

/**
 * The Docker engine of this project's own build: is there one, and has it the images that the tests run?
 *
 * <p>It runs before anything of the project is compiled and on machines that have a JDK and Maven only, so it speaks to
 * the engine itself, without Docker's client and without a library.
 *
 * <pre>
 * check                                 exit code 1 and the way out where no engine answers
 * set-up IMAGE,... MAVEN_HOME WORK      finds or installs an engine, pulls or makes the images that are missing
 * sweep                                 removes what interrupted tests left: apps named it-..., label io.drydock.test
 * </pre>
 */
final class Engine {

    public static void main(String[] args) throws Exception {
        String command = args.length == 0 ? "" : args[0];
        try {
            switch (command) {
                case "check" -> check();
                case "set-up" -> new SetUp(List.of(args[1].split(",")), new Script(args[2], args[3])).run();
                case "sweep" -> Sweep.run(Host.find());
                default -> throw new Refusal("Unknown command", "\"" + command + "\"", "check, set-up or sweep");
            }
        } catch (Refusal e) {
            System.err.println(e.getMessage().replace("\n", System.lineSeparator()));
            System.exit(1);
        }
    }

    private static void check() {
        Host host = Host.find();
        Optional<String> silence = host.silence();
        if (silence.isPresent()) {
            throw new Refusal(
                    "No Docker engine answers, and the tests of this build need one",
                    host + ": " + silence.get(),
                    "mvn verify -Pengine    uses your engine, or installs one (Debian, as root)",
                    "mvn verify -DskipEngineITs    runs only what needs none");
        }
    }

    private Engine() {}
}
