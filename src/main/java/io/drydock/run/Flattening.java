package io.drydock.run;

import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.Stage;
import io.drydock.engine.Engine;
import io.drydock.engine.FlatImage;
import io.drydock.event.EventSink;
import io.drydock.model.Bytes;
import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.ImageName;
import io.drydock.model.Outcome;
import io.drydock.model.spec.ImageSpec;
import io.drydock.model.state.ImageState;
import io.drydock.plan.FlattenPlan;
import io.drydock.plan.ImagePlanner;
import io.drydock.plan.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Merges layers of this commit's image into one; its names then point to the result. */
public final class Flattening {

    private final Engine engine;
    private final EventSink events;
    private final Target target;
    private final Path folder;

    /**
     * @param folder for the merged layer, while it is made
     */
    public Flattening(Engine engine, EventSink events, Target target, Path folder) {
        this.engine = engine;
        this.events = events;
        this.target = target;
        this.folder = folder;
    }

    /**
     * Tells which layers.
     *
     * @param all whether the base's, too
     * @throws DrydockException where the engine cannot, or the base is not known
     */
    public FlattenPlan plan(ImageState image, boolean all) {
        engine.images().obstacleToDerive().ifPresent(reason -> {
            throw new DrydockException(
                    Outcome.ENGINE_ERROR,
                    "image " + reference() + " cannot be flattened",
                    reason,
                    List.of("use Docker with its own image store (overlay2)"));
        });
        if (all) {
            return FlattenPlan.all(reference(), image);
        }
        String from = from();
        Map<String, ImageState> bases = new LinkedHashMap<>();
        engine.images().find(from).ifPresent(base -> bases.put(from, base));
        ImagePlanner.master(target)
                .map(Environment::latest)
                .map(ImageName::toString)
                .ifPresent(master -> engine.images()
                        .find(master)
                        .filter(base -> !base.id().equals(image.id()))
                        .ifPresent(base -> bases.put(master, base)));
        return FlattenPlan.own(reference(), image, from, bases);
    }

    /** What the stage of the app's image goes back to through earlier stages. */
    private String from() {
        ImageSpec spec = target.configuration().image();
        Dockerfile dockerfile = DockerfileFolder.parse(spec.dockerfile());
        Stage stage = dockerfile.stage(spec.target().orElse(""));
        Optional<Stage> below = dockerfile.baseStage(stage, spec.buildArgs());
        while (below.isPresent()) {
            stage = below.get();
            below = dockerfile.baseStage(stage, spec.buildArgs());
        }
        String base = dockerfile.base(stage, spec.buildArgs());
        return base.toLowerCase(Locale.ROOT).equals(FlattenPlan.SCRATCH) ? FlattenPlan.SCRATCH : base;
    }

    /** Carries it out. */
    public void merge(ImageState image, FlattenPlan plan) throws InterruptedException {
        int baseHistory =
                plan.on().map(name -> engine.images().history(name).size()).orElse(0);
        FlatImage flat = new FlatImage(
                image.id(), names(image), plan.base(), baseHistory, "drydock: " + plan.own() + " layers merged");
        Stopwatch.step(
                events,
                "flatten " + plan.of(),
                () -> engine.images().flatten(flat, folder),
                id -> plan.own() + " layers are one now, "
                        + Bytes.human(
                                engine.images().find(id).map(ImageState::size).orElse(0L)) + " instead of "
                        + Bytes.human(image.size()));
        if (engine.images().find(image.id()).filter(old -> old.tags().isEmpty()).isPresent()) {
            engine.images().remove(image.id());
        }
        events.note(
                "image " + plan.of() + " is another one now, which no suite has passed: mvn verify runs them again");
        if (ImagePlanner.makesMaster(target)) {
            events.note("branch images cannot inherit from a flat master image; they carry its caches");
        }
    }

    /** The commit's own name, and the master image's where it had that. */
    private List<ImageName> names(ImageState image) {
        List<ImageName> names = new ArrayList<>(List.of(target.environment().image(target.commit())));
        ImageName latest = target.environment().latest();
        engine.images()
                .find(latest.toString())
                .filter(other -> other.id().equals(image.id()))
                .ifPresent(other -> names.add(latest));
        return names;
    }

    private String reference() {
        return target.environment().image(target.commit()).toString();
    }
}
