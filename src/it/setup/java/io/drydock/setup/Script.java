package io.drydock.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The scripts of {@code src/it/setup}, with what they need to know of this build. They run where Debian's tools are. */
record Script(String mavenHome, String work) {

    static boolean runsHere() {
        return Files.isExecutable(Path.of("/usr/bin/dpkg")) && Files.isExecutable(Path.of("/bin/bash"));
    }

    /** Starts a script. What it has to tell goes to its standard error, which is the build's. */
    Process start(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/bash", "src/it/setup/" + name));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "MAVEN_HOME", mavenHome, "WORK", work));
        return builder.start();
    }

    /** Runs a script to its end, and tells whether it succeeded. */
    boolean succeeds(String name, String... arguments) throws IOException, InterruptedException {
        return start(name, arguments).waitFor() == 0;
    }

    /** What a script prints. */
    String output(String name, String... arguments) throws IOException, InterruptedException {
        Process process = start(name, arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return output;
    }
}
