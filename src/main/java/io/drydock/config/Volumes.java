package io.drydock.config;

import io.drydock.model.NameKind;
import io.drydock.model.spec.VolumeSpec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Named volumes: {@code name:/path} with {@code :ro} or {@code :rw} after it. Folders of the host are refused. */
final class Volumes {

    private static final Pattern VOLUME = Pattern.compile("([^:]*):([^:]*)(?::(ro|rw))?");

    private Volumes() {}

    static VolumeSpec parse(String text) {
        Matcher volume = VOLUME.matcher(text);
        if (text.matches("[./~\\\\].*") || text.matches("[A-Za-z]:\\\\.*")) {
            throw Parser.refused(
                    text,
                    "a named volume",
                    "folders of this host are never mounted: write data:/path, or copy them in with <files>");
        }
        if (!volume.matches()) {
            throw Parser.refused(text, "a volume", "write data:/var/lib/data, or data:/var/lib/data:ro");
        }
        String path = Paths.inContainer(volume.group(2));
        if (path.equals("/")) {
            throw Parser.refused(text, "a volume", "Docker mounts nothing on /; name a folder");
        }
        return new VolumeSpec(Texts.name(NameKind.VOLUME).parse(volume.group(1)), path, "ro".equals(volume.group(3)));
    }
}
