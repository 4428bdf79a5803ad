package io.drydock.mojo;

import io.drydock.model.GitState;
import io.drydock.report.ProbeHistory;
import io.drydock.report.StepClock;
import io.drydock.run.FollowedLogs;
import io.drydock.run.RunState;
import java.util.Optional;
import java.util.function.Supplier;

/** What one module's goals have found out so far in this Maven run. */
final class ModuleRun {

    private final RunState state = new RunState();
    private final StepClock clock = new StepClock();
    private final ProbeHistory probes = new ProbeHistory();
    private final FollowedLogs followedLogs = new FollowedLogs();
    private Optional<GitState> git = Optional.empty();

    RunState state() {
        return state;
    }

    StepClock clock() {
        return clock;
    }

    ProbeHistory probes() {
        return probes;
    }

    FollowedLogs followedLogs() {
        return followedLogs;
    }

    /** The git state as the first goal saw it: what later goals write is no change of the work tree. */
    synchronized GitState git(Supplier<GitState> read) {
        if (git.isEmpty()) {
            git = Optional.of(read.get());
        }
        return git.get();
    }
}
