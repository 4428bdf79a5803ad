package io.drydock.plan;

import java.util.List;
import java.util.function.Predicate;

/**
 * Steps in the order in which they are told; services among them start as their graph allows.
 *
 * @param steps what to do
 */
public record Plan(List<Step> steps) {

    public Plan {
        steps = List.copyOf(steps);
    }

    /** The steps of one kind, in order. */
    public <S extends Step> List<S> of(Class<S> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public boolean contains(Class<? extends Step> kind) {
        return steps.stream().anyMatch(kind::isInstance);
    }

    /** Whether carrying it out changes anything on the engine. */
    public boolean changesNothing() {
        return steps.stream().noneMatch(Predicate.not(Step::passive));
    }

    /** One line for each step, as {@code docker:plan} prints it. */
    public List<String> describe() {
        return steps.stream().map(Step::describe).toList();
    }
}
