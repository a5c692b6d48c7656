package io.tidegate.deploy.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Runs seeds beside each other, as many as there are processors; their results are in the order of the seeds. */
final class Seeds {
    /** Of each processor: results that wait for that of an earlier seed, so that a slow one holds up none. */
    private static final int AHEAD = 64;

    private Seeds() {}

    static <T> List<T> run(LongStream seeds, LongFunction<T> simulation) {
        var results = new ArrayList<T>();
        run(seeds, simulation, results::add);
        return results;
    }

    /** Hands each result over and keeps none. */
    static <T> void run(LongStream seeds, LongFunction<T> simulation, Consumer<T> results) {
        int processors = Runtime.getRuntime().availableProcessors();
        var permits = new Semaphore(processors);
        var ahead = new ArrayDeque<Future<T>>();
        // Virtual, so that handing over to a strand and back is no switch of threads of the system.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            seeds.forEachOrdered(seed -> {
                if (ahead.size() == processors * AHEAD) {
                    results.accept(result(ahead.remove()));
                }
                ahead.add(threads.submit(() -> {
                    permits.acquire();
                    try {
                        return simulation.apply(seed);
                    } finally {
                        permits.release();
                    }
                }));
            });
            while (!ahead.isEmpty()) {
                results.accept(result(ahead.remove()));
            }
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
