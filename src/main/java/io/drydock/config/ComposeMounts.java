package io.drydock.config;

import io.drydock.model.spec.FileSpec;
import io.drydock.model.spec.VolumeSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is mounted into a service of a Compose file. Folders and files of the host that are mounted read-only are copied
 * in, which comes to the same; those that the container would write to are refused.
 *
 * @param volumes named volumes
 * @param files copied in
 */
record ComposeMounts(List<VolumeSpec> volumes, List<FileSpec> files) {

    static ComposeMounts of(ComposeValue service, Path folder) {
        List<VolumeSpec> volumes = new ArrayList<>();
        List<FileSpec> files = new ArrayList<>();
        for (ComposeValue mount : service.get("volumes").items()) {
            if (!mount.isText()) {
                spelledOut(mount, volumes);
            } else if (mount.text()
                    .filter(text -> text.matches("\\.{0,2}/.*:.*:ro"))
                    .isPresent()) {
                mount.parse(text -> copied(text, folder)).ifPresent(files::add);
            } else {
                mount.parse(ComposeMounts::named).ifPresent(volumes::add);
            }
        }
        return new ComposeMounts(List.copyOf(volumes), List.copyOf(files));
    }

    private static VolumeSpec named(String text) {
        if (text.matches("[./~].*:.*")) {
            throw Parser.refused(
                    text,
                    "a named volume",
                    "folders of this host are never mounted; write data:/path, or :ro after it to have it copied in");
        }
        return Volumes.parse(text);
    }

    private static FileSpec copied(String text, Path folder) {
        String[] parts = text.split(":");
        if (parts.length != 3) {
            throw Parser.refused(text, "a mount", "write ./from:/to:ro");
        }
        return new FileSpec(Paths.from(folder).parse(parts[0]), Paths.inContainer(parts[1]));
    }

    private static void spelledOut(ComposeValue mount, List<VolumeSpec> volumes) {
        mount.allow(List.of("type", "source", "target", "read_only"));
        if (!mount.get("type").value().equals("volume")) {
            mount.get("type").mistake("is not supported here: write volume");
            return;
        }
        String mode = mount.get("read_only").value().equals("true") ? ":ro" : "";
        String source = mount.get("source").text().orElse("");
        mount.get("target")
                .parse(target -> Volumes.parse(source + ":" + target + mode))
                .ifPresent(volumes::add);
    }
}
