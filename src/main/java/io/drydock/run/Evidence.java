package io.drydock.run;

import io.drydock.engine.Engine;
import io.drydock.model.Environment;
import io.drydock.model.state.ContainerSummary;
import io.drydock.plan.Lock;
import io.drydock.plan.Target;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an engine tells of an environment's containers, for who looks into a failure elsewhere. */
public final class Evidence {

    private final Engine engine;
    private final Environment environment;

    public Evidence(Engine engine, Environment environment) {
        this.engine = engine;
        this.environment = environment;
    }

    /** JSON by the container's name; it holds all variables, so it is for nobody's eyes as it is. */
    public Map<String, String> inspections() {
        Map<String, String> all = new LinkedHashMap<>();
        for (ContainerSummary container : engine.containers().list(Target.filter(environment))) {
            if (!Lock.isOne(container.labels())) {
                engine.containers().inspection(container.id()).ifPresent(json -> all.put(container.name(), json));
            }
        }
        return all;
    }
}
