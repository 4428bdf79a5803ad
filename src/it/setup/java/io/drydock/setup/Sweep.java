package io.drydock.setup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Removes what interrupted test runs left on the engine, and nothing else. */
final class Sweep {

    /** Where things of one kind are listed, how a thing is addressed, and the label that names its app. */
    private record Kind(String list, String id, String delete, String label) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "/containers/json?all=1&",
                    "\"Id\":\"([0-9a-f]+)\"",
                    "/containers/%s?force=1&v=1",
                    "io.drydock.app"),
            new Kind("/networks?", "\"Id\":\"([0-9a-f]+)\"", "/networks/%s", "io.drydock.app"),
            new Kind("/volumes?", "\"Name\":\"([^\"]+)\"", "/volumes/%s?force=1", "io.drydock.app"),
            new Kind("/images/json?", "\"Id\":\"([^\"]+)\"", "/images/%s?force=1", "io.drydock.image.app"));

    static void run(Host host) throws IOException {
        if (host.opaque() || host.silence().isPresent()) {
            return;
        }
        Http engine = new Http(host);
        int removed = 0;
        for (Kind kind : KINDS) {
            List<String> labels = new ArrayList<>(List.of("io.drydock.test"));
            String appLabel = "\"" + Pattern.quote(kind.label()) + "\":\"(it-[^\"]*)\"";
            engine.get(kind.list()).all(appLabel).forEach(app -> labels.add(kind.label() + "=" + app));
            for (String label : labels) {
                String filter = "filters=" + Http.query("{\"label\":[\"" + label + "\"]}");
                for (String id : engine.get(kind.list() + filter).all(kind.id())) {
                    removed += engine.delete(kind.delete().formatted(id)).status() < 300 ? 1 : 0;
                }
            }
        }
        System.out.println("Swept " + removed + " leftovers of earlier tests.");
    }

    private Sweep() {}
}
