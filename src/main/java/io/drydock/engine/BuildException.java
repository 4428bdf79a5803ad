package io.drydock.engine;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.util.List;

/** A step of a build failed: the app's own failure, not the engine's. */
public final class BuildException extends DrydockException {

    private static final long serialVersionUID = 1L;

    public BuildException(String what, String why, List<String> next) {
        super(Outcome.BUILD_FAILED, what, why, next);
    }
}
