package io.drydock.dockerfile;

import java.util.Optional;

/**
 * A build argument declared by ARG.
 *
 * @param name the variable
 * @param value its default as written, quotes and variables included; empty when there is none
 * @param line 1-based line of the instruction
 */
public record Arg(String name, Optional<String> value, int line) {

    static Arg of(String word, int line) {
        int equals = word.indexOf('=');
        return equals < 0
                ? new Arg(word, Optional.empty(), line)
                : new Arg(word.substring(0, equals), Optional.of(word.substring(equals + 1)), line);
    }
}
