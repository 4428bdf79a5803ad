package io.drydock.model.result;

import java.util.List;

/**
 * Why a run failed.
 *
 * @param what what failed
 * @param why the reason
 * @param next commands to paste
 */
public record FailureResult(String what, String why, List<String> next) {}
