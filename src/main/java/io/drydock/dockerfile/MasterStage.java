package io.drydock.dockerfile;

/**
 * What the caller knows of a stage of the master image.
 *
 * @param base the configuration of the image that the stage starts from
 * @param files what is known of its files
 * @param context the context that it was built from, ignore rules applied
 * @param caches the paths that may differ
 */
public record MasterStage(ImageConfig base, StageFiles files, ContextListing context, CachePaths caches) {}
