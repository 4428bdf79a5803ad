package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.plan.ServiceDefinition;
import io.drydock.probe.NotReady;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The messages of what fails while a plan is carried out. */
final class Failures {

    private Failures() {}

    /** @param all the time for all services together, where it ended before the service's own */
    static DrydockException serviceNotReady(ServiceDefinition service, NotReady e, Optional<Duration> all) {
        Outcome outcome =
                e.reason() == NotReady.Cause.OUT_OF_MEMORY ? Outcome.OUT_OF_MEMORY : Outcome.SERVICE_NOT_READY;
        String hint = switch (e.reason()) {
            case TIMEOUT ->
                "a longer limit, if it only needs time: "
                        + (all.isPresent() ? "-Ddocker.services.timeout" : "<timeout> of service " + service.name());
            case ENDED -> "what it says about its configuration: <env>, <command> of service " + service.name();
            case REMOVED -> "who removed it, such as docker:down of another build";
            case OUT_OF_MEMORY -> "a higher <memory> of service " + service.name();
        };
        return new DrydockException(
                outcome,
                service.title() + " is not ready",
                e.getMessage() + allTogether(e, all) + withLog(service.container(), e),
                List.of(
                        e.reason() == NotReady.Cause.REMOVED
                                ? "what it had said: target/docker/logs/" + service.container() + ".log"
                                : "docker logs " + service.container(),
                        hint));
    }

    private static String allTogether(NotReady e, Optional<Duration> all) {
        return all.filter(limit -> e.reason() == NotReady.Cause.TIMEOUT)
                .map(limit -> "; all services together had " + limit.toSeconds() + " s")
                .orElse("");
    }

    /** Stops what is not ready; what somebody has removed meanwhile needs no stopping. */
    static void stop(Engine engine, String id, Duration grace) {
        try {
            engine.containers().stop(id, grace);
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** The last lines of its log, to be put behind the reason; one that was removed has none. */
    static String withLog(String container, NotReady e) {
        return e.reason() == NotReady.Cause.REMOVED ? "" : withLog(container, e.log());
    }

    /** The last lines of a log, to be put behind a reason. */
    static String withLog(String container, List<String> lines) {
        return lines.isEmpty()
                ? "; it has logged nothing"
                : "\nlast lines of " + container + ":\n  " + String.join("\n  ", lines);
    }
}
