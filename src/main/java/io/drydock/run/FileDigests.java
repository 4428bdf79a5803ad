package io.drydock.run;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.Sha256;
import io.drydock.model.spec.FileSpec;
import io.drydock.model.spec.ServiceSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Digests of what services' {@code <files>} hold, so that changed content makes a service anew. */
final class FileDigests {

    private FileDigests() {}

    /** By service name; services without files are left out. */
    static Map<String, String> of(List<ServiceSpec> services) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (ServiceSpec service : services) {
            if (!service.files().isEmpty()) {
                digests.put(service.name(), digest(service));
            }
        }
        return digests;
    }

    private static String digest(ServiceSpec service) {
        MessageDigest digest = Sha256.newDigest();
        for (FileSpec file : service.files()) {
            try {
                for (Path path : FilesIn.files(file.from())) {
                    String name = file.from().relativize(path) + "\0" + file.to() + "\0";
                    digest.update(name.getBytes(StandardCharsets.UTF_8));
                    if (Files.isRegularFile(path)) {
                        digest.update(Files.readAllBytes(path));
                    }
                }
            } catch (IOException e) {
                throw new DrydockException(
                        Outcome.CONFIG_ERROR,
                        "files of service " + service.name() + " cannot be read",
                        file.from() + ": " + e.getMessage(),
                        List.of("check <files><file><from> of service " + service.name()),
                        e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
