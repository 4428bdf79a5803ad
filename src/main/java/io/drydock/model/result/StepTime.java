package io.drydock.model.result;

import java.time.Instant;

/**
 * When a step ran.
 *
 * @param name its name
 * @param start its begin
 * @param end its end
 */
public record StepTime(String name, Instant start, Instant end) {}
