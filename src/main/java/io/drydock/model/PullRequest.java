package io.drydock.model;

import java.util.Optional;

/**
 * The pull request that a CI builds.
 *
 * @param variable the variable that told so
 * @param source its source branch as the CI writes it, if told
 * @param number its number, if told
 * @param fork whether it comes from another repository
 */
record PullRequest(String variable, Optional<String> source, Optional<String> number, boolean fork) {}
