package io.drydock.mojo;

import io.drydock.model.DrydockException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Work on a daemon thread of its own, in the plugin's realm; the common pool's threads would not see its classes. */
final class Background {

    private Background() {}

    static <T> CompletableFuture<T> start(String name, Supplier<T> work) {
        CompletableFuture<T> future = new CompletableFuture<>();
        ClassLoader realm = Thread.currentThread().getContextClassLoader();
        Thread thread = new Thread(
                () -> {
                    try {
                        future.complete(work.get());
                    } catch (RuntimeException | Error e) {
                        future.completeExceptionally(e);
                    }
                },
                "drydock-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(realm);
        thread.start();
        return future;
    }

    /** Its result, or the exception that it ended with, as it was. */
    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof DrydockException known) {
                throw known;
            }
            throw e.getCause() instanceof RuntimeException runtime ? runtime : e;
        }
    }
}
