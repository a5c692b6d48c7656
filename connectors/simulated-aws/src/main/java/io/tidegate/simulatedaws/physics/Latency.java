package io.tidegate.simulatedaws.physics;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long something takes in the cloud: evenly spread between two bounds.
 *
 * @param least not negative
 * @param most not below {@code least}
 */
public record Latency(Duration least, Duration most) {
    public Latency {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "latency must be 0 <= least <= most, was least " + least + ", most " + most);
        }
    }

    /** Between {@code least} and {@code most} seconds. */
    public static Latency ofSeconds(long least, long most) {
        return new Latency(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }

    /** The same, {@code pace} times as fast. */
    public Latency dividedBy(double pace) {
        return new Latency(divided(least, pace), divided(most, pace));
    }

    /** A duration drawn evenly from the range. */
    public Duration draw(RandomGenerator random) {
        var spread = most.minus(least).toNanos();
        return least.plusNanos((long) (random.nextDouble() * spread));
    }

    private static Duration divided(Duration duration, double pace) {
        return Duration.ofNanos((long) (duration.toNanos() / pace));
    }
}
