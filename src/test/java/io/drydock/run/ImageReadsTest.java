package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.Engine;
import io.drydock.engine.FakeEngine;
import io.drydock.model.state.ImageConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a goal asks the engine for where the image of the commit is there. */
class ImageReadsTest {

    private final FakeEngine engine = new FakeEngine();
    private final List<String> asked = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void baseImage() {
        engine.image("busybox:1.36", ImageConfig.EMPTY, Map.of());
    }

    @Test
    void anImageThatIsThereCostsOneReadForEachTagAndNothingElse() throws Exception {
        OneCommit commit = new OneCommit("shop", folder, "FROM busybox:1.36\nRUN true\n");
        commit.goals(engine).branchImage();

        commit.goals(listening(Engine.class, engine)).branchImage();

        assertThat(asked).doesNotHaveDuplicates().contains("find " + commit.image());
        assertThat(asked).allMatch(call -> call.startsWith("find shop/"));
        assertThat(asked).hasSizeLessThanOrEqualTo(2);
    }

    /** The same engine, part by part, where each call of a part is noted. */
    private <T> T listening(Class<T> type, Object part) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Object answer = called(part, method, given);
                    if (!type.equals(Engine.class)) {
                        asked.add(method.getName() + (given == null ? "" : " " + given[0]));
                        return answer;
                    }
                    return method.getReturnType().isInterface() ? listening(method.getReturnType(), answer) : answer;
                }));
    }

    private static Object called(Object part, Method method, Object[] given) throws Throwable {
        try {
            return method.invoke(part, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
