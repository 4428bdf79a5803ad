package io.drydock.docker;

import io.drydock.engine.FlatImage;
import io.drydock.model.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The archive that makes a flat image when it is loaded. Of the base's layers it has the names alone, as a
 * {@link DerivedArchive} has; the configuration is the image's own but for layers, history and what BuildKit keeps in it to find
 * layers again.
 */
final class FlatArchive {

    private static final String LAYER = "flat/layer.tar";
    private static final String BUILDKIT = "moby.buildkit.";

    private final FlatImage image;
    private final Json before;
    private final byte[] configuration;

    /**
     * @param before the configuration of the image as it was
     * @param layer SHA-256 of the merged layer
     */
    FlatArchive(FlatImage image, Json before, String layer) {
        this.image = image;
        this.before = before;
        this.configuration = Json.write(configuration(layer));
    }

    /** Id of the image that it makes. */
    String id() {
        return "sha256:" + Sha256.hex(configuration);
    }

    void writeTo(OutputStream out, ScratchFile layer) throws IOException {
        List<String> layers = new ArrayList<>();
        baseLayers().forEach(id -> layers.add(id.replace(':', '-') + "/layer.tar"));
        layers.add(LAYER);
        String name = Sha256.hex(configuration) + ".json";
        List<String> tags = image.names().stream().map(Object::toString).toList();
        TarArchiveOutputStream tar = ArchiveFiles.open(out);
        ArchiveFiles.add(tar, name, configuration);
        TarArchiveEntry entry = new TarArchiveEntry(LAYER);
        entry.setSize(layer.size());
        tar.putArchiveEntry(entry);
        layer.copyTo(tar);
        tar.closeArchiveEntry();
        ArchiveFiles.add(
                tar, "manifest.json", Json.write(List.of(Map.of("Config", name, "RepoTags", tags, "Layers", layers))));
        tar.finish();
        tar.flush();
    }

    private List<String> baseLayers() {
        return before.at("rootfs", "diff_ids").texts().subList(0, image.base());
    }

    private Map<String, Object> configuration(String layer) {
        List<String> layers = new ArrayList<>(baseLayers());
        layers.add("sha256:" + layer);
        List<Object> history = new ArrayList<>(baseHistory());
        history.add(new TreeMap<>(Map.of("created", before.at("created").text(), "created_by", image.note())));
        Map<String, Object> all = new LinkedHashMap<>(before.fields());
        all.keySet().removeIf(name -> name.startsWith(BUILDKIT));
        all.put("rootfs", new TreeMap<>(Map.of("type", "layers", "diff_ids", layers)));
        all.put("history", history);
        return all;
    }

    /** The steps up to the one that made the base's last layer, and those without a layer that are the base's, too. */
    private List<Json> baseHistory() {
        List<Json> steps = before.at("history").items();
        int layers = 0;
        int kept = 0;
        for (int i = 0; i < steps.size(); i++) {
            boolean empty = steps.get(i).at("empty_layer").bool();
            if (!empty && layers == image.base()) {
                break;
            }
            layers += empty ? 0 : 1;
            if (!empty || i < image.baseHistory()) {
                kept = i + 1;
            }
        }
        return layers == image.base() ? steps.subList(0, kept) : blank();
    }

    /** A history that leaves layers out would give the merged one's note to another. */
    private List<Json> blank() {
        return baseLayers().stream()
                .map(id -> Json.parse(Json.write(Map.of("created_by", "layer " + id))))
                .toList();
    }
}
