package io.drydock.plan;

import io.drydock.model.Commit;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The networks, services and volumes that suites have of their own: by their labels they go with the suite's container. */
public final class SuiteParts {

    private static final List<String> SUITE = List.of(Labels.APP, Labels.SLUG, Labels.COMMIT, Labels.SUITE);
    private static final List<String> ROLES =
            List.of(Labels.ROLE_SUITE_SERVICE, Labels.ROLE_VOLUME, Labels.ROLE_NETWORK);

    private SuiteParts() {}

    /** Whether an object is one. */
    public static boolean isOne(Map<String, String> labels) {
        return labels.containsKey(Labels.SUITE) && ROLES.contains(labels.getOrDefault(Labels.ROLE, ""));
    }

    /** Whether two objects are of the same suite of the same commit. */
    public static boolean together(Map<String, String> one, Map<String, String> other) {
        return SUITE.stream()
                .allMatch(label -> one.containsKey(label) && one.get(label).equals(other.get(label)));
    }

    /**
     * Whether a part is of a suite that has no container, and nobody is at work on its commit.
     *
     * @param containers all of the environment, locks included
     */
    public static boolean abandoned(Map<String, String> labels, List<ContainerSummary> containers) {
        return containers.stream()
                .map(ContainerSummary::labels)
                .noneMatch(other -> isSuite(other) && together(labels, other) || locks(other, labels));
    }

    /** The containers of the suite that a part is of. */
    static List<ContainerSummary> suites(Map<String, String> labels, List<ContainerSummary> containers) {
        return containers.stream()
                .filter(container -> isSuite(container.labels()) && together(labels, container.labels()))
                .toList();
    }

    private static boolean isSuite(Map<String, String> labels) {
        return Labels.ROLE_VERIFY.equals(labels.get(Labels.ROLE));
    }

    private static boolean locks(Map<String, String> lock, Map<String, String> labels) {
        return Lock.isOne(lock) && Objects.equals(lock.get(Labels.COMMIT), labels.get(Labels.COMMIT));
    }

    /**
     * What of the environment is a suite's own.
     *
     * @param labels of the suite's container, or of one of its parts
     * @return empty where they tell no suite
     */
    public static Optional<Environment> place(Environment environment, Map<String, String> labels) {
        try {
            Commit commit = Commit.parse(labels.getOrDefault(Labels.COMMIT, ""));
            return Optional.of(environment.of(commit, labels.getOrDefault(Labels.SUITE, "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
