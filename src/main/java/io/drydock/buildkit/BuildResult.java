package io.drydock.buildkit;

/** How a build without a failure ended; failures are exceptions. */
public sealed interface BuildResult {

    /** @param imageId the image, as {@code sha256:...} */
    record Built(String imageId) implements BuildResult {}

    /**
     * BuildKit cannot make this build here; nothing was tried, so the classic builder may.
     *
     * @param reason half a sentence for the log
     */
    record NotAvailable(String reason) implements BuildResult {}
}
