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
        String app = labels.get(appLabel);
        String branch = labels.get(branchLabel);
        if (environment.app().toString().equals(app)
                && environment.branch().toString().equals(branch)) {
            return;
        }
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
