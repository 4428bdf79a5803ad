package io.drydock.docker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** What an engine makes of layers, one after the other, by the letter of the OCI image specification. */
final class LaidFiles {

    private final TreeMap<String, File> files = new TreeMap<>();

    /**
     * @param told all but its name and which other names it has
     * @param inode one for all names of a file
     */
    private record File(String told, Object inode, boolean folder) {}

    static Map<String, String> of(List<byte[]> layers) throws IOException {
        LaidFiles laid = new LaidFiles();
        for (byte[] layer : layers) {
            laid.hide(layer);
            laid.lay(layer);
        }
        return laid.told();
    }

    private Map<String, String> told() {
        Map<String, String> told = new TreeMap<>();
        files.forEach((path, file) -> told.put(
                path,
                file.told()
                        + files.entrySet().stream()
                                .filter(other -> other.getValue().inode() == file.inode())
                                .map(Map.Entry::getKey)
                                .collect(Collectors.joining(" = ", " = ", ""))));
        return told;
    }

    private void hide(byte[] layer) throws IOException {
        TarArchiveInputStream tar = tar(layer);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String path = path(entry);
            String folder = path.substring(0, path.lastIndexOf('/'));
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (name.equals(".wh..wh..opq")) {
                files.keySet().removeIf(other -> other.startsWith(folder + "/"));
            } else if (name.startsWith(".wh.")) {
                remove(folder + "/" + name.substring(4));
            }
        }
    }

    private void lay(byte[] layer) throws IOException {
        TarArchiveInputStream tar = tar(layer);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String path = path(entry);
            if (path.contains("/.wh.")) {
                continue;
            }
            String content = new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!entry.isDirectory()) {
                remove(path);
            }
            String told = entry.getLinkFlag() + " " + entry.getMode() + " " + entry.getLongUserId() + ":"
                    + entry.getLongGroupId() + " " + entry.getLastModifiedTime() + " " + entry.getDevMajor() + " "
                    + entry.getLinkName() + " " + new TreeMap<>(entry.getExtraPaxHeaders()) + " " + content;
            if (entry.isLink()) {
                File target = files.get("/" + entry.getLinkName());
                if (target == null) {
                    throw new IOException(path + " is linked to " + entry.getLinkName() + ", which is not there");
                }
                files.put(path, target);
            } else {
                files.put(path, new File(told, new Object(), entry.isDirectory()));
            }
        }
    }

    private void remove(String path) {
        files.keySet().removeIf(other -> other.equals(path) || other.startsWith(path + "/"));
    }

    private static String path(TarArchiveEntry entry) {
        return "/" + entry.getName().replaceFirst("^\\./", "").replaceFirst("/$", "");
    }

    private static TarArchiveInputStream tar(byte[] layer) {
        return new TarArchiveInputStream(new ByteArrayInputStream(layer), StandardCharsets.UTF_8.name());
    }
}
