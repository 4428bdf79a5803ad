package io.drydock.model;

/**
 * The labels that are the database: everything Drydock knows about an engine it reads from these.
 *
 * <p>There are two sets. Containers inherit the labels of their image, so an image's own have another prefix: an object
 * is Drydock's only if it bears {@link #APP}, an image only if it bears {@link #IMAGE_APP}.
 */
public final class Labels {

    public static final String IMAGE_APP = "io.drydock.image.app";
    /** The branch as git names it. */
    public static final String IMAGE_BRANCH = "io.drydock.image.branch";

    public static final String IMAGE_SLUG = "io.drydock.image.slug";
    /** The full commit, as {@link Commit#toString()} writes it. */
    public static final String IMAGE_COMMIT = "io.drydock.image.commit";
    /** {@link #ROLE_MASTER}, {@link #ROLE_BRANCH} or {@link #ROLE_SEED}. */
    public static final String IMAGE_ROLE = "io.drydock.image.role";

    public static final String IMAGE_STAGE = "io.drydock.image.stage";

    /** On the master image: the Dockerfile that it was made from. */
    public static final String IMAGE_DOCKERFILE = "io.drydock.image.dockerfile";
    /** On the master image: hash of its build arguments. */
    public static final String IMAGE_ARGS = "io.drydock.image.args";
    /** On the master image: hashes of what its instructions read of the build context. */
    public static final String IMAGE_INPUTS = "io.drydock.image.inputs";
    /** On an image of role {@link #ROLE_SEED}: why no branch can start from it. */
    public static final String IMAGE_OBSTACLE = "io.drydock.image.obstacle";

    public static final String ROLE_MASTER = "master";
    public static final String ROLE_BRANCH = "branch";
    /** What a stage of branch images starts from: a stage of the master image less what a branch may change. */
    public static final String ROLE_SEED = "seed";

    public static final String APP = "io.drydock.app";
    /** The branch as git names it. */
    public static final String BRANCH = "io.drydock.branch";

    public static final String SLUG = "io.drydock.slug";
    public static final String COMMIT = "io.drydock.commit";
    /** One of the {@code ROLE_} constants below. */
    public static final String ROLE = "io.drydock.role";

    public static final String SERVICE = "io.drydock.service";
    /** On a suite's container, and on the network, services and volumes that are a suite's own. */
    public static final String SUITE = "io.drydock.suite";

    /** Hash of the resolved definition that the object was made from. */
    public static final String CONFIG = "io.drydock.config";

    public static final String OWNER = "io.drydock.owner";
    public static final String CREATED = "io.drydock.created";
    /** {@link RemoteUrl#hash()} of the repository's origin. */
    public static final String REMOTE = "io.drydock.remote";
    /** On a sign of life of a lock's holder: the id of the container that is the lock. */
    public static final String LOCK = "io.drydock.lock";
    /** On the word to a lock's holder that a newer commit has begun: that commit. */
    public static final String SUPERSEDED = "io.drydock.superseded";
    /** Set on what one shell made, to a value of its own; it goes with the shell. */
    public static final String SHELL = "io.drydock.shell";
    /** Bytes of memory that the container may have; not on one without a limit. */
    public static final String MEMORY = "io.drydock.memory";
    /** {@code true} on a container whose programs may gain privileges; not on others. */
    public static final String NEW_PRIVILEGES = "io.drydock.new-privileges";
    /** {@code true} if the branch was on the remote when the object was made. */
    public static final String PUSHED = "io.drydock.pushed";

    public static final String ROLE_SERVICE = "service";
    /** A service that is a suite's own, and none of the environment's. */
    public static final String ROLE_SUITE_SERVICE = "suite-service";

    public static final String ROLE_VERIFY = "verify";
    public static final String ROLE_APP = "app";
    public static final String ROLE_NETWORK = "network";
    public static final String ROLE_VOLUME = "volume";
    /** A lock, and the signs of life of who holds it. */
    public static final String ROLE_LOCK = "lock";

    public static final String ROLE_RECORD = "record";
    /** A failed suite's container that was opened again, and the image of that moment that it runs from. */
    public static final String ROLE_SHELL = "shell";

    private Labels() {}
}
