package io.drydock.docker;

import io.drydock.engine.Images.Layer;
import io.drydock.model.state.ImageConfig;
import io.drydock.model.state.ImageState;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads images from what the engine says of them. */
final class ImageReader {

    /** What a listing shows in place of a name that is gone. */
    private static final String NO_NAME = "<none>:<none>";

    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    private ImageReader() {}

    /** An answer to {@code GET /images/NAME/json}. */
    static ImageState inspected(Json json) {
        return new ImageState(
                json.at("Id").text(),
                json.at("RepoTags").texts(),
                json.at("Config", "Labels").textFields(),
                config(json.at("Config")),
                json.at("Size").number(),
                seconds(json.at("Created").text()),
                json.at("RootFS", "Layers").texts());
    }

    /** What a Dockerfile built on an image sees, of an answer to {@code GET /images/NAME/json}. */
    static io.drydock.dockerfile.ImageConfig buildConfig(Json json) {
        Json config = json.at("Config");
        return new io.drydock.dockerfile.ImageConfig(
                config.at("Env").texts(),
                config.at("User").text(),
                config.at("WorkingDir").text(),
                config.at("Shell").texts(),
                config.at("OnBuild").texts());
    }

    /** One item of an answer to {@code GET /images/json}. */
    static ImageState listed(Json json) {
        return new ImageState(
                json.at("Id").text(),
                json.at("RepoTags").texts().stream()
                        .filter(tag -> !tag.equals(NO_NAME))
                        .toList(),
                json.at("Labels").textFields(),
                ImageConfig.EMPTY,
                json.at("Size").number(),
                json.at("Created").number(),
                List.of());
    }

    /** One item of an answer to {@code GET /images/NAME/history}. */
    static Layer layer(Json json) {
        return new Layer(
                json.at("CreatedBy").text(),
                json.at("Size").number(),
                json.at("Created").number());
    }

    private static ImageConfig config(Json config) {
        return new ImageConfig(
                env(config.at("Env").texts()),
                config.at("Entrypoint").texts(),
                config.at("Cmd").texts(),
                config.at("User").text(),
                config.at("WorkingDir").text(),
                tcpPorts(config.at("ExposedPorts")),
                healthcheck(config),
                List.copyOf(config.at("Volumes").fields().keySet()));
    }

    private static Map<String, String> env(List<String> assignments) {
        Map<String, String> env = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int sign = assignment.indexOf('=');
            env.put(sign < 0 ? assignment : assignment.substring(0, sign), assignment.substring(sign + 1));
        }
        return env;
    }

    private static List<Integer> tcpPorts(Json exposed) {
        return exposed.fields().keySet().stream()
                .filter(port -> port.matches("\\d+(/tcp)?"))
                .map(port -> Integer.valueOf(port.replace("/tcp", "")))
                .sorted()
                .toList();
    }

    /** The command to run: the engine marks one for the shell by {@code CMD-SHELL} before it, any other by {@code CMD}. */
    static Optional<List<String>> healthcheck(Json config) {
        List<String> test = config.at("Healthcheck", "Test").texts();
        if (test.size() < 2) {
            return Optional.empty();
        }
        List<String> words = test.subList(1, test.size());
        if (!test.get(0).equals("CMD-SHELL")) {
            return Optional.of(words);
        }
        List<String> shell = config.at("Shell").texts();
        return Optional.of(Stream.concat((shell.isEmpty() ? SHELL : shell).stream(), words.stream())
                .toList());
    }

    private static long seconds(String time) {
        try {
            return OffsetDateTime.parse(time).toEpochSecond();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
