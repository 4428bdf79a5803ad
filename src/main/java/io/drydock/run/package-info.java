/**
 * Carries out plans on the engine: builds, starts, proves, runs suites, swaps, removes.
 *
 * <p>Rule: decides nothing that package {@code plan} could; asks the engine through its port, tells what happens as events and
 * returns what came of it as values. No Maven type, no engine client's type.
 */
package io.drydock.run;
