package io.drydock.model.result;

/**
 * What one instruction of an image cost.
 *
 * @param instruction as the builder recorded it
 * @param size bytes that it added; 0 where it made no layer, or an empty one
 */
public record LayerCost(String instruction, long size) {}
