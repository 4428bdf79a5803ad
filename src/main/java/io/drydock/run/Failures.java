package io.drydock.run;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.plan.ServiceDefinition;
import io.drydock.probe.NotReady;
import java.util.List;

/** The messages of what fails while a plan is carried out. */
final class Failures {

    private Failures() {}

    static DrydockException serviceNotReady(ServiceDefinition service, NotReady e) {
        Outcome outcome =
                e.reason() == NotReady.Cause.OUT_OF_MEMORY ? Outcome.OUT_OF_MEMORY : Outcome.SERVICE_NOT_READY;
        String hint = switch (e.reason()) {
            case TIMEOUT -> "a longer limit, if it only needs time: <timeout> of service " + service.name();
            case ENDED -> "what it says about its configuration: <env>, <command> of service " + service.name();
            case OUT_OF_MEMORY -> "a higher <memory> of service " + service.name();
        };
        return new DrydockException(
                outcome,
                service.title() + " is not ready",
                e.getMessage() + withLog(service.container(), e.log()),
                List.of("docker logs " + service.container(), hint));
    }

    /** The last lines of a log, to be put behind a reason. */
    static String withLog(String container, List<String> lines) {
        return lines.isEmpty()
                ? "; it has logged nothing"
                : "\nlast lines of " + container + ":\n  " + String.join("\n  ", lines);
    }
}
