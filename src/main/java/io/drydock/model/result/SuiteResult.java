package io.drydock.model.result;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a suite ended.
 *
 * @param name its name
 * @param container its container's name
 * @param exitCode its exit code; empty where it did not end by itself
 * @param durationMs milliseconds from start to end
 * @param tests what its reports say; empty: it left none
 * @param reused whether the record of an earlier run stands for it
 */
public record SuiteResult(
        String name,
        String container,
        OptionalInt exitCode,
        long durationMs,
        Optional<TestCounts> tests,
        boolean reused) {}
