package io.drydock.plan;

import io.drydock.model.Environment;
import io.drydock.model.ImageName;
import io.drydock.model.Labels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The right to make something on an engine, which one at a time has: a container's name. The container is created from an empty
 * image and never started.
 *
 * @param environment whose it is
 * @param what it is the right to make: {@code image shop/master:a8e8e83}
 * @param name the container's
 * @param labels the container's
 */
public record Lock(Environment environment, String what, String name, Map<String, String> labels) {

    private static final String SUITES = "suites_";

    public Lock {
        labels = Map.copyOf(labels);
    }

    /** The right to build an image: the branch's or master's, whichever goal builds it. */
    public static Lock onImage(Target target, ImageBuild build) {
        ImageName image = ImageName.parse(build.reference());
        Environment environment = ImagePlanner.master(target)
                .filter(master -> image.withoutTag().equals(master.latest().withoutTag()))
                .orElse(target.environment());
        Map<String, String> labels = new LinkedHashMap<>(target.labels(Labels.ROLE_LOCK));
        labels.put(Labels.BRANCH, environment.branch().toString());
        labels.put(Labels.SLUG, environment.slug().toString());
        labels.put(Labels.COMMIT, build.labels().getOrDefault(Labels.IMAGE_COMMIT, ""));
        // said of the branch that is built, which another's may be
        labels.remove(Labels.PUSHED);
        return new Lock(
                environment, "image " + image, environment.lock(image.tag().orElseThrow()), labels);
    }

    /** The right to change the services of an environment. */
    public static Lock onServices(Target target) {
        return on(target, "the set of services of " + target.environment().network(), "services");
    }

    /** The right to run the suites of a commit. */
    public static Lock onSuites(Target target) {
        String image = target.environment().image(target.commit()).toString();
        return on(
                target,
                "the verdict on image " + image,
                SUITES + target.commit().tag());
    }

    /** Whether a lock's name says that it is the right to run the suites of some commit. */
    public static boolean isOnSuites(String name, Environment environment) {
        return name.startsWith(environment.lock(SUITES));
    }

    /** The right to let another app container take over. */
    public static Lock onApp(Target target) {
        return on(target, "app container " + target.environment().appContainer(), "app");
    }

    private static Lock on(Target target, String what, String word) {
        Environment environment = target.environment();
        return new Lock(environment, what, environment.lock(word), target.labels(Labels.ROLE_LOCK));
    }

    /** Whether an object is a lock, or a sign of life of who holds one. */
    public static boolean isOne(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(Labels.ROLE)).equals(Optional.of(Labels.ROLE_LOCK));
    }
}
