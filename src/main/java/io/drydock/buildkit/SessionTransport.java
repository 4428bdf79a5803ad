package io.drydock.buildkit;

import java.io.IOException;
import java.util.List;

/** Opens the engine's {@code POST /session} as an upgraded connection; implemented where the engine's host is known. */
public interface SessionTransport {

    /**
     * Sends the request on a connection of its own and reads the answer's head, not a byte more.
     *
     * @param headers complete header lines ({@code Name: value}) to send as they are, in order, repeated names
     *     included; {@code Host} is the transport's to add
     * @return the connection after {@code 101 Switching Protocols}
     * @throws IOException for any other answer, with the status and the engine's words as message: there is no session
     *     to be had here (an old engine, a socket proxy that filters)
     */
    DuplexStream open(List<String> headers) throws IOException;
}
