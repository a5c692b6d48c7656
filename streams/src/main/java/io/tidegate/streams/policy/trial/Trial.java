package io.tidegate.streams.policy.trial;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A named case: what happens to one target of a policy over time, and what is expected of it. Immutable; times are whole
 * seconds, offsets count from {@code start}.
 *
 * @param policy as applied; it drives {@code target}
 * @param lasts 1 s to {@link #LONGEST}
 * @param plant what AWS tells of the target
 * @param series readings of the policy's metrics
 */
public record Trial(
        String name,
        CapacityPolicy policy,
        Target target,
        Instant start,
        Duration lasts,
        Plant plant,
        List<Demand> series,
        List<Expected> expected) {

    /** Every second is a tick: a week of them takes some seconds to run. */
    public static final Duration LONGEST = Duration.ofDays(7);

    public Trial {
        series = List.copyOf(series);
        expected = List.copyOf(expected);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be empty, was \"%s\"".formatted(name));
        }
        if (!start.truncatedTo(ChronoUnit.SECONDS).equals(start)) {
            throw new IllegalArgumentException("start must be whole seconds, was " + start);
        }
        if (expected.isEmpty()) {
            throw new IllegalArgumentException("expect must have at least one item, had none");
        }
    }

    /**
     * An expectation of a file.
     *
     * @param line of the file at which it stands, from 1
     */
    public record Expected(int line, Expectation what) {}
}
