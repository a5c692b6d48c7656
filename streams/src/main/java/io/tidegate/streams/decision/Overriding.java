package io.tidegate.streams.decision;

import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.ManualOverride;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How overrides begin and end. Both are decisions of their own, so that who, why and until when are on record even where
 * nothing else changes; the evaluation after them is recorded whatever it comes to.
 */
public final class Overriding {
    private Overriding() {}

    /** The domain's overrides changed: this target's began, was replaced, was lifted, or is what it was. */
    public static <S extends Driven<S>> Step<S> change(S state, Overridden input, @Nullable Instant now) {
        var before = state.override();
        var after = Optional.ofNullable(input.entries().get(state.target()))
                .filter(entry -> now == null || entry.holdsAt(now))
                .orElse(null);
        if (Objects.equals(before, after)) {
            return Step.silent(state);
        }
        var verdict = after != null
                ? new Verdict(Outcome.HELD, "OVERRIDE_SET", after.toString(), after.expiresAt())
                : new Verdict(Outcome.STEADY, "OVERRIDE_LIFTED", lifted(Objects.requireNonNull(before), input), null);
        // Before the first tick nothing is noted; the override holds all the same.
        return Events.noted(state.overriddenBy(after), Trigger.OVERRIDE, verdict, now);
    }

    /** Ends an override whose time is over; any other state stays as it is. */
    public static <S extends Driven<S>> Step<S> expire(S state, Instant now) {
        var override = state.override();
        return override == null || override.holdsAt(now)
                ? Step.silent(state)
                : Events.noted(state.overriddenBy(null), Trigger.TICK, expired(override), now);
    }

    private static Verdict expired(ManualOverride override) {
        String explanation = "the override expired: " + override;
        return new Verdict(Outcome.STEADY, "OVERRIDE_EXPIRED", explanation, null);
    }

    private static String lifted(ManualOverride before, Overridden input) {
        String by = input.by().isEmpty() ? "" : " by %s: %s".formatted(input.by(), input.reason());
        return "lifted%s; it was %s".formatted(by, before);
    }
}
