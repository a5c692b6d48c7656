package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.physics.Latency;

/**
 * How long instances take.
 *
 * @param launch from being wanted to in service: boot and health check
 * @param terminate from being told to go to being gone
 */
public record InstanceLatencies(Latency launch, Latency terminate) {
    /** Unhurried: 90 to 180 s to launch, 20 to 60 s to terminate. */
    public static final InstanceLatencies REAL =
            new InstanceLatencies(Latency.ofSeconds(90, 180), Latency.ofSeconds(20, 60));

    /** The same, {@code pace} times as fast. */
    public InstanceLatencies dividedBy(double pace) {
        return new InstanceLatencies(launch.dividedBy(pace), terminate.dividedBy(pace));
    }
}
