package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityDecider.Step;
import io.tidegate.streams.capacity.CapacityState.Ids;
import io.tidegate.streams.capacity.Evaluation.Asked;
import io.tidegate.streams.capacity.Output.Trigger;
import io.tidegate.streams.capacity.Output.Verdict;
import io.tidegate.streams.capacity.Output.Verdict.Outcome;
import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.ManualOverride;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How overrides begin and end. Both are decisions of their own, so that who, why and until when are on record even where
 * nothing else changes; the evaluation after them is recorded whatever it comes to.
 */
final class Overriding {
    private Overriding() {}

    /** The domain's overrides changed: this target's began, was replaced, was lifted, or is what it was. */
    static Step change(CapacityState state, Overridden input, @Nullable Instant now) {
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
        return noted(state.overriddenBy(after), Trigger.OVERRIDE, verdict, now);
    }

    /** Ends an override whose time is over; any other state stays as it is. */
    static Step expire(CapacityState state, Instant now) {
        var override = state.override();
        return override == null || override.holdsAt(now)
                ? Step.silent(state)
                : noted(state.overriddenBy(null), Trigger.TICK, expired(override), now);
    }

    private static Verdict expired(ManualOverride override) {
        String explanation = "the override expired: " + override;
        return new Verdict(Outcome.STEADY, "OVERRIDE_EXPIRED", explanation, null);
    }

    private static String lifted(ManualOverride before, Overridden input) {
        String by = input.by().isEmpty() ? "" : " by %s: %s".formatted(input.by(), input.reason());
        return "lifted%s; it was %s".formatted(by, before);
    }

    // Before the first tick of its partition a target has no epoch to number its decisions in; the override holds all
    // the same.
    private static Step noted(CapacityState state, Trigger trigger, Verdict verdict, @Nullable Instant now) {
        var ids = state.ids();
        if (now == null || ids.epoch() == null) {
            return Step.silent(state);
        }
        var note = new Evaluation(state, state.policy(), now, trigger, Asked.NOTHING, verdict, null);
        var next = state.with(new Ids(ids.epoch(), ids.commands(), ids.decisions() + 1));
        return new Step(next, List.of(note.decided()));
    }
}
