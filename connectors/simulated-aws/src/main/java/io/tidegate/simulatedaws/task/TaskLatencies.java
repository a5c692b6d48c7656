package io.tidegate.simulatedaws.task;

import io.tidegate.simulatedaws.physics.Latency;

/**
 * How long tasks take.
 *
 * @param start from having a place to running: image pull, health check
 * @param stop from being told to stop to being gone; until then a task counts as running and serves
 */
public record TaskLatencies(Latency start, Latency stop) {
    /** Unhurried: 20 to 40 s to start, 2 to 5 s to stop. */
    public static final TaskLatencies REAL = new TaskLatencies(Latency.ofSeconds(20, 40), Latency.ofSeconds(2, 5));

    /** The same, {@code pace} times as fast. */
    public TaskLatencies dividedBy(double pace) {
        return new TaskLatencies(start.dividedBy(pace), stop.dividedBy(pace));
    }
}
