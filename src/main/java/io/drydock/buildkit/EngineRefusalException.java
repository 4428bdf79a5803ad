package io.drydock.buildkit;

import java.io.IOException;

/** The engine answered that it will not build; the message is its own. */
final class EngineRefusalException extends IOException {

    private static final long serialVersionUID = 1L;

    EngineRefusalException(String message) {
        super(message);
    }
}
