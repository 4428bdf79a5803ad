package io.drydock.model.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A value that must never be seen: from a variable of this process or from a file; exactly one of them is present.
 *
 * @param id the name by which the Dockerfile or the service asks for it
 * @param env name of the variable that holds the value
 * @param file file that holds the value
 */
public record SecretSpec(String id, Optional<String> env, Optional<Path> file) {}
