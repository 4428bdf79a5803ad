package io.drydock.mojo;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who makes the objects, for people to read on a label: the CI's build, else the user. */
final class Owner {

    private Owner() {}

    static String of(Map<String, String> env) {
        return Stream.of(
                        "BUILD_TAG",
                        "GITHUB_RUN_ID",
                        "CI_JOB_ID",
                        "BUILDKITE_BUILD_ID",
                        "CIRCLE_BUILD_NUM",
                        "TRAVIS_JOB_ID")
                .map(name -> Optional.ofNullable(env.get(name))
                        .filter(v -> !v.isBlank())
                        .map(v -> name + "=" + v))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> System.getProperty("user.name", "unknown"));
    }
}
