package io.drydock.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The options of the goals, besides the configuration of the module.
 *
 * @param skippedBy the property that skips this goal: {@code docker.skip} or {@code docker.<goal>.skip}
 * @param testsSkipped the one of Maven's properties {@code maven.test.skip}, {@code skipTests}, {@code skipITs} that
 *     skips the tests
 * @param dryRun whether steps are printed, not done ({@code docker.dryRun})
 * @param format how {@code status} prints ({@code docker.format})
 * @param host address of the engine ({@code docker.host})
 * @param branch the branch, where git and the CI are not asked ({@code docker.branch})
 * @param git repository to clone and boot ({@code docker.git})
 * @param commit commit to run again ({@code docker.commit})
 * @param command text of the command that {@code shell} runs ({@code docker.command})
 * @param services names of services whose logs {@code logs} prints ({@code docker.service}, with commas; {@code *}: all)
 * @param suite the suite whose log or container is meant ({@code docker.suite})
 * @param follow whether {@code logs} goes on until its end ({@code docker.follow})
 * @param pull whether images are looked for in the registry before they are built ({@code docker.pull})
 * @param masterRefresh whether the master image is rebuilt first ({@code docker.master.refresh})
 * @param servicesFresh whether services are made anew ({@code docker.services.fresh})
 * @param resetVolumes whether they and their volumes are ({@code docker.services.reset})
 * @param servicesTimeout time in which all services together become ready ({@code docker.services.timeout})
 * @param verifyAgain whether suites run that have passed already ({@code docker.verify.again})
 * @param runUnverified whether an image runs that no suite has passed in ({@code docker.run.unverified})
 * @param superseded how a build ends that a newer commit took over from ({@code docker.superseded})
 * @param promoteTag tag of a promoted image ({@code docker.promote.tag})
 * @param promoteAnyBranch whether other branches than master are promoted, too ({@code docker.promote.anyBranch})
 * @param pin what {@code prune} keeps ({@code docker.pin})
 * @param prune how {@code prune} chooses
 * @param layers limits that {@code layers} checks
 * @param status what {@code status} shows
 * @param flattenAll whether {@code flatten} merges the base, too ({@code docker.flatten.all})
 * @param grace time that a container has between SIGTERM and SIGKILL ({@code docker.grace})
 */
public record Flags(
        Optional<String> skippedBy,
        Optional<String> testsSkipped,
        boolean dryRun,
        Format format,
        Optional<String> host,
        Optional<String> branch,
        Optional<String> git,
        Optional<String> commit,
        Optional<String> command,
        List<String> services,
        Optional<String> suite,
        boolean follow,
        boolean pull,
        boolean masterRefresh,
        boolean servicesFresh,
        boolean resetVolumes,
        Optional<Duration> servicesTimeout,
        boolean verifyAgain,
        boolean runUnverified,
        Superseded superseded,
        String promoteTag,
        boolean promoteAnyBranch,
        Optional<String> pin,
        Prune prune,
        Layers layers,
        Status status,
        boolean flattenAll,
        Duration grace) {

    /** How tables are printed. */
    public enum Format {
        TEXT,
        JSON
    }

    /** What being superseded means for the build. */
    public enum Superseded {
        FAIL,
        PASS
    }

    /**
     * How {@code prune} chooses.
     *
     * @param pressure bytes to free, the least valuable first ({@code docker.prune.pressure})
     * @param age images older than this go ({@code docker.prune.age})
     */
    public record Prune(OptionalLong pressure, Duration age) {}

    /**
     * Limits that {@code layers} checks.
     *
     * @param max most layers ({@code docker.layers.max})
     * @param maxWaste most bytes that later layers delete or overwrite ({@code docker.layers.maxWaste})
     */
    public record Layers(OptionalInt max, OptionalLong maxWaste) {}

    /**
     * What {@code status} shows. Names may hold {@code *} for any text; an empty list is all.
     *
     * @param apps apps ({@code docker.status.app})
     * @param branches branches ({@code docker.status.branch})
     * @param outcomes outcomes ({@code docker.status.outcome})
     * @param disk whether the bytes of images are shown ({@code docker.status.disk})
     */
    public record Status(List<String> apps, List<String> branches, List<String> outcomes, boolean disk) {}

    /** Whether this goal is skipped. */
    public boolean skip() {
        return skippedBy.isPresent();
    }
}
