/**
 * Pure values and rules: apps, branches, commits, names, waits, outcomes.
 *
 * <p>Rule: sees nothing but {@code java.*}; does no input or output.
 */
package io.drydock.model;
