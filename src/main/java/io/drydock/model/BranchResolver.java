package io.drydock.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the branch that is built; the first that answers: the setting, the pull request's source branch, the CI's
 * branch variable, {@code GIT_BRANCH}, git's symbolic HEAD, the only remote branch at HEAD.
 *
 * <p>A pull request is never the master branch: one whose source branch is named like it, or that comes from a fork,
 * becomes {@code pr-<number>}.
 */
public final class BranchResolver {

    /**
     * Key under which the caller adds the repository that a GitHub pull request comes from, read from the event file:
     * GitHub's variables alone do not tell a fork. It is GitHub's name of the value, and no variable's.
     */
    public static final String HEAD_REPOSITORY = "github.event.pull_request.head.repo.full_name";

    /** Key for the pull request's number, which {@code GITHUB_REF} lacks for some events. */
    public static final String PULL_REQUEST_NUMBER = "github.event.pull_request.number";

    private static final String SETTING = "docker.branch";
    private static final String GIT_BRANCH = "GIT_BRANCH";
    private static final String REMEDY = "-Ddocker.branch=<name>";

    private BranchResolver() {}

    /**
     * Tells the branch.
     *
     * @param override {@code docker.branch}, if it is set
     * @param env the environment variables
     * @param facts what the repository says
     * @param master the master branch, if it is known
     * @throws DrydockException with {@link Outcome#GIT_ERROR} if nothing tells the branch or what does is not a branch
     *     name, with {@link Outcome#CONFIG_ERROR} if the setting is not one
     */
    public static ResolvedBranch resolve(
            Optional<String> override, Map<String, String> env, GitFacts facts, Optional<Branch> master) {
        CiVariables variables = new CiVariables(env);
        return override.filter(text -> !text.isBlank())
                .map(BranchResolver::fromSetting)
                .or(() -> PullRequests.find(variables).map(request -> fromPullRequest(request, master)))
                .or(() -> fromVariables(variables))
                .or(() -> fromGitBranch(variables, facts))
                .or(() -> facts.head().map(branch -> new ResolvedBranch(branch, "git's HEAD", false)))
                .or(() -> fromRemoteBranches(facts))
                .orElseThrow(() -> unknown(facts));
    }

    private static ResolvedBranch fromSetting(String text) {
        return new ResolvedBranch(branch(text.strip(), SETTING, Outcome.CONFIG_ERROR), SETTING, false);
    }

    private static ResolvedBranch fromPullRequest(PullRequest request, Optional<Branch> master) {
        if (!request.fork() && request.source().isPresent()) {
            Branch source = branch(request.source().get(), request.variable(), Outcome.GIT_ERROR);
            if (!MasterBranch.is(source, master)) {
                return new ResolvedBranch(source, request.variable(), true);
            }
        }
        String number = request.number().orElseThrow(() -> unnumbered(request));
        return numbered(number, request.variable());
    }

    private static Optional<ResolvedBranch> fromVariables(CiVariables env) {
        return BranchVariable.ALL.stream()
                .flatMap(variable -> variable.value(env).map(value -> fromVariable(value, variable.name())).stream())
                .findFirst();
    }

    private static ResolvedBranch fromVariable(String value, String variable) {
        return PullRequests.numberOf(value)
                .map(number -> numbered(number, variable))
                .orElseGet(() -> new ResolvedBranch(branch(value, variable, Outcome.GIT_ERROR), variable, false));
    }

    /** Jenkins' git plugin writes {@code origin/feature/a}, or {@code detached} when it was given a commit. */
    private static Optional<ResolvedBranch> fromGitBranch(CiVariables env, GitFacts facts) {
        return env.get(GIT_BRANCH)
                .filter(value -> !value.startsWith("refs/tags/") && !value.startsWith("tags/"))
                .map(value -> withoutRemote(value, facts.remotes()))
                .filter(value -> !value.equals("HEAD") && !value.equals("detached"))
                .map(value -> fromVariable(value, GIT_BRANCH));
    }

    private static String withoutRemote(String value, Set<String> remotes) {
        if (value.startsWith("refs/heads/")) {
            return value;
        }
        String prefix = "refs/remotes/";
        String name = value.startsWith(prefix) ? value.substring(prefix.length()) : value;
        return remotes.stream()
                .filter(remote -> name.startsWith(remote + "/"))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .or(() -> Optional.of("origin").filter(remote -> name.startsWith(remote + "/")))
                .map(remote -> name.substring(remote.length() + 1))
                .orElse(name);
    }

    private static Optional<ResolvedBranch> fromRemoteBranches(GitFacts facts) {
        return facts.remoteBranchesAtHead().size() == 1
                ? Optional.of(new ResolvedBranch(
                        facts.remoteBranchesAtHead().get(0), "the only remote branch at HEAD", false))
                : Optional.empty();
    }

    private static ResolvedBranch numbered(String number, String variable) {
        return new ResolvedBranch(Branch.of("pr-" + number), variable + ", pull request " + number, true);
    }

    private static Branch branch(String text, String source, Outcome outcome) {
        try {
            return Branch.of(text);
        } catch (IllegalArgumentException e) {
            throw new DrydockException(
                    outcome, "the branch cannot be told", source + ": " + e.getMessage(), List.of(REMEDY), e);
        }
    }

    private static DrydockException unnumbered(PullRequest request) {
        String why = request.fork() ? "it comes from a fork" : "its source branch is named like the master branch";
        return new DrydockException(
                Outcome.GIT_ERROR,
                "the pull request's branch cannot be told",
                why + " (" + request.variable() + "), and no variable holds its number",
                List.of(REMEDY));
    }

    private static DrydockException unknown(GitFacts facts) {
        List<String> tried = new ArrayList<>(PullRequests.VARIABLES);
        BranchVariable.ALL.forEach(variable -> tried.add(variable.name()));
        tried.add(GIT_BRANCH);
        String remote = facts.remoteBranchesAtHead().isEmpty()
                ? "no remote branch stands there"
                : "several remote branches stand there (" + names(facts.remoteBranchesAtHead()) + ")";
        String head =
                facts.headSha().map(sha -> " at " + Commit.of(sha).short7()).orElse("");
        return new DrydockException(
                Outcome.GIT_ERROR,
                "the branch cannot be told",
                "docker.branch is not set; no CI variable names it (" + String.join(", ", tried) + "); HEAD is detached"
                        + head + "; " + remote,
                List.of(REMEDY));
    }

    private static String names(List<Branch> branches) {
        return String.join(", ", branches.stream().map(Branch::name).toList());
    }
}
