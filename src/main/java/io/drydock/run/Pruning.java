package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import io.drydock.event.EventSink;
import io.drydock.model.App;
import io.drydock.model.Labels;
import io.drydock.model.spec.ImageSpec;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageState;
import io.drydock.plan.Plan;
import io.drydock.plan.PressurePlanner;
import io.drydock.plan.PrunePlanner;
import io.drydock.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes what of an app is no longer needed. */
public final class Pruning {

    private final Engine engine;
    private final EventSink events;

    public Pruning(Engine engine, EventSink events) {
        this.engine = engine;
        this.events = events;
    }

    /** Looks at the engine and says what goes. */
    public Plan plan(App app, PrunePlanner.Rules rules) {
        return new PrunePlanner(app, objects(app), rules).plan();
    }

    /**
     * The same, and where it frees less than is wanted, what goes beside it. Every image of the engine is asked for its layers.
     *
     * @param wanted bytes to free
     */
    public PressurePlanner.Relief relief(App app, PrunePlanner.Rules rules, long wanted) {
        PrunePlanner.Objects objects = objects(app);
        return new PressurePlanner(app, objects, rules, sizes(objects.images()), wanted).plan();
    }

    /** Whether images go and the engine has a build cache, which may hold layers of theirs. */
    public boolean cacheHoldsLayers(Plan plan) {
        return plan.contains(Step.RemoveImage.class)
                && engine.images().builder(ImageSpec.Builder.AUTO).equals("buildkit");
    }

    private PressurePlanner.Sizes sizes(List<ImageState> ours) {
        List<ImageState> all = engine.images().list(Map.of()).stream()
                .flatMap(image -> engine.images().find(image.id()).stream())
                .toList();
        Map<String, List<Long>> steps = new LinkedHashMap<>();
        ours.forEach(image -> history(image.id()).ifPresent(sizes -> steps.put(image.id(), sizes)));
        return new PressurePlanner.Sizes(all, steps);
    }

    /** The first step first; empty where somebody else has removed the image meanwhile. */
    private Optional<List<Long>> history(String id) {
        try {
            List<Long> sizes = new ArrayList<>();
            engine.images().history(id).forEach(layer -> sizes.add(0, layer.size()));
            return Optional.of(sizes);
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private PrunePlanner.Objects objects(App app) {
        Map<String, String> ours = Map.of(Labels.APP, app.toString());
        Map<String, String> ourImages = Map.of(Labels.IMAGE_APP, app.toString());
        Map<String, String> users = new LinkedHashMap<>();
        // containers inherit the labels of their image, so this finds also those that others made from it
        engine.containers().list(ourImages).forEach(c -> users.put(c.id(), c.image()));
        List<ContainerSummary> containers = engine.containers().list(ours);
        containers.forEach(c -> users.put(c.id(), c.image()));
        return new PrunePlanner.Objects(
                containers,
                engine.volumes().list(ours),
                engine.networks().list(ours),
                engine.images().list(ourImages),
                users);
    }

    /** Carries it out; what cannot be removed is told and stays. */
    public void run(Plan plan) {
        for (Step step : plan.steps()) {
            try {
                Stopwatch.step(events, step.describe(), () -> remove(step));
            } catch (EngineException e) {
                events.warn(step.describe() + " was not possible: " + e.why());
            }
        }
    }

    private void remove(Step step) {
        if (step instanceof Step.RemoveContainer container) {
            engine.containers().remove(container.id());
        } else if (step instanceof Step.RemoveVolume volume) {
            engine.volumes().remove(volume.name());
        } else if (step instanceof Step.RemoveNetwork network) {
            engine.networks().remove(network.id());
        } else if (step instanceof Step.RemoveImage image && !engine.images().remove(image.reference())) {
            events.note("image " + image.reference() + " is still in use and stays");
        }
    }
}
