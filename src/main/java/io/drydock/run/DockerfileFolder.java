package io.drydock.run;

import io.drydock.dockerfile.BuildContext;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.IgnoreRules;
import io.drydock.engine.BuildRequest;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Dockerfile with its context.
 *
 * @param context the folder that it copies from
 * @param dockerfile the Dockerfile
 * @param source the same as a builder gets it
 * @param files of the context that a build sees
 */
record DockerfileFolder(Path context, Dockerfile dockerfile, BuildRequest.Source source, BuildContext files) {

    static DockerfileFolder of(Path context, Path file, Path output) {
        require(context, file);
        IgnoreRules rules = IgnoreRules.read(context, file);
        Optional<String> path = file.startsWith(context)
                ? Optional.of(context.relativize(file).toString().replace('\\', '/'))
                : Optional.empty();
        String ours = output.startsWith(context)
                ? context.relativize(output).toString().replace('\\', '/')
                : "";
        BuildContext files = BuildContext.of(context, rules)
                .only(any -> ours.isEmpty() || !(any.equals(ours) || any.startsWith(ours + "/")));
        return new DockerfileFolder(context, parse(file), new BuildRequest.Source(path, text(file), rules), files);
    }

    private static void require(Path context, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "there is no Dockerfile",
                    file + " does not exist",
                    List.of("write one, or name it: <image><dockerfile> (docker.image.dockerfile)"));
        }
        if (!Files.isDirectory(context)) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "there is no build context",
                    context + " is not a folder",
                    List.of("name another: <image><context> (docker.image.context)"));
        }
    }

    static Dockerfile parse(Path file) {
        return Dockerfile.parse(file.toString(), text(file));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "the Dockerfile cannot be read",
                    file + ": " + e.getMessage(),
                    List.of("check that it is a text file in UTF-8"),
                    e);
        }
    }
}
