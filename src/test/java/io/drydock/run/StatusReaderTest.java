package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.Engine;
import io.drydock.engine.FakeEngine;
import io.drydock.model.Labels;
import io.drydock.model.result.EnvironmentStatus;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.state.ImageConfig;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Many environments are read like one. */
class StatusReaderTest {

    private static final int MANY = 150;

    private final FakeEngine engine = new FakeEngine();
    private final List<String> questions = new ArrayList<>();

    @Test
    void threeQuestionsAreAskedHoweverManyEnvironmentsThereAreAndAFourthForImages() {
        engine.image("busybox:1.36", ImageConfig.EMPTY, Map.of());
        for (int i = 0; i < MANY; i++) {
            for (String service : List.of("one", "two", "web")) {
                engine.containers().start(engine.containers().create(service("b" + i, service)));
            }
        }
        engine.image("shop/b7:1", ImageConfig.EMPTY, Map.of(Labels.IMAGE_APP, "shop", Labels.IMAGE_SLUG, "b7"));

        List<EnvironmentStatus> all = new StatusReader(counted(Engine.class, engine)).read();

        assertThat(all)
                .hasSize(MANY)
                .allMatch(e -> e.servicesUp() == 3)
                .allMatch(e -> e.disk().isEmpty());
        assertThat(all.get(0).memory()).isEqualTo(new EnvironmentStatus.Memory(3 * 64, 0));
        assertThat(questions).hasSize(3);

        questions.clear();
        assertThat(new StatusReader(counted(Engine.class, engine)).readWithDisk())
                .hasSize(MANY)
                .allMatch(e -> e.disk().isPresent())
                .anyMatch(
                        e -> !e.disk().equals(OptionalLong.of(0)) && e.branch().equals("b7"));
        assertThat(questions).hasSize(4);
    }

    /** Tells what is asked of an engine's parts. */
    private <T> T counted(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Object answer = method.invoke(real, given);
                    if (type == Engine.class) {
                        return method.getReturnType().isInterface() ? counted(method.getReturnType(), answer) : answer;
                    }
                    questions.add(type.getSimpleName() + "." + method.getName());
                    return answer;
                }));
    }

    private static ContainerRequest service(String branch, String service) {
        return ContainerRequest.running(
                "shop." + branch + "." + service,
                "busybox:1.36",
                List.of("true"),
                Map.of(
                        Labels.APP,
                        "shop",
                        Labels.BRANCH,
                        branch,
                        Labels.SLUG,
                        branch,
                        Labels.ROLE,
                        Labels.ROLE_SERVICE,
                        Labels.SERVICE,
                        service,
                        Labels.MEMORY,
                        "64"));
    }
}
