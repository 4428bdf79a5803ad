package io.drydock.model.result;

import io.drydock.model.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One environment as it stands on an engine, read from labels alone.
 *
 * @param app the app
 * @param branch the branch as git names it
 * @param slug the branch's slug
 * @param remote hash of the origin that it was made from
 * @param commit the commit of the last that happened in it
 * @param outcome what the last build came to, as far as its objects tell; empty: there is only a network
 * @param detail more about the outcome; may be empty
 * @param since when that was
 * @param services its services
 * @param serving what serves, or served and has stopped
 * @param failure the last failed suite, where the last build failed in it
 * @param memory memory that its running containers may have
 * @param disk bytes of its branch's images, each with all that it shares with others; empty: not asked
 */
public record EnvironmentStatus(
        String app,
        String branch,
        String slug,
        Optional<String> remote,
        Optional<String> commit,
        Optional<Outcome> outcome,
        String detail,
        Instant since,
        List<Service> services,
        Optional<Serving> serving,
        Optional<FailedSuite> failure,
        Memory memory,
        OptionalLong disk) {

    /**
     * Memory that its running containers may have.
     *
     * @param limit sum of their limits, in bytes
     * @param unlimited how many have none
     */
    public record Memory(long limit, long unlimited) {}

    /**
     * A service.
     *
     * @param name its name
     * @param container its container
     * @param running whether it runs
     */
    public record Service(String name, String container, boolean running) {}

    /**
     * The app's container.
     *
     * @param container its name
     * @param commit the commit that it was made from
     * @param running whether it runs
     * @param url where it answers; empty: no port is published
     */
    public record Serving(String container, String commit, boolean running, Optional<String> url) {}

    /**
     * A suite that failed.
     *
     * @param suite its name
     * @param container the container that was kept
     * @param exitCode empty where it was killed before it could end
     */
    public record FailedSuite(String suite, String container, OptionalInt exitCode) {}

    /** The same, with the bytes of its images. */
    public EnvironmentStatus withDisk(long bytes) {
        return new EnvironmentStatus(
                app,
                branch,
                slug,
                remote,
                commit,
                outcome,
                detail,
                since,
                services,
                serving,
                failure,
                memory,
                OptionalLong.of(bytes));
    }

    /** How many of its services run. */
    public long servicesUp() {
        return services.stream().filter(Service::running).count();
    }

    /** The app's address, where it runs and publishes a port. */
    public Optional<String> url() {
        return serving.filter(Serving::running).flatMap(Serving::url);
    }
}
