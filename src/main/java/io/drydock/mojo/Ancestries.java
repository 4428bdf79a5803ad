package io.drydock.mojo;

import io.drydock.git.GitRepository;
import io.drydock.model.DrydockException;
import io.drydock.plan.AppPlanner.Ancestry;

/** How commits stand to each other in this repository's history. */
final class Ancestries {

    private final Invocation invocation;

    Ancestries(Invocation invocation) {
        this.invocation = invocation;
    }

    /** How one commit stands to another; history that is missing is fetched once. */
    Ancestry of(String mine, String running) {
        GitRepository repository = invocation.repository();
        Ancestry answer = standing(repository, mine, running);
        if (answer == Ancestry.UNKNOWN && !invocation.maven().offline()) {
            try {
                repository.fetch(invocation.git().branch().toString());
                return standing(repository, mine, running);
            } catch (DrydockException e) {
                invocation.out().warn("missing history could not be fetched: " + e.why());
            }
        }
        return answer;
    }

    private static Ancestry standing(GitRepository repository, String mine, String running) {
        return switch (repository.isAncestor(mine, running)) {
            case ANCESTOR -> Ancestry.OLDER;
            case UNKNOWN -> Ancestry.UNKNOWN;
            case NOT_ANCESTOR ->
                switch (repository.isAncestor(running, mine)) {
                    case ANCESTOR -> Ancestry.NEWER;
                    case UNKNOWN -> Ancestry.UNKNOWN;
                    case NOT_ANCESTOR -> Ancestry.UNRELATED;
                };
        };
    }
}
