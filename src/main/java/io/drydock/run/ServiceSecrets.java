package io.drydock.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values of services' secrets. They are shown nowhere; {@link #toString()} tells none. */
public final class ServiceSecrets {

    /** No service has any. */
    public static final ServiceSecrets NONE = new ServiceSecrets(Map.of());

    private final Map<String, Map<String, byte[]>> values;

    /**
     * @param values by the service's name and the secret's id, in the order of the configuration
     */
    public ServiceSecrets(Map<String, Map<String, byte[]>> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** By id; empty where it has none. */
    Map<String, byte[]> of(String service) {
        return values.getOrDefault(service, Map.of());
    }

    @Override
    public String toString() {
        return "ServiceSecrets[" + values.size() + "]";
    }
}
