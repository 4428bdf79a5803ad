package io.drydock.plan;

import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.PortSpec;
import io.drydock.model.spec.RunSpec;
import io.drydock.model.spec.VolumeSpec;
import io.drydock.model.spec.Wait;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ImageState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Plans the app's container: kept where this very image runs as configured, else a new one that takes over. */
public final class AppPlanner {

    /** How this commit stands to the one that runs. */
    public enum Ancestry {
        /** It comes after it, or nothing runs. */
        NEWER,
        /** It is a strict ancestor of it. */
        OLDER,
        /** Neither comes from the other: a rebase. */
        UNRELATED,
        /** The history is not there. */
        UNKNOWN
    }

    private final Target target;
    private final Snapshot snapshot;
    private final List<Address> services;
    private final boolean publishExposed;

    /**
     * @param services where containers find each service
     * @param publishExposed whether the image's exposed ports are published where none are configured
     */
    public AppPlanner(Target target, Snapshot snapshot, List<Address> services, boolean publishExposed) {
        this.target = target;
        this.snapshot = snapshot;
        this.services = services;
        this.publishExposed = publishExposed;
    }

    public Plan plan(Ancestry ancestry) {
        AppDefinition app = definition();
        Optional<ContainerState> current = snapshot.container(app.container());
        current.ifPresent(c -> Ownership.require(c, target.environment()));
        snapshot.container(app.candidate()).ifPresent(c -> Ownership.require(c, target.environment()));
        if (current.isEmpty()) {
            return plan(new Step.RunApp(app, "none runs"));
        }
        ContainerState there = current.get();
        String commit = there.label(Labels.COMMIT).orElse("");
        if (ancestry == Ancestry.OLDER && there.running()) {
            throw superseded(commit);
        }
        if (!commit.equals(target.commit().toString())) {
            return plan(new Step.RunApp(app, "commit " + shortened(commit) + " runs"));
        }
        if (!there.label(Labels.CONFIG).equals(Optional.of(app.hash()))) {
            return plan(new Step.RunApp(app, "its definition changed"));
        }
        return plan(there.running() ? new Step.KeepApp(there.name()) : new Step.RunApp(app, "it had stopped"));
    }

    /** That step, after what a takeover that was killed has left is gone. */
    private Plan plan(Step step) {
        List<Step> steps = new ArrayList<>();
        snapshot.waiting()
                .ifPresent(network ->
                        steps.add(new Step.RemoveNetwork(network.id(), network.name(), "an interrupted run left it")));
        steps.add(step);
        return new Plan(steps);
    }

    private DrydockException superseded(String commit) {
        return new DrydockException(
                Outcome.SUPERSEDED,
                "commit " + target.commit().short7() + " does not replace the running app",
                "commit " + shortened(commit) + " runs, and it comes after this one",
                List.of(
                        "nothing to do: the newer commit serves",
                        "-Ddocker.superseded=pass lets such a build succeed"));
    }

    private static String shortened(String commit) {
        return commit.length() > 7 ? commit.substring(0, 7) : commit;
    }

    /** The container to create. */
    public AppDefinition definition() {
        Environment environment = target.environment();
        RunSpec run = target.configuration().run();
        String reference = environment.image(target.commit()).toString();
        ImageState image = snapshot.image(reference).orElseThrow(() -> missing(reference));
        OptionalInt port = run.ports().isEmpty()
                ? image.config().lowestPort()
                : OptionalInt.of(run.ports().get(0).container());
        List<Wait> waits = WellKnown.waits(run.waits(), "", image.config(), port);
        ContainerRequest request = request(environment, run, image);
        String hash = Fingerprint.of(
                request.image(),
                request.env(),
                request.command(),
                request.entrypoint(),
                request.ports(),
                request.bind(),
                request.volumes(),
                request.limits(),
                request.restart(),
                run.labels());
        Map<String, String> labels = new LinkedHashMap<>(request.labels());
        labels.put(Labels.CONFIG, hash);
        return new AppDefinition(
                environment.appContainer(),
                environment.keptContainer(target.commit()),
                reference,
                port,
                waits,
                run.timeout(),
                image.config().healthcheck(),
                request.withLabels(labels),
                hash);
    }

    private ContainerRequest request(Environment environment, RunSpec run, ImageState image) {
        Map<String, String> variables = new LinkedHashMap<>();
        services.forEach(address -> variables.putAll(address.variables()));
        variables.putAll(target.appVariables());
        Map<String, String> labels = new LinkedHashMap<>(run.labels());
        labels.putAll(target.labels(Labels.ROLE_APP));
        return ContainerRequest.of(environment.keptContainer(target.commit()), image.id())
                .env(Definitions.lines(variables))
                .command(run.command())
                .entrypoint(run.entrypoint())
                .labels(labels)
                .network(environment.network())
                .publish(ports(run, image), run.bind())
                .volumes(run.volumes().stream()
                        .map(v -> new VolumeSpec(environment.network() + ".app." + v.name(), v.path(), v.readOnly()))
                        .toList())
                .limits(run.limits())
                .restart(run.restart())
                .build();
    }

    private List<PortSpec> ports(RunSpec run, ImageState image) {
        boolean onlyWayIn = snapshot.vantage() == Vantage.PUBLISHED;
        return run.ports().isEmpty() && (publishExposed || onlyWayIn)
                ? image.config().tcpPorts().stream()
                        .map(port -> new PortSpec(OptionalInt.empty(), port))
                        .toList()
                : run.ports();
    }

    private static DrydockException missing(String reference) {
        return new DrydockException(
                Outcome.CONFIG_ERROR,
                "there is no image to run",
                "image " + reference + " is not on the engine",
                List.of("run docker:branch-image and docker:verify before docker:run, for example: mvn verify"));
    }
}
