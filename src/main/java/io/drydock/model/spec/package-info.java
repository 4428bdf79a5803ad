/**
 * What the user asked for, validated: one immutable record for each part of the configuration.
 *
 * <p>Rule: sees nothing but {@code java.*} and {@code io.drydock.model}. A value here is right by construction; package
 * {@code config} is the only one that makes them from text.
 */
package io.drydock.model.spec;
