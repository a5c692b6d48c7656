package io.tidegate.deploy.storm;

import io.tidegate.simulatedaws.fault.FaultRates;
import io.tidegate.simulatedaws.queue.QueueFaults;
import java.time.Duration;

/**
 * How large a storm is.
 *
 * @param groups Auto Scaling groups
 * @param instances in each of them at the start, and again at the end
 * @param waves in each of which every group loses an instance
 * @param pause between two waves
 * @param malformed messages that cannot be read, sent along
 * @param messages what the queue does to messages meanwhile
 * @param calls what AWS does to calls meanwhile
 * @param seed of what chance decides
 */
public record StormPlan(
        int groups,
        int instances,
        int waves,
        Duration pause,
        int malformed,
        QueueFaults messages,
        FaultRates calls,
        long seed) {
    // Of ten messages two come twice, three late, and one not at all.
    private static final QueueFaults MESSAGES = new QueueFaults(0.2, 0.3, 0.1);

    /** 500 instances of 50 groups. */
    public static StormPlan full(long seed) {
        return of(50, 10, 10, seed);
    }

    /** One of another size, as rough as the full one. */
    public static StormPlan of(int groups, int instances, int waves, long seed) {
        return new StormPlan(
                groups, instances, waves, Duration.ofSeconds(10), groups, MESSAGES, FaultRates.USUAL, seed);
    }

    public StormPlan {
        require("groups", groups, 1, 99);
        require("instances", instances, 2, 99);
        require("waves", waves, 1, 1_000);
        require("malformed", malformed, 0, 10_000);
    }

    /** The same with another pause between two waves. */
    public StormPlan withPause(Duration other) {
        return new StormPlan(groups, instances, waves, other, malformed, messages, calls, seed);
    }

    /** How many instances leave. */
    public int terminations() {
        return groups * waves;
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be %d to %d, was %d".formatted(name, least, most, value));
        }
    }
}
