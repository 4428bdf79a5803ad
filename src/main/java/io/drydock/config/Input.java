package io.drydock.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Everything a configuration is read from.
 *
 * @param pom the plugin's {@code <configuration>}
 * @param commandLine properties given with {@code -D}; they win over the POM
 * @param project properties of the POM and of settings; they stand for elements that the configuration leaves out
 * @param env this process's environment
 * @param basedir the module's folder
 * @param buildDirectory the module's {@code target} folder
 * @param artifactId the module's artifactId
 */
public record Input(
        Node pom,
        Map<String, String> commandLine,
        Map<String, String> project,
        Map<String, String> env,
        Path basedir,
        Path buildDirectory,
        String artifactId) {}
