package io.tidegate.streams.policy.trial;

import io.tidegate.streams.policy.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What is expected of a target during a case. Offsets count from its start. */
public sealed interface Expectation {

    /** What stands at one moment, once everything of that second has happened; what is empty is not looked at. */
    record At(
            Duration at,
            OptionalInt desired,
            OptionalInt min,
            OptionalInt max,
            Optional<String> outcome,
            Optional<String> reason)
            implements Expectation {
        public At {
            if (desired.isEmpty() && min.isEmpty() && max.isEmpty() && outcome.isEmpty() && reason.isEmpty()) {
                throw new IllegalArgumentException("at must come with desired, min, max, outcome or reason, had none");
            }
        }
    }

    /** The desired capacity never leaves limits during a span. */
    record Never(OptionalInt below, OptionalInt above, Span span) implements Expectation {
        public Never {
            if (below.isEmpty() && above.isEmpty()) {
                throw new IllegalArgumentException("never must have below or above, had none");
            }
        }
    }

    /** The desired capacity is raised, or lowered, at least once during a span; or it is not at all. */
    record Scales(boolean out, boolean expected, Span span) implements Expectation {}

    /** Changes from scaling out to scaling in, or back, in any stretch of that length. */
    record DirectionChanges(int atMost, Duration per) implements Expectation {}

    /** Commands during a span. */
    record Commands(int atMost, Span span) implements Expectation {}

    /** From an offset to another one, both inclusive. */
    record Span(Duration from, Duration to) {
        public Span {
            if (to.compareTo(from) < 0) {
                throw new IllegalArgumentException(
                        "to must not be before from %s, was %s".formatted(Durations.text(from), Durations.text(to)));
            }
        }

        /** Whether an offset lies in it. */
        public boolean holds(Duration offset) {
            return offset.compareTo(from) >= 0 && offset.compareTo(to) <= 0;
        }
    }
}
