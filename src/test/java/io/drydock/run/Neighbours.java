package io.drydock.run;

import io.drydock.config.Node;
import io.drydock.engine.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services {@code one} and {@code two}, which tell their names, and {@code asker}, which knows them by its environment. */
final class Neighbours {

    static final List<String> NAMES = List.of("one", "two", "asker");

    private final String app;
    final Up up;

    Neighbours(String app, Path folder) {
        this.app = app;
        this.up = new Up(app, folder, Node.of("services", teller("one"), teller("two"), asker()));
    }

    private static Node teller(String name) {
        return Node.of(
                "service",
                Node.text("name", name),
                Node.text("image", "busybox:1.36"),
                Node.text("port", "8080"),
                Node.text(
                        "command",
                        "sh -c 'mkdir -p /web; echo I am " + name + " >/web/name; exec httpd -f -p 8080 -h /web'"));
    }

    private static Node asker() {
        return Node.of(
                "service",
                Node.text("name", "asker"),
                Node.text("image", "busybox:1.36"),
                Node.text("command", "sh -c 'trap exit TERM; while :; do sleep 0.1; done'"),
                Node.of("dependsOn", Node.text("name", "one"), Node.text("name", "two")));
    }

    String container(String service) {
        return app + ".x." + service;
    }

    /** Name and address of each. */
    List<String> addresses(Engine engine) {
        return NAMES.stream()
                .map(name -> name + " "
                        + engine.containers()
                                .find(container(name))
                                .orElseThrow()
                                .addresses()
                                .values())
                .toList();
    }

    /** Who answers where the asker was told that each is. */
    String answers(Engine engine) {
        String ask = Stream.of("ONE", "TWO")
                .map(name -> "printf 'GET /name HTTP/1.0\\r\\n\\r\\n' | nc $" + name + "_HOST $" + name + "_PORT")
                .collect(Collectors.joining("; "));
        return engine.containers()
                .exec(container("asker"), List.of("sh", "-c", ask), Duration.ofSeconds(20))
                .output()
                .lines()
                .filter(line -> line.startsWith("I am"))
                .collect(Collectors.joining(", "));
    }
}
