package io.drydock.config;

import io.drydock.model.ImageName;
import io.drydock.model.NameKind;
import io.drydock.model.Names;
import io.drydock.model.spec.FileSpec;
import io.drydock.model.spec.Limits;
import io.drydock.model.spec.SecretSpec;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.Wait;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one service of a Compose file.
 *
 * <p>A published port is published on loopback, on a port that the engine chooses: branches run side by side, so none
 * can have the host's port for itself. The first port is the service's main one. A healthcheck's command is run as a
 * wait, at Drydock's own pace.
 */
final class ComposeService {

    private static final List<String> KEYS = List.of(
            "image",
            "command",
            "entrypoint",
            "environment",
            "env_file",
            "ports",
            "expose",
            "depends_on",
            "healthcheck",
            "volumes",
            "configs",
            "secrets",
            "user",
            "mem_limit",
            "cpus",
            "deploy",
            "restart",
            "profiles");
    private static final List<String> HEALTHCHECK =
            List.of("test", "disable", "interval", "timeout", "retries", "start_period", "start_interval");
    private static final String COMPLETED = "service_completed_successfully";
    private static final List<String> CONDITIONS = List.of("service_started", "service_healthy", COMPLETED);

    private final ComposeValue root;
    private final Path folder;
    private final Map<String, String> env;

    ComposeService(ComposeValue root, Path folder, Map<String, String> env) {
        this.root = root;
        this.folder = folder;
        this.env = env;
    }

    /** Names of the services that must have ended well before this one starts. */
    static List<String> completedBefore(ComposeValue service) {
        ComposeValue dependsOn = service.get("depends_on");
        if (!(dependsOn.value() instanceof Map)) {
            return List.of();
        }
        return dependsOn.entries().entrySet().stream()
                .filter(entry -> entry.getValue().get("condition").value().equals(COMPLETED))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The service.
     *
     * @param oneShot whether others wait for its end
     */
    ServiceSpec read(String name, ComposeValue service, boolean oneShot) {
        service.allow(KEYS);
        ComposePorts ports = ComposePorts.of(service);
        ComposeMounts mounts = ComposeMounts.of(service, folder);
        List<FileSpec> files = new ArrayList<>(mounts.files());
        files.addAll(configs(service));
        return new ServiceSpec(
                name(name, service),
                image(service),
                Optional.empty(),
                environment(service),
                ports.main(),
                Optional.empty(),
                waits(service.get("healthcheck"), oneShot),
                Scalars.SERVICE_TIMEOUT.defaultValue(),
                dependsOn(service.get("depends_on")),
                mounts.volumes(),
                List.copyOf(files),
                secrets(service),
                command(service.get("command")),
                command(service.get("entrypoint")),
                service.get("user").parse(Texts::user),
                limits(service),
                restart(service.get("restart"), oneShot),
                Scalars.REQUIRED.defaultValue(),
                ports.published());
    }

    private static String name(String name, ComposeValue service) {
        try {
            return Texts.name(NameKind.SERVICE).parse(name);
        } catch (IllegalArgumentException e) {
            service.mistake(e.getMessage());
            return "";
        }
    }

    private static Optional<String> image(ComposeValue service) {
        Optional<String> image = service.get("image").parse(text -> {
            ImageName.parse(text);
            return text;
        });
        if (!service.get("image").present()) {
            service.mistake("has no image: what Drydock builds is the app itself, and no service");
        }
        return image;
    }

    private Map<String, String> environment(ComposeValue service) {
        Map<String, String> variables = new LinkedHashMap<>();
        ComposeValue files = service.get("env_file");
        for (ComposeValue file : files.items()) {
            ComposeValue path = file.isText() ? file : file.get("path");
            path.parse(text -> EnvFile.read(Paths.from(folder).parse(text), env))
                    .ifPresent(variables::putAll);
        }
        ComposeValue own = service.get("environment");
        if (own.value() instanceof List) {
            own.items().forEach(item -> item.text().ifPresent(text -> assign(item, text, variables)));
        } else {
            // a key without a value stands for this process's variable
            own.entries()
                    .forEach((name, value) -> value.text()
                            .or(() -> Optional.ofNullable(env.get(name)))
                            .ifPresent(text -> variables.put(name, text)));
        }
        return variables;
    }

    private void assign(ComposeValue item, String text, Map<String, String> variables) {
        int equals = text.indexOf('=');
        if (equals == 0) {
            item.mistake("is not NAME=value");
        } else if (equals > 0) {
            variables.put(text.substring(0, equals), text.substring(equals + 1));
        } else if (env.containsKey(text)) {
            variables.put(text, env.get(text));
        }
    }

    private static List<Wait> waits(ComposeValue healthcheck, boolean oneShot) {
        healthcheck.allow(HEALTHCHECK);
        ComposeValue test = healthcheck.get("test");
        List<Wait> waits = new ArrayList<>();
        if (!healthcheck.get("disable").value().equals("true") && test.present()) {
            if (test.isText()) {
                test.text().ifPresent(text -> waits.add(new Wait.Exec(CommandReader.shell(text))));
            } else {
                List<String> words = words(test);
                probe(test, words).ifPresent(waits::add);
            }
        }
        return oneShot ? List.of(new Wait.Exit(0)) : List.copyOf(waits);
    }

    private static Optional<Wait> probe(ComposeValue test, List<String> words) {
        String kind = words.isEmpty() ? "" : words.get(0);
        List<String> rest = words.subList(Math.min(1, words.size()), words.size());
        if (kind.equals("CMD") && !rest.isEmpty()) {
            return Optional.of(new Wait.Exec(List.copyOf(rest)));
        }
        if (kind.equals("CMD-SHELL") && rest.size() == 1) {
            return Optional.of(new Wait.Exec(CommandReader.shell(rest.get(0))));
        }
        if (!kind.equals("NONE")) {
            test.mistake("begins with none of CMD, CMD-SHELL and NONE, or has no command after it");
        }
        return Optional.empty();
    }

    private static List<String> words(ComposeValue list) {
        return list.items().stream().map(item -> item.text().orElse("")).toList();
    }

    private static Optional<List<String>> command(ComposeValue command) {
        if (command.isText()) {
            return command.parse(ShellWords::split);
        }
        return Optional.of(words(command)).filter(words -> !words.isEmpty());
    }

    private static List<String> dependsOn(ComposeValue dependsOn) {
        if (!(dependsOn.value() instanceof Map)) {
            return words(dependsOn);
        }
        dependsOn.entries().forEach((name, how) -> {
            how.allow(List.of("condition", "restart", "required"));
            how.get("condition")
                    .text()
                    .filter(text -> !CONDITIONS.contains(text))
                    .ifPresent(text -> how.mistake(
                            Parser.quoted(text) + " is not known here: write one of " + String.join(", ", CONDITIONS)));
        });
        return List.copyOf(dependsOn.entries().keySet());
    }

    private List<FileSpec> configs(ComposeValue service) {
        List<FileSpec> files = new ArrayList<>();
        for (ComposeValue item : service.get("configs").items()) {
            Optional<String> source = source(item);
            Optional<String> target = item.isText()
                    ? source.map(text -> "/" + text)
                    : item.get("target").parse(Paths::inContainer);
            Optional<Path> from = source.flatMap(text -> file(item, "configs", text));
            if (from.isPresent() && (target.isPresent() || source.isPresent())) {
                files.add(new FileSpec(from.get(), target.orElse("/" + source.get())));
            }
        }
        return files;
    }

    private List<SecretSpec> secrets(ComposeValue service) {
        List<SecretSpec> secrets = new ArrayList<>();
        Set<String> variables = new HashSet<>();
        for (ComposeValue item : service.get("secrets").items()) {
            Optional<String> source = source(item);
            Optional<String> id = secretId(item);
            if (id.isPresent() && !variables.add(Names.environmentPrefix(id.get()))) {
                item.mistake(Parser.quoted(id.get()) + " is the name of two secrets: rename one");
            }
            Optional<String> variable = source.flatMap(
                    text -> root.get("secrets").get(text).get("environment").parse(Texts::secretEnv));
            Optional<Path> file =
                    variable.isPresent() ? Optional.empty() : source.flatMap(text -> file(item, "secrets", text));
            if (id.isPresent() && (variable.isPresent() || file.isPresent())) {
                secrets.add(new SecretSpec(id.get(), variable, file));
            }
        }
        return List.copyOf(secrets);
    }

    /** The name of its file: the target's, else the source's. */
    private static Optional<String> secretId(ComposeValue item) {
        ComposeValue name = item.isText() ? item : item.get(item.get("target").present() ? "target" : "source");
        return name.parse(Texts::secretId);
    }

    private static Optional<String> source(ComposeValue item) {
        if (item.isText()) {
            return item.text();
        }
        item.allow(List.of("source", "target"));
        return item.get("source").text();
    }

    private Optional<Path> file(ComposeValue item, String kind, String source) {
        ComposeValue definition = root.get(kind).get(source);
        definition.allow(List.of("file", "environment"));
        if (!definition.get("file").present()) {
            item.mistake(Parser.quoted(source) + " has no file under " + kind + " at the top");
        }
        return definition.get("file").parse(Paths.from(folder));
    }

    private static Limits limits(ComposeValue service) {
        ComposeValue deploy = service.get("deploy");
        deploy.allow(List.of("resources"));
        deploy.get("resources").allow(List.of("limits"));
        ComposeValue limits = deploy.get("resources").get("limits");
        limits.allow(List.of("memory", "cpus"));
        return LimitsReader.of(
                service.get("mem_limit")
                        .parse(Sizes::memory)
                        .or(() -> limits.get("memory").parse(Sizes::memory)),
                service.get("cpus")
                        .parse(Numbers::cpus)
                        .or(() -> limits.get("cpus").parse(Numbers::cpus)));
    }

    private static String restart(ComposeValue restart, boolean oneShot) {
        String policy = restart.parse(Restart::parse).orElse(oneShot ? Restart.NEVER : Scalars.SERVICE_RESTART);
        if (oneShot && !policy.equals(Restart.NEVER)) {
            restart.mistake(Parser.quoted(policy) + " would restart a service whose end others wait for: write no");
        }
        return policy;
    }
}
