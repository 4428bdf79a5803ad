/**
 * The adapter to Docker and podman: the Docker Engine API over HTTP, behind the port {@link io.drydock.engine}.
 *
 * <p>Rule: sees {@code java.*}, Jackson's streaming core, {@code io.drydock.engine} and {@code io.drydock.model}; only
 * {@link io.drydock.docker.EngineLocator}, {@link io.drydock.docker.DockerEngine} and what they hand out are public.
 *
 * <p>The requests are made here and not by a client library, for three reasons. Start-up: version, one image and one
 * listing take a fresh JVM 0.7 s of processor time here and 2.4 s with docker-java over httpclient5 (measured in turns
 * on one busy machine, all threads, the JVM's own start taken off), and a build with nothing to do asks little more.
 * Secrets: both libraries log at debug level, which Maven's {@code -X} turns on, the one every command with its
 * environment, the other every header and body. Cancelling: a call on a blocking channel ends when its thread is
 * interrupted.
 */
package io.drydock.docker;
