/**
 * What happens during a run, as values. Whatever does the work emits them; whatever shows or records it consumes them.
 *
 * <p>Rule: sees nothing but {@code java.*} and {@code io.drydock.model}.
 */
package io.drydock.event;
