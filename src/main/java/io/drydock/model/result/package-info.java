/**
 * What a run came to: the values that {@code environment.json}, the console and the report show.
 *
 * <p>Rule: plain values, sees nothing but {@code java.*} and {@code io.drydock.model}.
 */
package io.drydock.model.result;
