package io.tidegate.deploy.local;

import io.tidegate.deploy.storm.StormPlan;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run of local mode goes through.
 *
 * @param kind of scenario
 * @param seed of what chance decides in it
 */
public record Scenario(Kind kind, long seed) {
    /** Kinds of scenario. */
    public enum Kind {
        /** The load alone. */
        CALM,
        /** {@link Chaos}: the books are balanced in the end. */
        CHAOS,
        /** {@link io.tidegate.deploy.storm.Storm}: instances leave, and no request is dropped. */
        TERMINATION_STORM;

        /** What the command line calls it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The kind of a name; empty when there is none. */
    public static Optional<Kind> kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(name))
                .findFirst();
    }

    Optional<Play> start(LocalMode mode, Clock clock) {
        return switch (kind) {
            case CALM -> Optional.empty();
            case CHAOS -> Optional.of(Chaos.start(mode, seed, clock));
            case TERMINATION_STORM -> Optional.of(StormPlay.start(mode.backdrop(), StormPlan.full(seed), clock));
        };
    }
}
