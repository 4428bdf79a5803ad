package io.drydock.plan;

import io.drydock.model.Subnet;
import java.util.Map;

/** One thing to do, or one thing found to be right already. */
public sealed interface Step {

    /** What it does, as a user reads it; begins with a verb. */
    String describe();

    /** Whether it leaves the engine as it is. */
    default boolean passive() {
        return false;
    }

    /** The image is there and right. */
    record UseImage(String reference, String id) implements Step {
        @Override
        public String describe() {
            return "use image " + reference;
        }

        @Override
        public boolean passive() {
            return true;
        }
    }

    /** Build an image. */
    record BuildImage(ImageBuild build) implements Step {
        @Override
        public String describe() {
            return "build image " + build.reference()
                    + build.master().map(m -> " on " + m).orElse("")
                    + " (" + build.reason() + ")";
        }
    }

    /** Take a name from an image; the image goes with its last name. */
    record RemoveImage(String reference, String reason) implements Step {
        @Override
        public String describe() {
            return "remove image " + reference + " (" + reason + ")";
        }
    }

    /** Remove a volume of ours. */
    record RemoveVolume(String name, String reason) implements Step {
        @Override
        public String describe() {
            return "remove volume " + name + " (" + reason + ")";
        }
    }

    /** Remove a network of ours. */
    record RemoveNetwork(String id, String name, String reason) implements Step {
        @Override
        public String describe() {
            return "remove network " + name + " (" + reason + ")";
        }
    }

    /** Fetch an image that is not on the engine. */
    record PullImage(String reference) implements Step {
        @Override
        public String describe() {
            return "pull image " + reference;
        }
    }

    /** Make the environment's network. */
    record CreateNetwork(String name, Subnet subnet, Map<String, String> labels) implements Step {
        @Override
        public String describe() {
            return "create network " + name + " (" + subnet + ")";
        }
    }

    /** Remove a container of ours. */
    record RemoveContainer(String id, String name, String reason) implements Step {
        @Override
        public String describe() {
            return "remove container " + name + " (" + reason + ")";
        }
    }

    /** A service that runs and is right, or a one-shot service that is done. */
    record KeepService(ServiceDefinition service, String container) implements Step {
        @Override
        public String describe() {
            return "keep service " + service.name();
        }

        @Override
        public boolean passive() {
            return true;
        }
    }

    /** A service that is right but does not run. */
    record RestartService(ServiceDefinition service, String container, String reason) implements Step {
        @Override
        public String describe() {
            return "start service " + service.name() + " again (" + reason + ")";
        }
    }

    /** A service that is missing or not right; a container of its name has been removed by an earlier step. */
    record CreateService(ServiceDefinition service, String reason) implements Step {
        @Override
        public String describe() {
            return "start service " + service.name() + " from " + service.image() + " (" + reason + ")";
        }
    }

    /** Run a suite in a container of its own. */
    record RunSuite(SuiteDefinition suite) implements Step {
        @Override
        public String describe() {
            return "run suite " + suite.name() + " in " + suite.image()
                    + (suite.spec().freshServices() ? " with services of its own" : "");
        }
    }

    /** The suites of this image, with these services, passed before. */
    record UseRecord(String name) implements Step {
        @Override
        public String describe() {
            return "use the record " + name + ": this image passed these suites with these services";
        }

        @Override
        public boolean passive() {
            return true;
        }
    }

    /** Start the app and, once it is ready, let it take over. */
    record RunApp(AppDefinition app, String reason) implements Step {
        @Override
        public String describe() {
            return "run app " + app.container() + " from " + app.image() + " (" + reason + ")";
        }
    }

    /** The app runs and is right. */
    record KeepApp(String container) implements Step {
        @Override
        public String describe() {
            return "keep app " + container;
        }

        @Override
        public boolean passive() {
            return true;
        }
    }

    /** Something is left out, and why. */
    record Skip(String what, String reason) implements Step {
        @Override
        public String describe() {
            return "skip " + what + " (" + reason + ")";
        }

        @Override
        public boolean passive() {
            return true;
        }
    }
}
