package io.drydock.plan;

import io.drydock.model.App;
import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.SuiteSpec;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.VolumeState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans the suites: run in order, unless the record says that this image passed them with these services. */
public final class VerifyPlanner {

    private final Target target;
    private final Snapshot snapshot;
    private final List<Address> services;

    /**
     * @param services where containers find each service
     */
    public VerifyPlanner(Target target, Snapshot snapshot, List<Address> services) {
        this.target = target;
        this.snapshot = snapshot;
        this.services = services;
    }

    /** References of the images that suites run in. */
    public static List<String> references(Target target) {
        List<String> references = new ArrayList<>();
        references.add(target.environment().image(target.commit()).toString());
        references.addAll(ImagePlanner.suiteStages(target).values());
        target.configuration().services().forEach(s -> s.image().ifPresent(references::add));
        return references.stream().distinct().toList();
    }

    /**
     * @param again whether suites run although a record says that they passed
     */
    public Plan plan(boolean again) {
        if (target.configuration().verify().suites().isEmpty()) {
            return new Plan(List.of(new Step.Skip("verify", "no suites are configured: nothing is verified")));
        }
        Optional<VolumeState> record = record();
        if (!again
                && record.filter(r -> fingerprint().equals(r.labels().get(Labels.CONFIG)))
                        .isPresent()) {
            return new Plan(List.of(new Step.UseRecord(record.get().name())));
        }
        List<Step> steps = new ArrayList<>();
        for (SuiteSpec suite : target.configuration().verify().suites()) {
            SuiteDefinition definition = definition(suite);
            Optional<ContainerState> there =
                    snapshot.container(definition.request().name());
            there.ifPresent(c -> {
                Ownership.require(c, target.environment());
                steps.add(new Step.RemoveContainer(c.id(), c.name(), "an earlier run of the suite"));
            });
            steps.add(new Step.RunSuite(definition));
        }
        return new Plan(steps);
    }

    private Optional<VolumeState> record() {
        String name = Records.name(target.environment(), target.commit());
        return snapshot.records().stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /** What a record stands for: the image, the images of stages and services, and the suites. */
    public String fingerprint() {
        Map<String, String> ids = new LinkedHashMap<>();
        references(target)
                .forEach(r -> ids.put(r, snapshot.image(r).map(ImageState::id).orElse("")));
        target.configuration().services().stream()
                .flatMap(service -> service.app().stream())
                .forEach(app -> ids.put(app.toString(), idOf(app)));
        return Fingerprint.of(
                ids,
                target.configuration().verify().suites(),
                target.configuration().env());
    }

    /** The image of another app that is a service here: the first that is there. */
    private String idOf(App app) {
        return Definitions.candidates(target, app).stream()
                .flatMap(reference -> snapshot.image(reference).stream())
                .map(ImageState::id)
                .findFirst()
                .orElse("");
    }

    /** Where a suite's services are: in its own network, or in the branch's. */
    public static Target place(Target target, SuiteSpec suite) {
        return suite.freshServices() ? target.in(target.environment().of(target.commit(), suite.name())) : target;
    }

    private SuiteDefinition definition(SuiteSpec suite) {
        Environment environment = target.environment();
        Target place = place(target, suite);
        String reference = suite.target()
                .map(stage -> ImagePlanner.suiteStages(target).get(stage))
                .orElse(environment.image(target.commit()).toString());
        ImageState image = snapshot.image(reference).orElseThrow(() -> missing(reference));
        Map<String, String> labels = target.labels(Labels.ROLE_VERIFY);
        labels.put(Labels.SUITE, suite.name());
        ContainerRequest request = ContainerRequest.of(
                        environment.verifyContainer(target.commit(), suite.name()), image.id())
                .env(Definitions.lines(variables(suite)))
                .run(suite.command())
                .labels(labels)
                .network(place.environment().network())
                .links(Definitions.links(place))
                .limits(suite.limits())
                .build();
        return new SuiteDefinition(suite, reference, request);
    }

    private Map<String, String> variables(SuiteSpec suite) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (!suite.freshServices()) {
            services.forEach(address -> variables.putAll(address.variables()));
        }
        variables.putAll(target.appVariables());
        variables.putAll(suite.env());
        return variables;
    }

    private static DrydockException missing(String reference) {
        return new DrydockException(
                Outcome.CONFIG_ERROR,
                "there is no image to verify",
                "image " + reference + " is not on the engine",
                List.of("run docker:branch-image before docker:verify, for example: mvn verify"));
    }
}
