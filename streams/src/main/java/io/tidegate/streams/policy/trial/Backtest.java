package io.tidegate.streams.policy.trial;

import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A named case that holds a policy against what happened: it is simulated over a past, and the measures of its course are held
 * against limits. Immutable.
 *
 * @param policies as applied
 */
public record Backtest(String name, List<CapacityPolicy> policies, Past past, Assumed assumed, List<Limit> limits) {
    public Backtest {
        policies = List.copyOf(policies);
        limits = List.copyOf(limits);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be empty, was \"%s\"".formatted(name));
        }
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("expect must have at least one item, had none");
        }
    }

    /** Where a past is kept: a path from the file of cases. */
    public sealed interface Past {
        String path();

        /**
         * A table of readings.
         *
         * @param ran whether the policy is the one that ran meanwhile
         */
        record Trace(String path, boolean ran) implements Past {}

        /** What an installation recorded, as it was exported. */
        record Bundle(String path) implements Past {}
    }

    /**
     * What a past does not tell.
     *
     * @param metrics how metrics follow from capacity, by alias; those that are not among them follow as the policy takes them
     * @param startup from an order to a unit that works; empty for what the past tells
     * @param stopping from an order to a unit's end; empty for what the past tells
     * @param running units that carried what the past shows, where it does not tell; empty for the policy's min
     * @param load that one unit is to carry; empty for what the policy says
     */
    public record Assumed(
            Map<String, String> metrics,
            Optional<Duration> startup,
            Optional<Duration> stopping,
            OptionalInt running,
            OptionalDouble load) {
        public Assumed {
            metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        }
    }

    /**
     * What a measure must be; with both limits or with one.
     *
     * @param line of the file at which it stands, from 1
     */
    public record Limit(int line, Measure measure, OptionalDouble atLeast, OptionalDouble atMost) {
        public Limit {
            if (atLeast.isEmpty() && atMost.isEmpty()) {
                throw new IllegalArgumentException("measure must come with atLeast or atMost, had none");
            }
        }

        /** Whether a value is within. */
        public boolean holds(double value) {
            return value >= atLeast.orElse(Double.NEGATIVE_INFINITY)
                    && value <= atMost.orElse(Double.POSITIVE_INFINITY);
        }
    }

    /** What is measured of a course, of all targets together, by the names that {@code simulate} tells it by. */
    public enum Measure {
        UNIT_HOURS("unitHours"),
        COST("cost"),
        MINUTES_OVER_TARGET("minutesOverTarget"),
        UNSERVED_SHARE("unservedShare"),
        SHORTAGE_HOURS("shortageHours"),
        REACTION_P90_SECONDS("reactionP90Seconds"),
        ACTIONS("actions"),
        DIRECTION_CHANGES("directionChanges"),
        CALLS("calls"),
        THROTTLED("throttled"),
        OBJECTIVE("objective"),
        REGRET("regret"),
        CENSORED_SHARE("censoredShare"),
        SELF_REPLAY_ERROR("selfReplayError");

        private final String key;

        Measure(String key) {
            this.key = key;
        }

        /** As files spell it. */
        public String key() {
            return key;
        }

        /** By its spelling; empty for a name that is none. */
        public static Optional<Measure> of(String key) {
            return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
        }

        /** All spellings, for messages. */
        public static List<String> keys() {
            return Arrays.stream(values()).map(Measure::key).toList();
        }
    }
}
