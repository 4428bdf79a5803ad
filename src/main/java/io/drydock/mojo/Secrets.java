package io.drydock.mojo;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.spec.Configuration;
import io.drydock.model.spec.SecretSpec;
import io.drydock.plan.Target;
import io.drydock.report.Redactor;
import io.drydock.run.ServiceSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The values that must never be seen: forwarded variables and declared secrets.
 *
 * @param forwarded variables of this process that are handed on; unset and empty ones are left out
 * @param build values of the build secrets, by id
 * @param services values of the services' secrets
 * @param declared values of all secrets
 * @param redactor takes all of them out of a text
 */
record Secrets(
        Map<String, String> forwarded,
        Map<String, byte[]> build,
        ServiceSecrets services,
        List<String> declared,
        Redactor redactor) {

    private static final int TELLING = 8;

    static Secrets of(Configuration configuration, Map<String, String> env) {
        Map<String, String> forwarded = new LinkedHashMap<>();
        for (String name : configuration.forwardEnv()) {
            String value = env.getOrDefault(name, "");
            if (!value.isEmpty()) {
                forwarded.put(name, value);
            }
        }
        Map<String, byte[]> build = values(configuration.image().secrets(), env);
        Map<String, Map<String, byte[]>> services = new LinkedHashMap<>();
        configuration.services().forEach(service -> services.put(service.name(), values(service.secrets(), env)));
        List<String> declared = Stream.concat(Stream.of(build), services.values().stream())
                .flatMap(values -> values.values().stream())
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
        List<String> all = new ArrayList<>(declared);
        all.addAll(forwarded.values());
        return new Secrets(forwarded, build, new ServiceSecrets(services), declared, Redactor.of(all));
    }

    /** Takes out of a text those of the values that are here, and more. */
    static Redactor redactorOfKnown(Configuration configuration, Map<String, String> env, List<String> more) {
        List<String> values = new ArrayList<>(more);
        configuration.forwardEnv().forEach(name -> values.add(env.getOrDefault(name, "")));
        Stream.concat(
                        configuration.image().secrets().stream(),
                        configuration.services().stream().flatMap(service -> service.secrets().stream()))
                .forEach(secret -> {
                    try {
                        values.add(new String(value(secret, env), StandardCharsets.UTF_8));
                    } catch (DrydockException e) {
                        // a value that is not here is known to nobody who could look for it
                    }
                });
        return Redactor.of(values);
    }

    /**
     * Whether a text holds one of the values, for what must not stay in an image. Forwarded variables often have plain values,
     * such as {@code true} or the branch: those that are short, or that Drydock itself writes into labels, prove nothing.
     *
     * @return empty where there is nothing to search for
     */
    Optional<Predicate<String>> search(Target target) {
        List<String> plain = List.of(
                target.git().branch().toString(),
                target.environment().slug().toString(),
                target.environment().app().toString(),
                target.commit().sha());
        List<String> values = new ArrayList<>(declared);
        forwarded.values().stream()
                .filter(value -> value.length() >= TELLING && !plain.contains(value))
                .forEach(values::add);
        Redactor search = Redactor.of(values);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(text -> !search.redact(text).equals(text));
    }

    private static Map<String, byte[]> values(List<SecretSpec> secrets, Map<String, String> env) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        secrets.forEach(secret -> values.put(secret.id(), value(secret, env)));
        return values;
    }

    private static byte[] value(SecretSpec secret, Map<String, String> env) {
        if (secret.env().isPresent()) {
            String value = env.get(secret.env().get());
            if (value == null) {
                throw missing(secret, "variable " + secret.env().get() + " is not set");
            }
            return value.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Files.readAllBytes(secret.file().orElseThrow());
        } catch (IOException e) {
            throw missing(secret, "file " + secret.file().get() + " cannot be read");
        }
    }

    private static DrydockException missing(SecretSpec secret, String why) {
        return new DrydockException(
                Outcome.CONFIG_ERROR,
                "secret " + secret.id() + " has no value",
                why,
                List.of("set it, or take <secret> out"));
    }
}
