/**
 * What has to be done: from a configuration, the git state and what was seen on the engine to a list of steps.
 *
 * <p>Rule: pure. Sees nothing but {@code java.*} and {@code io.drydock.model}; asks nobody, changes nothing. {@code docker:plan}
 * and {@code -Ddocker.dryRun} print the steps, package {@code run} carries them out.
 */
package io.drydock.plan;
