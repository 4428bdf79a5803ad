package io.drydock.engine;

import io.drydock.dockerfile.ImageConfig;
import io.drydock.dockerfile.LayerItem;
import io.drydock.model.ImageName;
import io.drydock.model.spec.ImageSpec;
import io.drydock.model.state.ImageState;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The engine's images. */
public interface Images {

    /**
     * Inspects one image.
     *
     * @param reference a name or an id
     */
    Optional<ImageState> find(String reference);

    /** Images that bear all these labels; an empty value asks for the key alone. Their configuration is left empty. */
    List<ImageState> list(Map<String, String> labels);

    /**
     * Pulls an image, three tries where the network fails.
     *
     * @param credentials for its registry, where there are any
     * @param progress the engine's status lines
     */
    void pull(ImageName name, Optional<Credentials> credentials, Consumer<String> progress);

    /**
     * Builds an image; which builder makes it is decided before and not changed after a failure.
     *
     * @param output the builder's lines
     * @throws BuildException where a step fails
     */
    BuiltImage build(BuildRequest request, Consumer<String> output) throws InterruptedException;

    /** Lets a name point to an image. */
    void tag(String id, ImageName name);

    /** Removes a name, and the image itself when it was its last; no error where it is not there or still in use. */
    boolean remove(String reference);

    /**
     * Pushes a name to its registry.
     *
     * @return the digest
     */
    String push(ImageName name, Optional<Credentials> credentials, Consumer<String> progress);

    /**
     * Makes an image without a name of a container's file system and configuration, as {@code docker commit} does; the container
     * may have ended.
     *
     * @param labels added to the container's own
     * @return its id
     */
    String commit(String container, Map<String, String> labels);

    /**
     * Makes an image without any file, from nothing: no other image is needed for it, no registry, no builder. The same name and
     * labels make the same image, so several may make it at once.
     */
    void empty(ImageName name, Map<String, String> labels);

    /** Loads images from a tar, as {@code docker load} does. */
    void load(InputStream tar);

    /** What each instruction added, newest first. */
    List<Layer> history(String reference);

    /** What builds are made with where this is asked for: {@code buildkit} or {@code classic}. */
    String builder(ImageSpec.Builder wanted);

    /** The part of an image's configuration that a Dockerfile built on it sees. */
    Optional<ImageConfig> buildConfig(String reference);

    /**
     * Reads all layers of an image. The engine sends the whole image for it, so it takes as long as
     * {@code docker save}.
     */
    ImageContents contents(String reference);

    /**
     * What the archives of an image's layers say of their files, the lowest layer first. The engine sends the whole image
     * for it, as for {@link #contents}.
     */
    List<List<LayerItem>> files(String reference);

    /** Why {@link #derive} and {@link #flatten} cannot work on this engine; empty where it can. */
    Optional<String> obstacleToDerive();

    /** Makes an image of layers that the engine has, in milliseconds and without a container. */
    void derive(DerivedImage image);

    /**
     * Makes an image with the files and the configuration of another, all layers above its base merged into one. The engine
     * sends the whole image twice. The former image stays, without these names.
     *
     * @param folder where the merged layer is kept meanwhile; made where it is not there
     * @return the new image's id
     */
    String flatten(FlatImage image, Path folder);

    /**
     * A line of an image's history.
     *
     * @param createdBy the instruction
     * @param size bytes it added
     * @param created seconds since the epoch
     */
    record Layer(String createdBy, long size, long created) {}
}
