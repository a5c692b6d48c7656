package io.tidegate.deploy.whatif.plant;

import java.time.Duration;
import java.util.Optional;

/**
 * How a target follows orders.
 *
 * @param startup from an order to a unit that works, launch and warm-up included
 * @param stopping from an order to the end of what is paid for, draining included; it works no more from the order on
 */
public record Plant(Delays startup, Delays stopping) {
    /** Ours, for want of a better one: what a task takes in local mode, at most. */
    public static final Plant ASSUMED =
            new Plant(Delays.assumed(Duration.ofSeconds(40)), Delays.assumed(Duration.ofSeconds(30)));

    /** The same of instances under a cluster: ours, what shadows take for a launch, and a minute to end. */
    static final Plant ASSUMED_INSTANCES =
            new Plant(Delays.assumed(Duration.ofMinutes(3)), Delays.assumed(Duration.ofMinutes(1)));

    /** The same, but for what people say. */
    public Plant but(Optional<Duration> start, Optional<Duration> end) {
        return new Plant(
                start.map(Delays::given).orElse(startup), end.map(Delays::given).orElse(stopping));
    }
}
