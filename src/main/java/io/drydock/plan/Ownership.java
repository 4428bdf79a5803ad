package io.drydock.plan;

import io.drydock.model.DrydockException;
import io.drydock.model.Environment;
import io.drydock.model.Labels;
import io.drydock.model.Outcome;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.NetworkState;
import java.util.List;
import java.util.Map;

/**
 * Whether an object that bears a name of ours is ours. Nothing else is ever stopped, changed or removed; an error names it.
 *
 * <p>Container names, networks and volumes are ours by their own labels; a container of a user's that was started from an image
 * of ours inherits only the image's.
 */
public final class Ownership {

    private Ownership() {}

    /** Whether a container was made for that environment. */
    public static boolean holds(ContainerState container, Environment environment) {
        return holds(container.labels(), Labels.APP, Labels.BRANCH, environment);
    }

    private static boolean holds(
            Map<String, String> labels, String appLabel, String branchLabel, Environment environment) {
        return environment.app().toString().equals(labels.get(appLabel))
                && environment.branch().toString().equals(labels.get(branchLabel));
    }

    public static void require(ContainerState container, Environment environment) {
        require(
                "container",
                container.name(),
                container.labels(),
                Labels.APP,
                Labels.BRANCH,
                environment,
                "its image is " + container.image() + ", it is " + container.status(),
                "docker rm -f " + container.name());
    }

    public static void require(NetworkState network, Environment environment) {
        require(
                "network",
                network.name(),
                network.labels(),
                Labels.APP,
                Labels.BRANCH,
                environment,
                "its driver is " + network.driver(),
                "docker network rm " + network.id());
    }

    public static void requireVolume(String name, Map<String, String> labels, Environment environment) {
        require("volume", name, labels, Labels.APP, Labels.BRANCH, environment, "", "docker volume rm " + name);
    }

    public static void require(ImageState image, String reference, Environment environment) {
        require(
                "image",
                reference,
                image.labels(),
                Labels.IMAGE_APP,
                Labels.IMAGE_BRANCH,
                environment,
                "its id is " + image.id(),
                "docker rmi " + reference);
    }

    private static void require(
            String kind,
            String name,
            Map<String, String> labels,
            String appLabel,
            String branchLabel,
            Environment environment,
            String more,
            String command) {
        if (holds(labels, appLabel, branchLabel, environment)) {
            return;
        }
        String app = labels.get(appLabel);
        String branch = labels.get(branchLabel);
        String whose = app == null ? "it has no label " + appLabel : "it belongs to app " + app + ", branch " + branch;
        String why = "it was not made by Drydock for app " + environment.app() + ", branch " + environment.branch()
                + ": " + whose + (more.isEmpty() ? "" : "; " + more);
        throw new DrydockException(
                Outcome.ENGINE_ERROR,
                "the " + kind + " name " + name + " is taken",
                why,
                List.of(
                        "rename or remove that " + kind + ": " + command,
                        "or choose another app name: -Ddocker.app=<name>"));
    }
}
