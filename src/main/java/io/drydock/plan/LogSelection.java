package io.drydock.plan;

import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ContainerSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses the containers whose logs are meant. */
public final class LogSelection {

    private static final String ALL = "*";

    private final Environment environment;
    private final List<ContainerSummary> containers;

    /**
     * @param containers all of the environment
     */
    public LogSelection(Environment environment, List<ContainerSummary> containers) {
        this.environment = environment;
        this.containers = List.copyOf(containers);
    }

    /**
     * The named services and suite; where none is named, what is newest: a suite that runs or failed, else the app. Beside a suite
     * that has services of its own, these are meant.
     *
     * @param services names; {@code *}: all
     * @throws DrydockException a configuration error, where there is no such container
     */
    public List<ContainerSummary> choose(List<String> services, Optional<String> suite) {
        List<ContainerSummary> chosen = new ArrayList<>();
        Optional<ContainerSummary> ofSuite = suite.map(this::suite);
        List<ContainerSummary> there = services(ofSuite);
        for (String service : services) {
            if (service.equals(ALL)) {
                chosen.addAll(there);
            } else {
                chosen.add(service(service, there));
            }
        }
        ofSuite.ifPresent(chosen::add);
        if (chosen.isEmpty() && !services.isEmpty()) {
            throw missing("the environment's services", Labels.ROLE_SERVICE, Labels.SERVICE);
        }
        return services.isEmpty() && suite.isEmpty()
                ? List.of(newest())
                : chosen.stream().distinct().toList();
    }

    private List<ContainerSummary> services(Optional<ContainerSummary> suite) {
        List<ContainerSummary> own = withRole(Labels.ROLE_SUITE_SERVICE)
                .filter(c -> suite.filter(s -> SuiteParts.together(c.labels(), s.labels()))
                        .isPresent())
                .toList();
        return own.isEmpty() ? withRole(Labels.ROLE_SERVICE).toList() : own;
    }

    private ContainerSummary service(String name, List<ContainerSummary> there) {
        return there.stream()
                .filter(c -> c.label(Labels.SERVICE).equals(Optional.of(name)))
                .findFirst()
                .orElseThrow(() -> missing("service " + name, Labels.ROLE_SERVICE, Labels.SERVICE));
    }

    private ContainerSummary suite(String name) {
        return withRole(Labels.ROLE_VERIFY)
                .filter(c -> c.label(Labels.SUITE).equals(Optional.of(name)))
                .max(Comparator.comparingLong(ContainerSummary::created))
                .orElseThrow(() -> missing("suite " + name, Labels.ROLE_VERIFY, Labels.SUITE));
    }

    private ContainerSummary newest() {
        Optional<ContainerSummary> app = FailedRuns.app(containers, environment.appContainer());
        Stream<ContainerSummary> running = withRole(Labels.ROLE_VERIFY).filter(ContainerSummary::running);
        Stream<ContainerSummary> failed = Stream.concat(
                FailedRuns.suites(containers).stream(),
                FailedRuns.candidates(containers, environment.appContainer()).stream());
        // of one second, the first: a suite says more than the app that stood beside it
        List<ContainerSummary> all =
                Stream.of(running, failed, app.stream()).flatMap(part -> part).toList();
        return all.stream()
                .sorted(Comparator.comparingLong(ContainerSummary::created).reversed())
                .findFirst()
                .orElseThrow(() -> new DrydockException(
                        Outcome.CONFIG_ERROR,
                        "there is no log to print",
                        "branch " + environment.branch() + " of app " + environment.app()
                                + " has neither an app container nor one of a failed suite on this engine"
                                + present(Labels.ROLE_SERVICE, Labels.SERVICE),
                        List.of("mvn verify", "mvn docker:logs -Ddocker.service=<name>", "mvn docker:status")));
    }

    private DrydockException missing(String what, String role, String label) {
        return new DrydockException(
                Outcome.CONFIG_ERROR,
                what + " has no container",
                "branch " + environment.branch() + " of app " + environment.app() + " has none of it on this engine"
                        + present(role, label),
                List.of(
                        role.equals(Labels.ROLE_VERIFY)
                                ? "a suite that passed leaves its log only in target/docker/logs"
                                : "mvn docker:services-up",
                        "mvn docker:status"));
    }

    private String present(String role, String label) {
        String names = withRole(role)
                .flatMap(c -> c.label(label).stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; there is " + role + " " + names;
    }

    private Stream<ContainerSummary> withRole(String role) {
        return containers.stream().filter(c -> c.label(Labels.ROLE).equals(Optional.of(role)));
    }

    /** What a container is called in front of its lines. */
    public static String title(ContainerSummary container) {
        return container
                .label(Labels.SERVICE)
                .or(() -> container.label(Labels.SUITE))
                .or(() -> container.label(Labels.ROLE))
                .orElse(container.name());
    }
}
