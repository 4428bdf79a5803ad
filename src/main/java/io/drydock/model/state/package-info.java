/**
 * What was seen on an engine at one moment: images, containers, networks, volumes.
 *
 * <p>Rule: plain values, sees nothing but {@code java.*} and {@code io.drydock.model}. The engine port returns them, the
 * planner compares them with what is wanted.
 */
package io.drydock.model.state;
