package io.tidegate.connectors.source;

import io.tidegate.connectors.bridge.Loop;
import java.util.List;

/**
 * How the sources are doing.
 *
 * @param partitions of {@code scaling-policies} that this instance owns
 * @param policies whose work it does
 * @param loops each source's own
 */
public record SourcesHealth(int partitions, int policies, List<Loop.Health> loops) {
    public SourcesHealth {
        loops = List.copyOf(loops);
    }

    /** Whether every loop runs and none failed in its latest pass. */
    public boolean isHealthy() {
        return loops.stream().allMatch(loop -> loop.alive() && loop.failure().isEmpty());
    }
}
