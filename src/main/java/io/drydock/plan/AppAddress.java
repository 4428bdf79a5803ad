package io.drydock.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where a suite finds the app that it tests.
 *
 * @param host its address in the environment's network
 * @param port its main port; empty where the image exposes none
 */
public record AppAddress(String host, OptionalInt port) {

    public static final String HOST = "APP_HOST";
    public static final String PORT = "APP_PORT";

    /** {@code APP_HOST}, {@code APP_PORT} and {@code APP_URL}. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(HOST, host);
        port.ifPresent(number -> {
            variables.put(PORT, Integer.toString(number));
            variables.put("APP_URL", "http://" + host + ":" + number);
        });
        return variables;
    }
}
