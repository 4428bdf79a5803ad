/**
 * The adapter to Docker and podman: the Docker Engine API over HTTP, behind the port {@link io.drydock.engine}.
 *
 * <p>Rule: sees {@code java.*}, Jackson's streaming core, {@code io.drydock.engine} and {@code io.drydock.model}; only
 * {@link io.drydock.docker.EngineLocator}, {@link io.drydock.docker.DockerEngine} and what they hand out are public.
 *
 * <p>The requests are made here and not by a client library for three measured reasons. A first call of docker-java over
 * httpclient5 costs about a second of class loading, this one some tens of milliseconds, and a build with nothing to do
 * makes only a handful. Both libraries log at debug level, which Maven's {@code -X} turns on: the one every command with
 * its environment, the other every header and body, credentials included. And their calls do not end when their thread
 * is interrupted, while a blocking channel does.
 */
package io.drydock.docker;
