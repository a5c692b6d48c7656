package io.tidegate.streams.policy.trial;

import io.tidegate.streams.policy.Bounds;
import java.time.Duration;

/**
 * A target as a case finds it, and how it follows commands: they are carried out at once, and what is added runs after
 * {@code startup}.
 *
 * @param bounds of the group itself, or of the scalable target
 */
public record Plant(int desired, int running, Bounds bounds, Duration startup) {
    public Plant {
        if (desired < 0 || running < 0) {
            throw new IllegalArgumentException("%s must be at least 0, was %d"
                    .formatted(desired < 0 ? "desired" : "running", Math.min(desired, running)));
        }
    }
}
