package io.drydock.model;

import java.util.List;
import java.util.Optional;

/**
 * Which branch is the master branch: {@code docker.master.branch}, else what {@code origin/HEAD} names, else the one of
 * {@code master}, {@code main}, {@code trunk} that exists.
 */
public final class MasterBranch {

    private static final List<Branch> USUAL = List.of(Branch.of("master"), Branch.of("main"), Branch.of("trunk"));

    private MasterBranch() {}

    /**
     * Names the master branch.
     *
     * @param configured the setting, if there is one
     * @return empty if a checkout of another branch alone does not tell
     * @throws DrydockException with {@link Outcome#CONFIG_ERROR} if the setting is not a branch name
     */
    public static Optional<Branch> name(Optional<String> configured, GitFacts facts) {
        return configured
                .filter(text -> !text.isBlank())
                .map(MasterBranch::fromSetting)
                .or(facts::originHead)
                .or(() -> USUAL.stream().filter(facts::knows).findFirst());
    }

    /** Whether a branch is the master branch; where that one is not known, whether it is called like one. */
    public static boolean is(Branch branch, Optional<Branch> master) {
        return master.map(branch::equals).orElseGet(() -> USUAL.contains(branch));
    }

    private static Branch fromSetting(String text) {
        try {
            return Branch.of(text);
        } catch (IllegalArgumentException e) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "docker.master.branch is wrong",
                    e.getMessage(),
                    List.of("set docker.master.branch to the name of a branch, as git names it"),
                    e);
        }
    }
}
