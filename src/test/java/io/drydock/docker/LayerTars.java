package io.drydock.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes layers, and images of them as an engine sends them. */
final class LayerTars {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Adds an entry of any type; texts hold a byte in each character. */
    LayerTars add(char type, String path, String link, Map<String, String> attributes, int mode, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        TarArchiveEntry entry = new TarArchiveEntry("file", (byte) type);
        entry.setSize(bytes.length);
        entry.setMode(mode);
        entry.setIds(1000 + mode % 7, 2000 + mode % 5);
        entry.setModTime(1_700_000_000_000L + mode * 1000L);
        entry.setDevMajor(mode % 3);
        byte[] block = new byte[TarHead.BLOCK];
        entry.writeEntryHeader(block);
        Map<String, String> records = new LinkedHashMap<>();
        attributes.forEach((name, value) -> records.put("SCHILY.xattr." + name, value));
        out.writeBytes(new TarHead(block, records, type, path, link, bytes.length).as(path, link));
        out.writeBytes(bytes);
        out.writeBytes(new byte[TarHead.padding(bytes.length)]);
        return this;
    }

    LayerTars file(String path, String content) {
        return add('0', path, "", Map.of(), 0644, content);
    }

    LayerTars folder(String path) {
        return add('5', path + "/", "", Map.of(), 0755, "");
    }

    LayerTars hardLink(String path, String target) {
        return add('1', path, target, Map.of(), 0644, "");
    }

    LayerTars gone(String path) {
        int name = path.lastIndexOf('/') + 1;
        return file(path.substring(0, name) + ".wh." + path.substring(name), "");
    }

    byte[] bytes() {
        byte[] all = out.toByteArray();
        return Arrays.copyOf(all, all.length + 2 * TarHead.BLOCK);
    }

    /** The archive of an image. */
    static byte[] image(String configuration, List<byte[]> layers) throws IOException {
        Map<String, byte[]> named = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            // not in the order of the layers
            String name = Integer.toString(layers.size() - i);
            named.put(name, layers.get(i));
            names.add(name + "/layer.tar");
        }
        return image(configuration, new TreeMap<>(named), names);
    }

    /**
     * @param layers by the first part of their names
     * @param names the order of the image, the lowest first
     */
    static byte[] image(String configuration, Map<String, byte[]> layers, List<String> names) throws IOException {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(image)) {
            for (Map.Entry<String, byte[]> layer : layers.entrySet()) {
                put(tar, layer.getKey() + "/layer.tar", layer.getValue());
            }
            put(tar, "config.json", configuration.getBytes(StandardCharsets.UTF_8));
            put(tar, "manifest.json", Json.write(List.of(Map.of("Config", "config.json", "Layers", names))));
        }
        return image.toByteArray();
    }

    static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
