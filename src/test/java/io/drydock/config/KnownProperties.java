package io.drydock.config;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of user properties, for tests of other packages. */
public final class KnownProperties {

    private KnownProperties() {}

    /** Every user property that a value or a list has. */
    public static Set<String> exact() {
        return Stream.concat(Scalars.all().stream(), FlagsReader.all().stream())
                .map(Scalar::property)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What properties with a name of the user's choice begin with. */
    public static Set<String> prefixes() {
        return Stream.of(Scalars.ENV, Scalars.BUILD_ARGS, Scalars.LABELS)
                .map(named -> named.asScalar().property() + ".")
                .collect(Collectors.toUnmodifiableSet());
    }
}
