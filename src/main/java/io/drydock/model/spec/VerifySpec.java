package io.drydock.model.spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The suites and their rules.
 *
 * @param failAtEnd whether later suites run after one has failed
 * @param keepFailed how long a failed container is kept
 * @param reportsTo folder where CI servers look for JUnit XML; the suites' is laid there, too
 * @param suites in the order in which they run
 */
public record VerifySpec(boolean failAtEnd, Duration keepFailed, Optional<Path> reportsTo, List<SuiteSpec> suites) {}
