package io.drydock.config;

import io.drydock.model.spec.Limits;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads {@code <memory>}, {@code <cpus>} and {@code <newPrivileges>}. */
final class LimitsReader {

    private LimitsReader() {}

    static Limits read(Section owner) {
        return of(owner.find(Scalars.MEMORY), owner.find(Scalars.CPUS))
                .withNewPrivileges(owner.get(Scalars.NEW_PRIVILEGES));
    }

    static Limits of(Optional<Long> memory, Optional<Double> cpus) {
        return new Limits(
                memory.map(OptionalLong::of).orElse(OptionalLong.empty()),
                cpus.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }
}
