package io.drydock.buildkit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Posts to the engine's {@code /build}; implemented over the engine client's own transport. */
public interface BuildPost {

    /** Opens a request body; called once. */
    interface Body {
        InputStream open() throws IOException;
    }

    /**
     * @param pathAndQuery from {@code /build} on, encoded; the API version's prefix is the implementation's to add
     * @param body the body, none for an empty one
     * @param contentType the body's type
     * @return the body of the answer, whatever its status, readable while the engine writes it. Closing it must drop
     *     the connection, not read to the end: that is how the engine learns of a cancellation
     * @throws IOException if the engine cannot be reached
     */
    InputStream post(String pathAndQuery, Optional<Body> body, String contentType) throws IOException;
}
