package io.drydock.probe;

import io.drydock.engine.Engine;
import io.drydock.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The end of a container's log, for messages. */
public final class LogTail {

    private static final int LINES = 50;

    private LogTail() {}

    /** Its last 50 lines, or fewer; none where the log cannot be read. */
    public static List<String> of(Engine engine, String container) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            engine.containers().logs(container, false, LINES, (error, chunk) -> bytes.writeBytes(chunk));
        } catch (EngineException e) {
            return List.of();
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.isBlank() ? List.of() : text.lines().toList();
    }
}
