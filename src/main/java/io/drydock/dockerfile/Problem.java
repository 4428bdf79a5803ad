package io.drydock.dockerfile;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.util.List;

/** Makes the exceptions of this package, so that all of them name the file and the line alike. */
final class Problem {

    private Problem() {}

    static DrydockException at(String file, int line, String why, String remedy) {
        return new DrydockException(
                Outcome.CONFIG_ERROR, file + " cannot be used", "line " + line + ": " + why, List.of(remedy));
    }

    static DrydockException reading(String path, String why, Throwable cause) {
        return new DrydockException(
                Outcome.BUILD_FAILED,
                "The build context could not be read",
                path + " " + why,
                List.of("Build again when nothing writes to it, or name it in .dockerignore"),
                cause);
    }
}
