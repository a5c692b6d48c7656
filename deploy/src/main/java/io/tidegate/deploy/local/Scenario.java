package io.tidegate.deploy.local;

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
        CHAOS
    }

    /** The kind of a name; empty when there is none. */
    public static Optional<Kind> kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    Optional<Chaos> start(LocalMode mode, Clock clock) {
        return kind == Kind.CHAOS ? Optional.of(Chaos.start(mode, seed, clock)) : Optional.empty();
    }
}
