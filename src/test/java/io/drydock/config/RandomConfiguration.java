package io.drydock.config;

import io.drydock.model.App;
import io.drydock.model.spec.FileSpec;
import io.drydock.model.spec.Limits;
import io.drydock.model.spec.SecretSpec;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.VolumeSpec;
import io.drydock.model.spec.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes services at random, and writes them as a user would. */
final class RandomConfiguration {

    private static final Path BASEDIR = Path.of("/srv/shop").toAbsolutePath();
    private final Random random;

    RandomConfiguration(Random random) {
        this.random = random;
    }

    List<ServiceSpec> services() {
        List<ServiceSpec> services = new ArrayList<>();
        for (int count = random.nextInt(5); count > 0; count--) {
            services.add(service(
                    "s" + services.size() + "x",
                    services.stream().map(ServiceSpec::name).toList()));
        }
        return services;
    }

    private ServiceSpec service(String name, List<String> earlier) {
        boolean app = random.nextBoolean();
        List<Wait> waits = list(3, (Random any) -> wait(any));
        boolean oneShot = random.nextInt(4) == 0;
        if (oneShot) {
            waits.add(new Wait.Exit(random.nextInt(256)));
        }
        return new ServiceSpec(
                name,
                app ? Optional.empty() : Optional.of("ci:5000/team/" + word() + ":" + random.nextInt(9)),
                app ? Optional.of(App.of("other-" + word())) : Optional.empty(),
                map(),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(port()),
                maybe(() -> "x://@{host}:@{port}/" + word()),
                waits,
                Duration.ofSeconds(1 + random.nextInt(5000)),
                earlier.stream().filter(other -> random.nextBoolean()).toList(),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new VolumeSpec("v" + word(), "/" + word(), random.nextBoolean())),
                list(2, () -> new FileSpec(BASEDIR.resolve(word()), "/" + word())),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new SecretSpec(word(), Optional.of(word()), Optional.empty())),
                maybe(() -> list(3, this::argument)).filter(command -> !command.isEmpty()),
                maybe(() -> list(3, this::argument)).filter(command -> !command.isEmpty()),
                maybe(() -> word() + ":" + random.nextInt(100)),
                new Limits(
                        random.nextBoolean()
                                ? OptionalLong.empty()
                                : OptionalLong.of((6L << 20) + random.nextInt(1 << 30)),
                        random.nextBoolean()
                                ? OptionalDouble.empty()
                                : OptionalDouble.of((1 + random.nextInt(64)) / 4.0),
                        random.nextBoolean()),
                oneShot ? "no" : random.nextBoolean() ? "always" : "unless-stopped",
                random.nextBoolean(),
                random.nextBoolean());
    }

    private Wait wait(int kind) {
        return switch (kind) {
            case 0 -> new Wait.Healthy();
            case 1 -> new Wait.Tcp(port());
            case 2 ->
                new Wait.Http(
                        OptionalInt.of(port()),
                        "HEAD",
                        "/" + word(),
                        map(),
                        200,
                        200 + random.nextInt(300),
                        Optional.empty());
            default -> new Wait.Exec(List.of(argument(), argument()));
        };
    }

    private Wait wait(Random any) {
        return wait(any.nextInt(4));
    }

    private <T> List<T> list(int most, Function<Random, T> item) {
        List<T> list = new ArrayList<>();
        for (int count = random.nextInt(most); count > 0; count--) {
            list.add(item.apply(random));
        }
        return list;
    }

    private <T> List<T> list(int most, Supplier<T> item) {
        return list(most, any -> item.get());
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private Map<String, String> map() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            map.put("K" + random.nextInt(100), random.nextBoolean() ? "" : argument());
        }
        return map;
    }

    private int port() {
        return 1 + random.nextInt(65535);
    }

    private String word() {
        StringBuilder word = new StringBuilder("w");
        for (int length = random.nextInt(6); length > 0; length--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private String argument() {
        StringBuilder argument = new StringBuilder("a");
        for (int length = random.nextInt(6); length > 0; length--) {
            argument.append("ab '\"\\$<&,;\u00e4".charAt(random.nextInt(12)));
        }
        return argument.append('z').toString();
    }

    /** A configuration with these services. */
    static Node written(List<ServiceSpec> services) {
        return Node.of(
                "configuration",
                Node.of(
                        "services",
                        services.stream().map(RandomConfiguration::written).toArray(Node[]::new)));
    }

    private static Node written(ServiceSpec service) {
        List<Node> parts = new ArrayList<>();
        parts.add(Node.text("name", service.name()));
        service.image().ifPresent(image -> parts.add(Node.text("image", image)));
        service.app().ifPresent(app -> parts.add(Node.text("app", app.name())));
        parts.add(written("env", service.env()));
        service.port().ifPresent(port -> parts.add(Node.text("port", "" + port)));
        service.url().ifPresent(url -> parts.add(Node.text("url", url)));
        parts.add(written("waits", service.waits(), wait -> Node.of("wait", written(wait))));
        parts.add(Node.text("timeout", service.timeout().toSeconds() + "s"));
        parts.add(written("dependsOn", service.dependsOn(), name -> Node.text("name", name)));
        parts.add(written(
                "volumes",
                service.volumes(),
                volume -> Node.text("volume", volume.name() + ":" + volume.path() + (volume.readOnly() ? ":ro" : ""))));
        parts.add(written(
                "files",
                service.files(),
                file -> Node.of("file", Node.text("from", file.from().toString()), Node.text("to", file.to()))));
        parts.add(written(
                "secrets",
                service.secrets(),
                secret -> Node.of(
                        "secret",
                        Node.text("id", secret.id()),
                        Node.text("env", secret.env().orElseThrow()))));
        service.command().ifPresent(command -> parts.add(args("command", command)));
        service.entrypoint().ifPresent(entrypoint -> parts.add(Node.text("entrypoint", quoted(entrypoint))));
        service.user().ifPresent(user -> parts.add(Node.text("user", user)));
        service.limits().memory().ifPresent(memory -> parts.add(Node.text("memory", "" + memory)));
        service.limits().cpus().ifPresent(cpus -> parts.add(Node.text("cpus", "" + cpus)));
        parts.add(Node.text("newPrivileges", "" + service.limits().newPrivileges()));
        parts.add(Node.text("restart", service.restart()));
        parts.add(Node.text("required", "" + service.required()));
        parts.add(Node.text("publish", "" + service.publish()));
        return Node.of("service", parts.toArray(Node[]::new));
    }

    private static Node written(Wait wait) {
        if (wait instanceof Wait.Tcp tcp) {
            return Node.text("tcp", "" + tcp.port());
        }
        if (wait instanceof Wait.Exec exec) {
            return args("exec", exec.command());
        }
        if (wait instanceof Wait.Exit exit) {
            return Node.text("exit", "" + exit.code());
        }
        if (wait instanceof Wait.Http http) {
            return Node.of(
                    "http",
                    Node.text("port", "" + http.port().getAsInt()),
                    Node.text("method", http.method()),
                    Node.text("path", http.path()),
                    Node.text("status", http.statusFrom() + "-" + http.statusTo()),
                    written("headers", http.headers()));
        }
        return Node.of("healthy");
    }

    private static Node written(String name, Map<String, String> map) {
        return written(name, List.copyOf(map.entrySet()), entry -> Node.text(entry.getKey(), entry.getValue()));
    }

    private static Node args(String name, List<String> args) {
        return written(name, args, arg -> Node.text("arg", arg));
    }

    private static <T> Node written(String name, List<T> items, Function<T, Node> item) {
        return Node.of(name, items.stream().map(item).toArray(Node[]::new));
    }

    private static String quoted(List<String> words) {
        return String.join(
                " ",
                words.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }
}
