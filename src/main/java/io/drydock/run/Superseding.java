package io.drydock.run;

import io.drydock.engine.EngineException;
import io.drydock.model.DrydockException;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.AppPlanner.Ancestry;
import io.drydock.plan.Lock;
import io.drydock.plan.Target;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What a commit does about older ones of its branch whose suites run: it lets them know, and they end themselves. The app that runs is
 * none of its business.
 */
final class Superseding {

    private static final int SHORT_SHA = 7;

    private final Job job;
    private final BiFunction<String, String, Ancestry> ancestry;

    /**
     * @param ancestry how the first commit stands to the second
     */
    Superseding(Job job, BiFunction<String, String, Ancestry> ancestry) {
        this.job = job;
        this.ancestry = ancestry;
    }

    /** Tells those who hold the right to run an older commit's suites. */
    void tell() {
        Target target = job.target();
        Map<String, String> filter = Target.filter(target.environment());
        filter.put(Labels.ROLE, Labels.ROLE_LOCK);
        for (ContainerSummary lock : job.engine().containers().list(filter)) {
            String other = lock.label(Labels.COMMIT).orElse("");
            if (Lock.isOnSuites(lock.name(), target.environment()) && isOlder(other)) {
                tell(lock, other);
            }
        }
    }

    private boolean isOlder(String other) {
        Target target = job.target();
        String mine = target.git().sourceHead().orElse(target.commit().sha());
        return !other.isEmpty() && !mine.equals(other) && ancestry.apply(mine, other) == Ancestry.NEWER;
    }

    private void tell(ContainerSummary lock, String older) {
        LifeSigns signs = new LifeSigns(job.engine().volumes());
        try {
            signs.supersede(lock.name(), lock.id(), job.target().labels(Labels.ROLE_LOCK));
            if (job.engine().containers().find(lock.id()).isEmpty()) {
                signs.unsay(lock.name(), lock.id());
                return;
            }
            job.events().note("the suites of commit " + shortened(older) + ", which is older, are told to end");
        } catch (EngineException e) {
            // they only run on for nothing
            job.events().warn("the suites of commit " + shortened(older) + " run on: " + e.why());
        }
    }

    /** What becomes of an older one. */
    static DrydockException superseded(Lock lock, String newer) {
        return new DrydockException(
                Outcome.SUPERSEDED,
                lock.what() + " is not awaited",
                "commit " + shortened(newer) + " of the branch, which comes after this one, has begun",
                List.of(
                        "nothing to do: the newer commit is on its way",
                        "-Ddocker.superseded=pass lets such a build succeed"));
    }

    private static String shortened(String commit) {
        return commit.length() > SHORT_SHA ? commit.substring(0, SHORT_SHA) : commit;
    }
}
