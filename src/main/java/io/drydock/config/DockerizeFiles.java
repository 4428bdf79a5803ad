package io.drydock.config;

import io.drydock.model.ImageName;
import io.drydock.model.NameKind;
import io.drydock.model.spec.Limits;
import io.drydock.model.spec.ServiceSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the two files of the shell tool that came before: {@code .dockerize.containers} with {@code image:tag:port} a
 * line, tag and port optional, and {@code .dockerize.envs} with the name of a variable a line. Blank lines and lines
 * that begin with {@code #} are passed over.
 */
final class DockerizeFiles {

    private static final String CONTAINERS = ".dockerize.containers";
    private static final String ENVS = ".dockerize.envs";

    private final Path basedir;
    private final Mistakes mistakes;

    DockerizeFiles(Path basedir, Mistakes mistakes) {
        this.basedir = basedir;
        this.mistakes = mistakes;
    }

    /**
     * A service and where it is written.
     *
     * @param where file and line
     */
    record Line(String where, ServiceSpec service) {}

    /** A line's text and where it is. */
    private record Raw(String where, String text) {}

    List<Line> containers() {
        List<Line> lines = new ArrayList<>();
        for (Raw raw : lines(CONTAINERS)) {
            try {
                lines.add(new Line(raw.where, service(raw.text)));
            } catch (IllegalArgumentException e) {
                mistakes.add(raw.where, e.getMessage());
            }
        }
        return lines;
    }

    List<String> envs() {
        List<String> names = new ArrayList<>();
        for (Raw raw : lines(ENVS)) {
            try {
                names.add(Texts.envName(raw.text));
            } catch (IllegalArgumentException e) {
                mistakes.add(raw.where, e.getMessage());
            }
        }
        return List.copyOf(names);
    }

    private List<Raw> lines(String file) {
        Path path = basedir.resolve(file);
        if (!Files.isRegularFile(path)) {
            return List.of();
        }
        List<Raw> lines = new ArrayList<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
                number++;
                String text = line.replace("\uFEFF", "").strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    lines.add(new Raw(file + ":" + number, text));
                }
            }
        } catch (IOException e) {
            mistakes.add(file, "cannot be read: " + e);
        }
        return lines;
    }

    private static ServiceSpec service(String text) {
        String path = text.substring(0, text.lastIndexOf('/') + 1);
        String[] parts = text.substring(path.length()).split(":", -1);
        if (parts.length > 3 || parts[0].isEmpty() || text.chars().anyMatch(Character::isWhitespace)) {
            throw Parser.refused(text, "a container to start", "write image:tag:port, such as redis:7:6379");
        }
        String tag = parts.length > 1 && !parts[1].isEmpty() ? parts[1] : "latest";
        String image = path + parts[0] + ":" + tag;
        ImageName.parse(image);
        OptionalInt port =
                parts.length > 2 && !parts[2].isEmpty() ? OptionalInt.of(Ports.parse(parts[2])) : OptionalInt.empty();
        return plain(name(parts[0]), image, port);
    }

    /** There is no place for a name of its own in the line, so any image must give one. */
    private static String name(String lastPart) {
        String dashed = lastPart.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return Texts.name(NameKind.SERVICE).parse(dashed.replaceAll("^-|-$", ""));
    }

    private static ServiceSpec plain(String name, String image, OptionalInt port) {
        return new ServiceSpec(
                name,
                Optional.of(image),
                Optional.empty(),
                Map.of(),
                port,
                Optional.empty(),
                List.of(),
                Scalars.SERVICE_TIMEOUT.defaultValue(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Limits.NONE,
                Scalars.SERVICE_RESTART,
                Scalars.REQUIRED.defaultValue(),
                Scalars.PUBLISH.defaultValue());
    }
}
