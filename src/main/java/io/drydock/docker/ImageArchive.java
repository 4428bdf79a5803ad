package io.drydock.docker;

import io.drydock.dockerfile.LayerItem;
import io.drydock.engine.ImageContents;
import io.drydock.engine.ImageContents.Entry;
import io.drydock.engine.ImageContents.Step;
import io.drydock.model.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Reads the archive of {@code GET /images/NAME/get} as it streams: layers come in any order, the manifest that sorts
 * them last (<a href="https://github.com/moby/docker-image-spec/blob/main/spec.md">Docker image specification</a>). No
 * file's content is kept but its hash.
 */
final class ImageArchive<T> {

    private static final int BUFFER = 256 * 1024;
    /** No JSON document of an image is that long; a layer may be. */
    private static final long LONGEST_DOCUMENT = 16L << 20;

    private final Map<String, Json> documents = new HashMap<>();
    private final Map<String, T> layers = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final LayerReading<T> reading;

    private ImageArchive(LayerReading<T> reading) {
        this.reading = reading;
    }

    /** Reads the archive of one layer as it streams. */
    @FunctionalInterface
    interface LayerReading<T> {

        /**
         * @param name of the layer's archive in the image's
         */
        T of(String name, InputStream layer) throws IOException;
    }

    /**
     * An image.
     *
     * @param configuration its configuration, history included
     * @param names of the layers' archives, the lowest first; two layers may share one
     * @param layers what was read of each, in the same order
     */
    record Image<T>(Json configuration, List<String> names, List<T> layers) {}

    static ImageContents read(InputStream in) throws IOException {
        Image<List<Entry>> image = read(in, (name, layer) -> entries(layer));
        List<Step> history = image.configuration().at("history").items().stream()
                .map(step -> new Step(
                        step.at("created_by").text(), step.at("empty_layer").bool()))
                .toList();
        return new ImageContents(history, image.layers());
    }

    /** Reads all layers, each once, in the order in which they come. */
    static <T> Image<T> read(InputStream in, LayerReading<T> reading) throws IOException {
        ImageArchive<T> archive = new ImageArchive<>(reading);
        archive.readAll(in);
        return archive.image();
    }

    /** What a layer's archive says of its files. */
    static List<LayerItem> items(InputStream layer) throws IOException {
        List<LayerItem> items = new ArrayList<>();
        TarReader tar = new TarReader(layer);
        for (Optional<TarHead> head = tar.next(); head.isPresent(); head = tar.next()) {
            items.add(head.get().item());
        }
        return items;
    }

    private void readAll(InputStream in) throws IOException {
        TarArchiveInputStream tar = tar(new BufferedInputStream(in, BUFFER));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isSymbolicLink() || entry.isLink()) {
                String folder = entry.getName().substring(0, entry.getName().lastIndexOf('/') + 1);
                links.put(entry.getName(), normal(entry.isLink() ? entry.getLinkName() : folder + entry.getLinkName()));
            } else if (entry.isFile()) {
                file(entry, new BufferedInputStream(tar, BUFFER));
            }
        }
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void file(TarArchiveEntry entry, InputStream content) throws IOException {
        content.mark(2);
        int first = content.read();
        int second = content.read();
        content.reset();
        boolean document = (first == '{' || first == '[') && !entry.getName().endsWith("layer.tar");
        if (document && entry.getSize() < LONGEST_DOCUMENT) {
            documents.put(entry.getName(), Json.parse(content.readAllBytes()));
        } else if (entry.getName().endsWith(".tar") || entry.getName().startsWith("blobs/")) {
            layers.put(entry.getName(), reading.of(entry.getName(), plain(content, first, second)));
        }
    }

    /** Engines with containerd's store send layers as the registry has them. */
    private static InputStream plain(InputStream layer, int first, int second) throws IOException {
        boolean zipped = first == 0x1f && second == 0x8b;
        return zipped ? new BufferedInputStream(new GZIPInputStream(layer, BUFFER), BUFFER) : layer;
    }

    private static List<Entry> entries(InputStream layer) throws IOException {
        List<Entry> entries = new ArrayList<>();
        TarArchiveInputStream tar = tar(layer);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            entries.add(new Entry(
                    entry.getName(),
                    entry.isDirectory(),
                    entry.getMode() & 07777,
                    entry.getLongUserId(),
                    entry.getLongGroupId(),
                    entry.getLastModifiedTime().to(TimeUnit.SECONDS),
                    attributes(entry),
                    content(entry, tar)));
        }
        return entries;
    }

    private static String attributes(TarArchiveEntry entry) {
        return new TreeMap<>(entry.getExtraPaxHeaders())
                .entrySet().stream()
                        .filter(header -> header.getKey().startsWith("SCHILY.xattr."))
                        .map(header -> header.getKey() + "=" + header.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static String content(TarArchiveEntry entry, InputStream tar) throws IOException {
        if (entry.isDirectory()) {
            return "";
        }
        if (!entry.isFile() || entry.isLink()) {
            return (char) entry.getLinkFlag() + entry.getLinkName() + " " + entry.getDevMajor() + " "
                    + entry.getDevMinor();
        }
        MessageDigest digest = Sha256.newDigest();
        tar.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static TarArchiveInputStream tar(InputStream in) {
        return new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
    }

    private Image<T> image() throws IOException {
        Json manifest = documents.getOrDefault("manifest.json", Json.ABSENT).items().stream()
                .findFirst()
                .orElseThrow(() -> new IOException("the image's archive has no manifest"));
        List<String> names = new ArrayList<>();
        List<T> sorted = new ArrayList<>();
        for (String name : manifest.at("Layers").texts()) {
            String archive = links.getOrDefault(name, name);
            if (!layers.containsKey(archive)) {
                throw new IOException("the image's archive has no layer " + name);
            }
            names.add(archive);
            sorted.add(layers.get(archive));
        }
        return new Image<>(documents.getOrDefault(manifest.at("Config").text(), Json.ABSENT), names, sorted);
    }

    private static String normal(String path) {
        return Path.of(path).normalize().toString().replace('\\', '/');
    }
}
