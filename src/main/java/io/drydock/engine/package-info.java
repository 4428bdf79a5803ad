/**
 * The port to a container engine, by noun: images, containers, networks, volumes.
 *
 * <p>Rule: interfaces, requests and errors only; no type of an engine client. One contract suite holds every
 * implementation to the same behaviour. All calls block, may be made from any thread, and throw
 * {@link io.drydock.engine.EngineException} where the engine refuses.
 */
package io.drydock.engine;
