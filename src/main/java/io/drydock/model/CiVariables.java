package io.drydock.model;

import java.util.Map;
import java.util.Optional;

/** The environment variables of a CI; an empty one counts as unset. */
record CiVariables(Map<String, String> values) {

    CiVariables {
        values = Map.copyOf(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    boolean has(String name) {
        return get(name).isPresent();
    }

    boolean is(String name, String value) {
        return get(name).filter(value::equalsIgnoreCase).isPresent();
    }

    /** Reads a pull request's number; {@code false}, as some CIs say for none, is none. */
    Optional<String> number(String name) {
        return get(name).filter(value -> value.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    /** Whether two variables are set and say different things. */
    boolean differ(String one, String other) {
        return get(one).isPresent()
                && get(other).isPresent()
                && !get(one).get().equalsIgnoreCase(get(other).get());
    }
}
