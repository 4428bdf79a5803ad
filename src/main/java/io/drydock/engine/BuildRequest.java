package io.drydock.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to build.
 *
 * @param tags references the result gets
 * @param labels of the image
 * @param buildArgs values of {@code ARG}s
 * @param target stage to build; empty: the last
 * @param dockerfile path of the Dockerfile inside the context
 * @param noCache whether every step is run anew
 * @param context writes the context as a tar
 */
public record BuildRequest(
        List<String> tags,
        Map<String, String> labels,
        Map<String, String> buildArgs,
        Optional<String> target,
        String dockerfile,
        boolean noCache,
        Context context) {

    /** Writes a build context as a tar. */
    @FunctionalInterface
    public interface Context {
        void writeTo(OutputStream tar) throws IOException;
    }
}
