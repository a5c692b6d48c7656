package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.physics.Latency;

/**
 * How long instances take.
 *
 * @param launch from being wanted to having booted, in good health
 * @param proceed from no longer being held by hooks to in service
 * @param terminate from being told to go, and not held by hooks, to being gone
 * @param refresh from one look of an instance refresh at its group to the next
 */
public record InstanceLatencies(Latency launch, Latency proceed, Latency terminate, Latency refresh) {
    /** Unhurried: 90 to 180 s to launch, 1 to 5 s to proceed, 20 to 60 s to terminate, 5 s between looks. */
    public static final InstanceLatencies REAL = new InstanceLatencies(
            Latency.ofSeconds(90, 180), Latency.ofSeconds(1, 5), Latency.ofSeconds(20, 60), Latency.ofSeconds(5, 5));

    /** The same, {@code pace} times as fast. */
    public InstanceLatencies dividedBy(double pace) {
        return new InstanceLatencies(
                launch.dividedBy(pace), proceed.dividedBy(pace), terminate.dividedBy(pace), refresh.dividedBy(pace));
    }
}
