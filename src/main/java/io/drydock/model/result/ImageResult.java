package io.drydock.model.result;

import java.util.Optional;

/**
 * The app's image of this run.
 *
 * @param name its reference
 * @param id its id
 * @param built whether this run built it
 * @param builder {@code buildkit} or {@code classic}; empty: it was there
 * @param master reference of the master image that it was made with
 */
public record ImageResult(String name, String id, boolean built, Optional<String> builder, Optional<String> master) {}
