package io.drydock.run;

import io.drydock.engine.EngineException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Containers whose logs are written as they come, by threads that live as long as the containers run or this process does; so a
 * build that hangs or is killed leaves what they said until then.
 */
public final class FollowedLogs implements AutoCloseable {

    /** Follows nothing. */
    static final FollowedLogs NONE = new FollowedLogs(false);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final boolean wanted;
    private final Map<String, LogFollower> followers = new ConcurrentHashMap<>();

    public FollowedLogs() {
        this(true);
    }

    private FollowedLogs(boolean wanted) {
        this.wanted = wanted;
    }

    /** Begins to write the log of a container that has just been made. */
    void begin(Job job, String id, String name) {
        follow(job, id, name, false);
    }

    /** Begins to write what is not in its file yet, of a container that has been there before. */
    void goOn(Job job, String id, String name) {
        follow(job, id, name, job.logs().holds(name));
    }

    private void follow(Job job, String id, String name, boolean held) {
        if (wanted) {
            followers.compute(id, (key, there) -> {
                if (there != null && there.name().equals(name)) {
                    return there;
                }
                if (there != null) {
                    there.end();
                }
                return new LogFollower(job, id, name, held).start();
            });
        }
    }

    /**
     * Waits until all that a container has said is in the file of that name.
     *
     * @return whether it is, since it is one that is followed
     */
    boolean settle(String id, String name) throws InterruptedException {
        LogFollower follower = followers.get(id);
        if (follower == null || !follower.name().equals(name)) {
            return false;
        }
        try {
            return follower.settle(PATIENCE);
        } catch (EngineException e) {
            return false;
        }
    }

    /** Ends the following; no thread of it is left, since who loaded its classes may be gone next. */
    @Override
    public void close() {
        followers.values().forEach(LogFollower::end);
        followers.values().forEach(LogFollower::join);
        followers.clear();
    }
}
