package io.drydock.run;

import io.drydock.engine.Containers;
import io.drydock.engine.EngineException;
import io.drydock.model.DrydockException;
import io.drydock.model.state.ContainerState;
import io.drydock.plan.SuiteDefinition;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Waits for the end of a suite's container, over an engine that goes away and comes back meanwhile. */
final class SuiteEnd {

    /** How long an engine may be away. */
    static final Duration AWAY = Duration.ofSeconds(30);

    /** How long an engine takes to remove a container that it has killed. */
    private static final Duration REMOVAL = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Job job;
    private final Containers containers;
    private final SuiteDefinition suite;
    private final Time time;

    SuiteEnd(Job job, SuiteDefinition suite, Time time) {
        this.job = job;
        this.containers = job.engine().containers();
        this.suite = suite;
        this.time = time;
    }

    /**
     * Its exit code; empty where the suite's limit passed first.
     *
     * @throws DrydockException where it ended while the engine was away: a suite that was ended by an engine that
     *     stops may have any exit code, 0 too
     */
    OptionalInt await(String container) throws InterruptedException {
        long end = time.nanos() + suite.spec().timeout().toNanos();
        while (true) {
            try {
                OptionalInt code = containers.waitFor(container, Duration.ofNanos(Math.max(1, end - time.nanos())));
                requireEngine(container, code);
                return code;
            } catch (EngineException e) {
                if (e.kind() != EngineException.Kind.UNREACHABLE) {
                    throw e;
                }
                job.events()
                        .warn("the connection to the engine broke while suite " + suite.name() + " ran: " + e.why());
                requireRunning(container, e);
            }
        }
    }

    /** An engine that stops ends the suite, tells its exit code, and takes no more requests. */
    private void requireEngine(String container, OptionalInt code) throws InterruptedException {
        try {
            if (code.equals(OptionalInt.of(ContainerState.KILLED))) {
                requireThere(container);
            } else if (code.isPresent()) {
                containers.find(container);
            }
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.UNREACHABLE) {
                throw e;
            }
            throw unseen(container, e);
        }
    }

    /** What is to be said where the engine has gone as the suite ended; waits until it is back. */
    DrydockException unseen(String container, EngineException broken) throws InterruptedException {
        job.events().warn("the engine went away as suite " + suite.name() + " ended: " + broken.why());
        return again(container, broken)
                .map(state -> SuiteFailures.endedUnseen(suite, state))
                .orElseGet(() -> SuiteFailures.removed(suite));
    }

    /** Who removes a container kills it first. */
    private void requireThere(String container) throws InterruptedException {
        long end = time.nanos() + REMOVAL.toNanos();
        while (time.nanos() < end) {
            if (containers.find(container).isEmpty()) {
                throw SuiteFailures.removed(suite);
            }
            time.sleep(LOOK);
        }
    }

    private void requireRunning(String container, EngineException broken) throws InterruptedException {
        ContainerState state = again(container, broken).orElseThrow(() -> SuiteFailures.removed(suite));
        if (!state.running()) {
            throw SuiteFailures.endedUnseen(suite, state);
        }
    }

    private Optional<ContainerState> again(String container, EngineException broken) throws InterruptedException {
        long end = time.nanos() + AWAY.toNanos();
        while (time.nanos() < end) {
            time.sleep(LOOK);
            try {
                return containers.find(container);
            } catch (EngineException e) {
                if (e.kind() != EngineException.Kind.UNREACHABLE) {
                    throw e;
                }
            }
        }
        throw broken;
    }
}
