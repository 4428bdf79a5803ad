package io.drydock.engine;

import io.drydock.dockerfile.BuildContext;
import io.drydock.dockerfile.IgnoreRules;
import io.drydock.engine.BuildRequest.Source;
import io.drydock.model.spec.ImageSpec.Builder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Build requests for tests. */
public final class Builds {

    private Builds() {}

    /** A build of a Dockerfile that is not in the folder that it copies from. */
    public static BuildRequest of(
            Path folder, String tag, Map<String, String> labels, String dockerfile, Builder builder) {
        return new BuildRequest(
                List.of(tag),
                labels,
                Map.of(),
                Optional.empty(),
                new Source(Optional.empty(), dockerfile, IgnoreRules.NONE),
                false,
                BuildContext.of(folder, IgnoreRules.NONE),
                Map.of(),
                host -> Optional.empty(),
                builder,
                tag);
    }
}
