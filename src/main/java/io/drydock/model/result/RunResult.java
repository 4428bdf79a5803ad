package io.drydock.model.result;

import io.drydock.model.Outcome;
import io.drydock.model.state.EngineState;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a module's run so far; each goal adds its part.
 *
 * @param outcome the furthest point, or how it failed
 * @param branch as git names it
 * @param slug its safe form
 * @param commit full sha
 * @param dirty whether the work tree differed from the commit
 * @param engine the engine that answered
 * @param image the app's image
 * @param network the environment's network
 * @param subnet its subnet
 * @param services in the order of the configuration
 * @param suites in the order in which they ran
 * @param app the running app
 * @param failure why it failed
 * @param steps in the order in which they began
 */
public record RunResult(
        Outcome outcome,
        Optional<String> branch,
        Optional<String> slug,
        Optional<String> commit,
        boolean dirty,
        Optional<EngineState> engine,
        Optional<ImageResult> image,
        Optional<String> network,
        Optional<String> subnet,
        List<ServiceResult> services,
        List<SuiteResult> suites,
        Optional<AppResult> app,
        Optional<FailureResult> failure,
        List<StepTime> steps) {}
