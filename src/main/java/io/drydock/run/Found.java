package io.drydock.run;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something looked for, or the reason why there is none.
 *
 * @param value what was found
 * @param reason why not; empty where it was
 */
record Found<T>(Optional<T> value, String reason) {

    static <T> Found<T> of(T value) {
        return new Found<>(Optional.of(value), "");
    }

    static <T> Found<T> not(String reason) {
        return new Found<>(Optional.empty(), reason);
    }

    <R> R fold(Function<String, R> missing, Function<T, R> there) {
        return value.map(there).orElseGet(() -> missing.apply(reason));
    }
}
