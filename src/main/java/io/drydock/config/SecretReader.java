package io.drydock.config;

import io.drydock.model.Names;
import io.drydock.model.spec.SecretSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code <secrets>}: names of what holds a value, never the value. */
final class SecretReader {

    private SecretReader() {}

    /** The secrets of an image or a service; files are looked for from the module's folder. */
    static List<SecretSpec> read(Section owner, Path basedir) {
        List<SecretSpec> secrets = new ArrayList<>();
        Set<String> variables = new HashSet<>();
        for (Section section : owner.child("secrets").each("secret")) {
            Optional<String> id = section.find(Scalars.SECRET_ID);
            if (!section.child("id").filled()) {
                section.mistake("has no <id>: write the name by which it is asked for");
            }
            // PW_FILE is made of pw and of PW alike
            if (id.isPresent() && !variables.add(Names.environmentPrefix(id.get()))) {
                section.mistake(Parser.quoted(id.get()) + " is the id of two secrets: rename one");
            }
            read(section, id.orElse(""), basedir).ifPresent(secrets::add);
        }
        return List.copyOf(secrets);
    }

    private static Optional<SecretSpec> read(Section section, String id, Path basedir) {
        Optional<String> env = section.find(Scalars.SECRET_ENV);
        Optional<Path> file = section.find(Scalar.optional("file", Paths.from(basedir)));
        if (section.child("env").filled() == section.child("file").filled()) {
            section.mistake("needs either <env>, the name of a variable, or <file>, the path of a file");
            return Optional.empty();
        }
        return Optional.of(new SecretSpec(id, env, file));
    }
}
