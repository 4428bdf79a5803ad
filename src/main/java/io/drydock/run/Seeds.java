package io.drydock.run;

import io.drydock.dockerfile.FileChange;
import io.drydock.dockerfile.Instruction;
import io.drydock.dockerfile.LayerEntry;
import io.drydock.dockerfile.LayeredFiles;
import io.drydock.dockerfile.StagePlan;
import io.drydock.engine.DerivedImage;
import io.drydock.engine.ImageContents;
import io.drydock.engine.ImageContents.Entry;
import io.drydock.engine.Images;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import io.drydock.model.state.ImageState;
import io.drydock.plan.SharedLayers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The images that branches' stages start from: a stage of master's image less all that the instructions after some
 * point made, caches excepted, with the base image's configuration.
 *
 * <p>What must go is read from the image's layers, which the engine sends whole: once for each master image, then the
 * result is there as images, one for each point at which a branch may begin to differ. One that cannot be is there as
 * well, with the reason in a label.
 */
final class Seeds {

    private static final String UNTOLD =
            "the history of master's image does not tell which of its layers belong to which instruction";

    private final Images images;

    Seeds(Images images) {
        this.images = images;
    }

    /**
     * A seed, or the reason why there is none.
     *
     * @param name its name
     * @param id its id
     * @param obstacle empty where it can be started from
     */
    record Seed(ImageName name, String id, Optional<String> obstacle) {}

    /** The seed for branches that differ from master's after so many instructions; made where it is not there. */
    Seed get(StartingPoint start, int prefix) {
        return find(start, prefix).orElseGet(() -> {
            make(start);
            return find(start, prefix)
                    .orElseGet(() -> new Seed(start.seedName(prefix), "", Optional.of("its start could not be kept")));
        });
    }

    /** A tag can be anybody's: a seed begins with the layers of master's stage. */
    private Optional<Seed> find(StartingPoint start, int prefix) {
        ImageName name = start.seedName(prefix);
        return images.find(name.toString())
                .filter(image -> begins(image, start.image()))
                .map(image -> new Seed(
                        name, image.id(), Optional.ofNullable(image.labels().get(Labels.IMAGE_OBSTACLE))));
    }

    static boolean begins(ImageState image, ImageState with) {
        int count = with.layers().size();
        return count > 0 && SharedLayers.count(image, with) == count;
    }

    /** Makes the seeds for all points at which a branch may begin to differ. */
    void make(StartingPoint start) {
        ImageContents contents = images.contents(start.image().id());
        int inBase = StageLayers.ofInstructions(images.history(start.baseReference()).stream()
                        .map(layer -> new ImageContents.Step(layer.createdBy(), false))
                        .toList())
                .size();
        Content all = new Content(contents.layers());
        for (int prefix : points(start)) {
            Optional<Integer> layers = StageLayers.before(start.stage(), prefix, inBase, contents);
            if (layers.isEmpty()) {
                derive(start, prefix, contents, List.of(), List.of(), Optional.of(UNTOLD));
            } else {
                make(start, prefix, contents, all, new Content(contents.layers().subList(0, layers.get())));
            }
        }
    }

    private static List<Integer> points(StartingPoint start) {
        List<Instruction> instructions = start.stage().instructions();
        return IntStream.rangeClosed(0, instructions.size())
                .filter(i -> i == instructions.size()
                        || instructions.get(i).readsContext()
                        || !instructions.get(i).sourcesOutsideContext().isEmpty())
                .boxed()
                .toList();
    }

    private void make(StartingPoint start, int prefix, ImageContents contents, Content all, Content before) {
        List<FileChange> changes = all.files.changesSince(before.files);
        StagePlan plan = start.plan(prefix, changes);
        List<Entry> folders = folders(plan.removals(), all, before);
        Optional<String> obstacle =
                plan.reuse() == StagePlan.Reuse.INHERIT ? unreadable(changes, folders) : Optional.of(plan.reason());
        derive(start, prefix, contents, obstacle.isPresent() ? List.of() : plan.removals(), folders, obstacle);
    }

    private static Optional<String> unreadable(List<FileChange> changes, List<Entry> folders) {
        Optional<String> name = changes.stream()
                .map(FileChange::path)
                .filter(path -> path.indexOf('\uFFFD') >= 0)
                .findFirst()
                .map(path -> path + " has a name that is not in UTF-8");
        return name.or(() -> folders.stream()
                .filter(folder -> !folder.attributes().isEmpty())
                .findFirst()
                .map(folder -> "folder /" + folder.path() + " has extended attributes"));
    }

    private void derive(
            StartingPoint start,
            int prefix,
            ImageContents contents,
            List<String> removals,
            List<Entry> folders,
            Optional<String> obstacle) {
        Map<String, String> labels = new LinkedHashMap<>(start.labels());
        obstacle.ifPresent(reason -> labels.put(Labels.IMAGE_OBSTACLE, reason));
        images.derive(new DerivedImage(
                start.seedName(prefix),
                start.image().id(),
                contents.history(),
                removals,
                obstacle.isPresent() ? List.of() : folders,
                start.baseReference(),
                labels));
    }

    /** The folders above what is removed, as they were before it came; those of caches as they are. */
    private static List<Entry> folders(List<String> removals, Content all, Content before) {
        Map<String, Entry> found = new TreeMap<>();
        for (String path : removals) {
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                String folder = path.substring(0, slash);
                Entry entry = before.folders.getOrDefault(folder, all.folders.get(folder));
                found.put(
                        folder,
                        new Entry(
                                folder.substring(1),
                                true,
                                entry.mode(),
                                entry.user(),
                                entry.group(),
                                entry.modified(),
                                entry.attributes(),
                                ""));
            }
        }
        return List.copyOf(found.values());
    }

    /** Layers laid over each other. */
    private static final class Content {

        private final LayeredFiles files = new LayeredFiles();
        private final Map<String, Entry> folders = new HashMap<>();

        Content(List<List<Entry>> layers) {
            for (List<Entry> layer : layers) {
                List<LayerEntry> entries = new ArrayList<>();
                for (Entry entry : layer) {
                    entries.add(new LayerEntry(entry.path(), entry.directory(), entry.identity()));
                    if (entry.directory()) {
                        folders.put(path(entry.path()), entry);
                    }
                }
                files.apply(entries);
            }
        }

        private static String path(String name) {
            String bare = name.startsWith("./") ? name.substring(2) : name;
            return "/" + (bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare);
        }
    }
}
