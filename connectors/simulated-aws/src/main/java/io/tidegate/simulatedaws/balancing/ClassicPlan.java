package io.tidegate.simulatedaws.balancing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A classic load balancer as it begins.
 *
 * @param instancePort that requests go to
 * @param draining most that an instance drains; null when connection draining is off
 * @param healthCheckDelay from a registration to its being in service, and from its end to this being noticed
 */
public record ClassicPlan(
        String name, int instancePort, @Nullable Duration draining, Duration healthCheckDelay) {
    public ClassicPlan {
        if (draining != null) {
            Durations.check("draining timeout", draining);
        }
        Durations.check("health check delay", healthCheckDelay);
    }
}
