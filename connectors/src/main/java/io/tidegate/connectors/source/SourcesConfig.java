package io.tidegate.connectors.source;

import io.tidegate.connectors.cloudwatch.CloudWatchConfig;
import io.tidegate.connectors.http.HttpConfig;
import io.tidegate.connectors.inventory.InventoryConfig;
import io.tidegate.connectors.lifecycle.LifecycleConfig;
import java.time.Duration;

/**
 * How the sources poll.
 *
 * @param tick how often each source looks for what is due
 */
public record SourcesConfig(
        Duration tick,
        CloudWatchConfig cloudWatch,
        HttpConfig http,
        InventoryConfig inventory,
        LifecycleConfig lifecycle) {

    /** Looks four times a second, with each source's own defaults. */
    public static SourcesConfig defaults() {
        return new SourcesConfig(
                Duration.ofMillis(250),
                CloudWatchConfig.defaults(),
                HttpConfig.defaults(),
                InventoryConfig.defaults(),
                LifecycleConfig.defaults());
    }

    public SourcesConfig {
        if (!tick.isPositive() || tick.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("sources.tick must be positive and at most 1 s, was " + tick);
        }
    }
}
