/**
 * Proves that a container is ready: a list of waits passes in order, all of it, within one deadline.
 *
 * <p>Rule: a probe asks once and says what it heard; {@link io.drydock.probe.Readiness} alone knows about time. Sees the engine
 * port and the model.
 */
package io.drydock.probe;
