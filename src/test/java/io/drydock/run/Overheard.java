package io.drydock.run;

import io.drydock.engine.Engine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** An engine of which each call is told before it is made: {@code create shop.master.lock_services}. */
final class Overheard {

    /** Hears of a call; what it throws is thrown to who calls, and the call is not made. */
    @FunctionalInterface
    interface Ear {
        void hear(String call) throws Exception;
    }

    private final Ear ear;

    private Overheard(Ear ear) {
        this.ear = ear;
    }

    static Engine engine(Engine engine, Ear ear) {
        return new Overheard(ear).part(Engine.class, engine);
    }

    /** As a process uses it that is killed when it is about to make the first call that begins so. */
    static Engine killedAt(String last, Engine engine) {
        AtomicBoolean dead = new AtomicBoolean();
        return engine(engine, call -> {
            if (call.startsWith(last)) {
                dead.set(true);
            }
            if (dead.get()) {
                throw new IllegalStateException("killed");
            }
        });
    }

    private <T> T part(Class<T> type, Object part) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, given) -> called(type, part, method, given)));
    }

    private Object called(Class<?> type, Object part, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        ear.hear(method.getName() + " "
                + Arrays.stream(arguments).map(String::valueOf).collect(Collectors.joining(" ")));
        try {
            Object answer = method.invoke(part, given);
            boolean isPart = type.equals(Engine.class) && method.getReturnType().isInterface();
            return isPart ? part(method.getReturnType(), answer) : answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
