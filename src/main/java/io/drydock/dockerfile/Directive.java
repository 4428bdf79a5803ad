package io.drydock.dockerfile;

/**
 * A parser directive at the top of a Dockerfile, such as {@code # syntax=docker/dockerfile:1}.
 *
 * @param value what is to the right of the equals sign, trimmed
 * @param line 1-based
 */
public record Directive(String value, int line) {}
