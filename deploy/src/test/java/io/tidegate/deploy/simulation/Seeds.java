package io.tidegate.deploy.simulation;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Runs seeds beside each other, as many as there are processors; their results are in the order of the seeds. */
final class Seeds {
    private Seeds() {}

    static <T> List<T> run(LongStream seeds, LongFunction<T> simulation) {
        var permits = new Semaphore(Runtime.getRuntime().availableProcessors());
        // Virtual, so that handing over to a strand and back is no switch of threads of the system.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = seeds.mapToObj(seed -> threads.submit(() -> {
                        permits.acquire();
                        try {
                            return simulation.apply(seed);
                        } finally {
                            permits.release();
                        }
                    }))
                    .toList();
            return runs.stream().map(Seeds::result).toList();
        }
    }

    private static <T> T result(Future<T> run) {
        try {
            return run.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }
}
