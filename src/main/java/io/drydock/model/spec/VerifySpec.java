package io.drydock.model.spec;

import java.time.Duration;
import java.util.List;

/**
 * The suites and their rules.
 *
 * @param failAtEnd whether later suites run after one has failed
 * @param keepFailed how long a failed container is kept
 * @param suites in the order in which they run
 */
public record VerifySpec(boolean failAtEnd, Duration keepFailed, List<SuiteSpec> suites) {}
