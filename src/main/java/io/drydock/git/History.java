package io.drydock.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Answers questions about commits and their parents. */
final class History {

    /** Where a CI tells the commit that a pull request's source branch stands at. */
    private static final List<String> SOURCE_VARIABLES = List.of(
            "TRAVIS_PULL_REQUEST_SHA",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA",
            "SYSTEM_PULLREQUEST_SOURCECOMMITID",
            "APPVEYOR_PULL_REQUEST_HEAD_COMMIT",
            GithubEvent.HEAD_SHA);

    /** Where a CI tells that it checked out the merge which the forge keeps for a pull request. */
    private static final List<String> REF_VARIABLES = List.of("GITHUB_REF", "BUILD_SOURCEBRANCH");

    /** Where a CI tells the branch that a pull request wants to go to. */
    private static final List<String> TARGET_VARIABLES = List.of("CHANGE_TARGET", "BITBUCKET_PR_DESTINATION_BRANCH");

    private final Repository repository;

    History(Repository repository) {
        this.repository = repository;
    }

    Ancestry ancestry(String ancestor, String descendant) throws IOException {
        if (ancestor.equals(descendant)) {
            return Ancestry.NOT_ANCESTOR;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            boolean merged = walk.isMergedInto(
                    walk.parseCommit(ObjectId.fromString(ancestor)), walk.parseCommit(ObjectId.fromString(descendant)));
            if (merged) {
                return Ancestry.ANCESTOR;
            }
            return isShallow() ? Ancestry.UNKNOWN : Ancestry.NOT_ANCESTOR;
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return Ancestry.UNKNOWN;
        }
    }

    /** How many commits the newer one has that the older one has not; empty where the history here does not tell. */
    OptionalInt between(String older, String newer) throws IOException {
        if (isShallow()) {
            return OptionalInt.empty();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(ObjectId.fromString(newer)));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(older)));
            int count = 0;
            while (walk.next() != null) {
                count++;
            }
            return OptionalInt.of(count);
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return OptionalInt.empty();
        }
    }

    boolean isShallow() throws IOException {
        return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    }

    /**
     * The pull request's own commit, if HEAD is the merge of it that a CI made.
     *
     * <p>The second parent of any other merge is not the pull request's: a developer may have merged master into the
     * branch. So a CI must have told the source commit or the merge ref, or the first parent must be of the target.
     */
    Optional<String> sourceHead(String head, Map<String, String> env) throws IOException {
        List<String> parents = parents(head);
        if (parents.size() != 2) {
            return Optional.empty();
        }
        String second = parents.get(1);
        List<String> told = values(SOURCE_VARIABLES, env);
        if (!told.isEmpty()) {
            return told.contains(second) ? Optional.of(second) : Optional.empty();
        }
        boolean mergeRef = values(REF_VARIABLES, env).stream().anyMatch(ref -> ref.matches("refs/pull/\\d+/merge"));
        return mergeRef || firstParentIsTarget(parents, env) ? Optional.of(second) : Optional.empty();
    }

    private boolean firstParentIsTarget(List<String> parents, Map<String, String> env) throws IOException {
        for (String target : values(TARGET_VARIABLES, env)) {
            ObjectId tip = repository.resolve(Constants.R_REMOTES + "origin/" + target);
            if (tip != null && within(parents.get(0), tip.name()) && !within(parents.get(1), tip.name())) {
                return true;
            }
        }
        return false;
    }

    private boolean within(String commit, String tip) throws IOException {
        return commit.equals(tip) || ancestry(commit, tip) == Ancestry.ANCESTOR;
    }

    private static List<String> values(List<String> variables, Map<String, String> env) {
        return variables.stream()
                .flatMap(name -> Optional.ofNullable(env.get(name)).stream())
                .filter(value -> !value.isBlank())
                .toList();
    }

    /** The parents that the commit itself names; a shallow clone's walk would hide those it lacks. */
    private List<String> parents(String commit) throws IOException {
        byte[] raw = repository
                .open(ObjectId.fromString(commit), Constants.OBJ_COMMIT)
                .getBytes();
        return new String(raw, StandardCharsets.ISO_8859_1)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("parent "))
                .map(line -> line.substring("parent ".length()))
                .toList();
    }
}
