package io.drydock.mojo;

import io.drydock.model.DrydockException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and SIGTERM: tells what is left on the engine. Registered before the first object is made, with all classes loaded.
 *
 * <p>Nothing needs undoing: all objects are labelled, and the next run continues from what it finds. Only a suite that is running
 * is stopped, since nobody waits for its verdict any more.
 */
final class Interruption {

    private final Map<Object, Runnable> active = new ConcurrentHashMap<>();
    private final Queue<Runnable> leavings = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean registered = new AtomicBoolean();

    /** Work that may be interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /**
     * Does work, and says what is left where the process ends in its midst.
     *
     * @param farewell called on the way out of the process
     */
    void guard(Runnable farewell, Work work) throws InterruptedException {
        register();
        Object key = new Object();
        active.put(key, farewell);
        try {
            work.run();
        } finally {
            active.remove(key);
        }
    }

    /** Does something when Maven ends, well or not. */
    void atEnd(Runnable leaving) {
        leavings.add(leaving);
        register();
    }

    /** Maven has come to its end: does what is to be done then, while the plugin's classes can still be loaded. */
    void end() {
        for (Runnable leaving = leavings.poll(); leaving != null; leaving = leavings.poll()) {
            say(leaving);
        }
    }

    private void register() {
        if (registered.compareAndSet(false, true)) {
            Thread hook = new Thread(
                    () -> {
                        active.values().forEach(Interruption::say);
                        end();
                    },
                    "drydock-interrupted");
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    /** The work may be cleaning up at the same moment and be in the way; the others are said all the same. */
    private static void say(Runnable farewell) {
        try {
            farewell.run();
        } catch (DrydockException e) {
            System.err.println("Interrupted: " + e.what() + ": " + e.why());
        }
    }
}
