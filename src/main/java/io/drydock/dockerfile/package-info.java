/**
 * The Dockerfile, {@code .dockerignore} and the build context, as values: parsed, asked, rewritten.
 *
 * <p>Rule: no engine and no Maven; beyond {@code java.*} and the model only commons-compress, for the tar. Only the
 * context and the ignore rules touch the file system, and they only read.
 *
 * <p>The parser is our own because a rewrite needs what no small library on Maven Central offers: the exact source
 * lines of each instruction, heredocs, mounts, the escape directive and stage names. {@code docker-java-core} brings a
 * {@code Dockerfile} class, which knows only ADD, COPY and ENV lines, splits at line ends and has no stages;
 * {@code com.github.thstock:docker-java-parser} (0.2.0) has neither positions nor heredocs. The grammar followed is
 * the one of the <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>.
 */
package io.drydock.dockerfile;
