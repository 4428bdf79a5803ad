package io.drydock.model.state;

import java.util.Map;

/**
 * A volume on the engine.
 *
 * @param name its name
 * @param labels its labels
 */
public record VolumeState(String name, Map<String, String> labels) {}
