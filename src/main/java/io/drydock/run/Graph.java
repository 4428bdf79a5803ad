package io.drydock.run;

import io.drydock.model.DrydockException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Runs tasks side by side, each after those that it depends on; the first failure stops what has not ended. */
final class Graph {

    /**
     * A task of the graph.
     *
     * @param after names of the tasks that must have ended; names that are no tasks are passed over
     * @param work what it does
     */
    record Task<T>(List<String> after, Stopwatch.Work<T> work) {}

    private static final long UNDOING_S = 10;

    private Graph() {}

    /**
     * @param kind names the threads
     * @param tasks by name, each after those that it depends on
     * @return the results, in the order of the tasks
     */
    static <T> Map<String, T> run(String kind, Map<String, Task<T>> tasks) throws InterruptedException {
        ClassLoader realm = Thread.currentThread().getContextClassLoader();
        ExecutorService pool = Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable, "drydock-" + kind);
            thread.setDaemon(true);
            thread.setContextClassLoader(realm);
            return thread;
        });
        try {
            Map<String, FutureTask<T>> futures = new LinkedHashMap<>();
            CompletableFuture<Void> failed = new CompletableFuture<>();
            tasks.forEach((name, task) -> futures.put(name, new FutureTask<>(() -> {
                try {
                    for (String before : task.after()) {
                        if (futures.containsKey(before)) {
                            futures.get(before).get();
                        }
                    }
                    return task.work().run();
                } catch (DrydockException e) {
                    failed.completeExceptionally(e);
                    throw e;
                }
            })));
            // All are known before the first begins: tasks look each other up from several threads.
            futures.values().forEach(pool::execute);
            CompletableFuture<Void> done =
                    CompletableFuture.runAsync(() -> futures.values().forEach(Graph::join), pool);
            CompletableFuture.anyOf(done, failed).get();
            Map<String, T> results = new LinkedHashMap<>();
            for (Map.Entry<String, FutureTask<T>> future : futures.entrySet()) {
                results.put(future.getKey(), future.getValue().get());
            }
            return results;
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (InterruptedException e) {
            end(pool);
            throw e;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Interrupts what runs and gives it a moment to undo what it must: a suite's container is killed. */
    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdownNow();
        pool.awaitTermination(UNDOING_S, TimeUnit.SECONDS);
    }

    private static void join(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    private static RuntimeException unwrapped(Throwable e) {
        Throwable cause = e;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
