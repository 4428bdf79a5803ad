package io.drydock.plan;

import io.drydock.model.Labels;
import io.drydock.model.state.ContainerSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What failed runs leave: stopped containers of suites and of apps that did not get ready. */
public final class FailedRuns {

    private static final Comparator<ContainerSummary> NEWEST_FIRST =
            Comparator.comparingLong(ContainerSummary::created).reversed();

    private FailedRuns() {}

    /** Containers of suites that ended with another exit code than 0, or were killed, the newest first. */
    public static List<ContainerSummary> suites(List<ContainerSummary> containers) {
        return containers.stream()
                .filter(c ->
                        has(c, Labels.ROLE_VERIFY) && c.ended() && c.exitCode().orElse(-1) != 0)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** App containers that stopped after the current one was made: new versions that did not take over. */
    public static List<ContainerSummary> candidates(List<ContainerSummary> containers, String appContainer) {
        long current =
                app(containers, appContainer).map(ContainerSummary::created).orElse(Long.MIN_VALUE);
        return containers.stream()
                .filter(c -> has(c, Labels.ROLE_APP) && !c.name().equals(appContainer))
                .filter(c -> c.ended() && c.created() > current)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** The current app container, running or not. */
    public static Optional<ContainerSummary> app(List<ContainerSummary> containers, String appContainer) {
        return containers.stream()
                .filter(c -> has(c, Labels.ROLE_APP) && c.name().equals(appContainer))
                .findFirst();
    }

    private static boolean has(ContainerSummary container, String role) {
        return container.label(Labels.ROLE).equals(Optional.of(role));
    }
}
