package io.drydock.run;

import io.drydock.model.DrydockException;
import io.drydock.model.GitState;
import io.drydock.model.Outcome;
import io.drydock.model.result.AppResult;
import io.drydock.model.result.FailureResult;
import io.drydock.model.result.ImageResult;
import io.drydock.model.result.LayerCost;
import io.drydock.model.result.RunResult;
import io.drydock.model.result.ServiceResult;
import io.drydock.model.result.StepTime;
import io.drydock.model.result.SuiteResult;
import io.drydock.model.state.EngineState;
import io.drydock.plan.Target;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a module's run so far. Each goal of one Maven run adds its part; safe for use by several threads.
 */
public final class RunState {

    private boolean begun;
    private Optional<Outcome> outcome = Optional.empty();
    private Optional<Target> target = Optional.empty();
    private Optional<EngineState> engine = Optional.empty();
    private Optional<ImageResult> image = Optional.empty();
    private Optional<String> subnet = Optional.empty();
    private List<ServiceResult> services = List.of();
    private List<SuiteResult> suites = List.of();
    private Optional<AppResult> app = Optional.empty();
    private Optional<FailureResult> failure = Optional.empty();

    /** Whether this is the first to ask in this Maven run. */
    synchronized boolean begins() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    public synchronized void began(Target newTarget) {
        target = Optional.of(newTarget);
    }

    public synchronized void engine(EngineState state) {
        engine = Optional.of(state);
    }

    /** What is known of the image; that this run built it stays known when a later goal finds it there. */
    public synchronized void image(ImageResult result) {
        boolean builtHere = image.filter(ImageResult::built)
                .filter(earlier -> earlier.id().equals(result.id()))
                .isPresent();
        if (!builtHere) {
            image = Optional.of(result);
        }
        reached(Outcome.IMAGE_READY);
    }

    /** What the image's layers cost; nothing where no image is known. */
    public synchronized void layers(List<LayerCost> costs) {
        image = image.map(known -> known.withLayers(costs));
    }

    /** The master image is there; the branch's own may follow. */
    public synchronized void masterReady() {
        reached(Outcome.IMAGE_READY);
    }

    public synchronized void services(String newSubnet, List<ServiceResult> results) {
        subnet = Optional.of(newSubnet);
        services = List.copyOf(results);
        reached(Outcome.SERVICES_READY);
    }

    public synchronized void suites(List<SuiteResult> results) {
        suites = List.copyOf(results);
    }

    public synchronized boolean suitesRan() {
        return !suites.isEmpty();
    }

    public synchronized void app(AppResult result) {
        app = Optional.of(result);
        outcome = Optional.of(Outcome.RUNNING);
    }

    public synchronized void verified() {
        reached(Outcome.VERIFIED);
    }

    /** Nothing was verified, or nothing of the app image itself. */
    public synchronized void unverified() {
        outcome = Optional.of(Outcome.UNVERIFIED);
    }

    public synchronized void failed(DrydockException e) {
        outcome = Optional.of(e.outcome());
        failure = Optional.of(new FailureResult(e.what(), e.why(), e.next()));
    }

    private void reached(Outcome next) {
        if (outcome.isEmpty() || outcome.get().compareTo(next) < 0) {
            outcome = Optional.of(next);
        }
    }

    /** Whether this Maven run has brought the services up. */
    public synchronized boolean servicesUp() {
        return subnet.isPresent();
    }

    public synchronized List<ServiceResult> services() {
        return services;
    }

    public synchronized Optional<ImageResult> image() {
        return image;
    }

    public synchronized Optional<Outcome> outcome() {
        return outcome;
    }

    /** All of it as a value. */
    public synchronized RunResult result(List<StepTime> steps) {
        Optional<GitState> git = target.map(Target::git);
        return new RunResult(
                outcome.orElse(Outcome.UNVERIFIED),
                target.map(t -> t.environment().branch().toString()),
                target.map(t -> t.environment().slug().toString()),
                git.map(g -> g.commit().sha()),
                git.map(g -> g.commit().dirty()).orElse(false),
                engine,
                image,
                subnet.flatMap(s -> target.map(t -> t.environment().network())),
                subnet,
                services,
                suites,
                app,
                failure,
                steps);
    }
}
