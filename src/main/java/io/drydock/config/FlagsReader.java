package io.drydock.config;

import io.drydock.config.Flags.Format;
import io.drydock.config.Flags.Layers;
import io.drydock.config.Flags.Prune;
import io.drydock.config.Flags.Status;
import io.drydock.config.Flags.Superseded;
import io.drydock.model.NameKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads the options of the goals; the constants are the table of them. */
public final class FlagsReader {

    private static final List<String> MAVEN_SKIPS = List.of("maven.test.skip", "skipTests", "skipITs");
    private static final List<String> GOALS = List.of(
            "master-image",
            "branch-image",
            "services-up",
            "verify",
            "run",
            "boot",
            "services-down",
            "down",
            "status",
            "logs",
            "shell",
            "plan",
            "promote",
            "push",
            "prune",
            "layers",
            "flatten",
            "doctor",
            "report");

    static final Scalar<Boolean> SKIP = Scalar.flag("skip", false);
    static final Scalar<Boolean> DRY_RUN = Scalar.flag("dryRun", false);
    static final Scalar<Format> FORMAT = Scalar.of("format", "text", Texts.oneOf(Format.class));
    static final Scalar<String> HOST = Scalar.optional("host", Texts::any);
    static final Scalar<String> BRANCH = Scalar.optional("branch", Texts::branch);
    static final Scalar<String> GIT = Scalar.optional("git", Texts::any);
    static final Scalar<String> COMMIT = Scalar.optional("commit", Texts::commit);
    static final Scalar<String> COMMAND = Scalar.optional("command", Texts::any);
    static final Scalar<List<String>> SERVICE = Scalar.optional("service", Texts::serviceNames);
    static final Scalar<String> SUITE = Scalar.optional("suite", Texts.name(NameKind.SUITE));
    static final Scalar<Boolean> FOLLOW = Scalar.flag("follow", false);
    static final Scalar<Boolean> PULL = Scalar.flag("pull", true);
    static final Scalar<Boolean> MASTER_REFRESH = Scalar.flag("master.refresh", false);
    static final Scalar<Boolean> SERVICES_FRESH = Scalar.flag("services.fresh", false);
    static final Scalar<Boolean> SERVICES_RESET = Scalar.flag("services.reset", false);
    static final Scalar<Duration> SERVICES_TIMEOUT = Scalar.optional("services.timeout", Durations::limit);
    static final Scalar<Boolean> VERIFY_AGAIN = Scalar.flag("verify.again", false);
    static final Scalar<Boolean> RUN_UNVERIFIED = Scalar.flag("run.unverified", false);
    static final Scalar<Superseded> SUPERSEDED = Scalar.of("superseded", "fail", Texts.oneOf(Superseded.class));
    static final Scalar<String> PROMOTE_TAG = Scalar.of("promote.tag", "production", Texts::tag);
    static final Scalar<Boolean> PROMOTE_ANY_BRANCH = Scalar.flag("promote.anyBranch", false);
    static final Scalar<String> PIN = Scalar.optional("pin", Texts::any);
    static final Scalar<Long> PRUNE_PRESSURE = Scalar.optional("prune.pressure", Sizes::parse);
    static final Scalar<Duration> PRUNE_AGE = Scalar.of("prune.age", "30d", Durations::parse);
    static final Scalar<Integer> LAYERS_MAX =
            Scalar.optional("layers.max", Numbers.between(1, 127, "a count of layers"));
    static final Scalar<Long> LAYERS_MAX_WASTE = Scalar.optional("layers.maxWaste", Sizes::parse);
    static final Scalar<List<String>> STATUS_APP = Scalar.optional("status.app", Texts::patterns);
    static final Scalar<List<String>> STATUS_BRANCH = Scalar.optional("status.branch", Texts::patterns);
    static final Scalar<List<String>> STATUS_OUTCOME = Scalar.optional("status.outcome", Texts::patterns);
    static final Scalar<Boolean> STATUS_DISK = Scalar.flag("status.disk", false);
    static final Scalar<Boolean> FLATTEN_ALL = Scalar.flag("flatten.all", false);
    static final Scalar<Duration> GRACE = Scalar.of("grace", "10", Durations::parse);

    private FlagsReader() {}

    /**
     * Reads the options as this goal sees them.
     *
     * @param goal its name, such as {@code branch-image}
     * @throws io.drydock.model.DrydockException of outcome {@code CONFIG_ERROR} where an option is wrong; it tells the
     *     mistakes of the configuration, too
     */
    public static Flags read(Input input, String goal) {
        Mistakes mistakes = new Mistakes();
        Flags flags = read(new Values(input, Section.root(input.pom(), mistakes), mistakes), goal);
        if (!mistakes.isEmpty()) {
            ConfigReader.read(input);
        }
        mistakes.throwIfAny();
        return flags;
    }

    /** Checks the options of all goals. */
    static void read(Values values) {
        read(values, "");
    }

    /** All that a user property can set. */
    static List<Scalar<?>> all() {
        Stream<Scalar<?>> options = Stream.of(
                SKIP,
                DRY_RUN,
                FORMAT,
                HOST,
                BRANCH,
                GIT,
                COMMIT,
                COMMAND,
                SERVICE,
                SUITE,
                FOLLOW,
                PULL,
                MASTER_REFRESH,
                SERVICES_FRESH,
                SERVICES_RESET,
                SERVICES_TIMEOUT,
                VERIFY_AGAIN,
                RUN_UNVERIFIED,
                SUPERSEDED,
                PROMOTE_TAG,
                PROMOTE_ANY_BRANCH,
                PIN,
                PRUNE_PRESSURE,
                PRUNE_AGE,
                LAYERS_MAX,
                LAYERS_MAX_WASTE,
                STATUS_APP,
                STATUS_BRANCH,
                STATUS_OUTCOME,
                STATUS_DISK,
                FLATTEN_ALL,
                GRACE);
        return Stream.concat(options, GOALS.stream().map(FlagsReader::skipOf)).toList();
    }

    private static Scalar<Boolean> skipOf(String goal) {
        return Scalar.flag(goal + ".skip", false);
    }

    private static Flags read(Values values, String goal) {
        return new Flags(
                skippedBy(values, goal),
                values.firstTrue(MAVEN_SKIPS),
                values.get(DRY_RUN),
                values.get(FORMAT),
                values.find(HOST),
                values.find(BRANCH),
                values.find(GIT),
                values.find(COMMIT),
                values.find(COMMAND),
                values.find(SERVICE).orElse(List.of()),
                values.find(SUITE),
                values.get(FOLLOW),
                values.get(PULL),
                values.get(MASTER_REFRESH),
                values.get(SERVICES_FRESH),
                values.get(SERVICES_RESET),
                values.find(SERVICES_TIMEOUT),
                values.get(VERIFY_AGAIN),
                values.get(RUN_UNVERIFIED),
                values.get(SUPERSEDED),
                values.get(PROMOTE_TAG),
                values.get(PROMOTE_ANY_BRANCH),
                values.find(PIN),
                new Prune(optional(values.find(PRUNE_PRESSURE)), values.get(PRUNE_AGE)),
                new Layers(
                        values.find(LAYERS_MAX).map(OptionalInt::of).orElse(OptionalInt.empty()),
                        optional(values.find(LAYERS_MAX_WASTE))),
                new Status(
                        values.find(STATUS_APP).orElse(List.of()),
                        values.find(STATUS_BRANCH).orElse(List.of()),
                        values.find(STATUS_OUTCOME).orElse(List.of()),
                        values.get(STATUS_DISK)),
                values.get(FLATTEN_ALL),
                values.get(GRACE));
    }

    /** Reads the switches of every goal, so that a wrong one is told whichever goal runs. */
    private static Optional<String> skippedBy(Values values, String goal) {
        Map<String, Boolean> switches = new LinkedHashMap<>();
        switches.put(SKIP.property(), values.get(SKIP));
        for (String each : GOALS) {
            boolean skipped = values.get(skipOf(each));
            switches.put(skipOf(each).property(), skipped && each.equals(goal));
        }
        return switches.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static OptionalLong optional(Optional<Long> value) {
        return value.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
