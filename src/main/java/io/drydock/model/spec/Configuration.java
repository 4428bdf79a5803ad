package io.drydock.model.spec;

import io.drydock.model.App;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole validated configuration of one module.
 *
 * @param app what is built, run and named
 * @param registry {@code host[:port][/path]} that image names are prefixed with
 * @param image how the app's image is built
 * @param master how the master image is made and used
 * @param forwardEnv names of variables handed on from the CI host to containers of the app image
 * @param env variables of every container of the app image
 * @param services in the order of the POM
 * @param verify the suites and their rules
 * @param run how the verified image is run
 * @param network where environments take their subnets from
 */
public record Configuration(
        App app,
        Optional<String> registry,
        ImageSpec image,
        MasterSpec master,
        List<String> forwardEnv,
        Map<String, String> env,
        List<ServiceSpec> services,
        VerifySpec verify,
        RunSpec run,
        NetworkSpec network) {}
