package io.drydock.model.result;

import java.util.Optional;

/**
 * The running app.
 *
 * @param name the app's name
 * @param container its container's name
 * @param url where this host reaches it; empty: it publishes no port
 * @param readyAfterMs milliseconds from its start to ready; 0 where it ran already
 */
public record AppResult(String name, String container, Optional<String> url, long readyAfterMs) {}
