package io.drydock.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** Several who do the same at the same moment. */
final class Crowd {

    /** What each does. */
    @FunctionalInterface
    interface Act {
        void run() throws Exception;
    }

    private Crowd() {}

    /** How each ended: with nothing, or with what it threw. */
    static List<Exception> of(int many, Act act) throws Exception {
        CyclicBarrier start = new CyclicBarrier(many);
        List<CompletableFuture<List<Exception>>> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            CompletableFuture<List<Exception>> end = new CompletableFuture<>();
            all.add(end);
            new Thread(() -> {
                        try {
                            start.await();
                            act.run();
                            end.complete(List.of());
                        } catch (Exception e) {
                            end.complete(List.of(e));
                        }
                    })
                    .start();
        }
        List<Exception> thrown = new ArrayList<>();
        for (CompletableFuture<List<Exception>> end : all) {
            thrown.addAll(end.get(3, TimeUnit.MINUTES));
        }
        return thrown;
    }
}
