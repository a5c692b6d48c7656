package io.tidegate.streams.decision;

import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decisions that note an event: they have no numbers, for nothing was computed. */
public final class Events {
    /** What they give as their reason. */
    public static final Set<String> REASONS = Set.of(
            "OVERRIDE_SET", "OVERRIDE_LIFTED", "OVERRIDE_EXPIRED", "POLICY_RELEASED", "TARGET_TAKEN", "AWS_SCALES_TOO");

    private Events() {}

    /** A policy lets a target go; of no concern when it is not the one that drives it. */
    public static <S extends Driven<S>> Step<S> release(S state, String policy, @Nullable Instant now) {
        if (!state.policy().name().equals(policy)) {
            return Step.silent(state);
        }
        if (now == null || state.ids().epoch() == null) {
            return new Step<>(null, List.of());
        }
        var verdict = new Verdict(Verdict.Outcome.RELEASED, "POLICY_RELEASED", "the policy drives it no more", null);
        return new Step<>(null, List.of(decided(state, state.policy(), Trigger.TICK, verdict, now)));
    }

    /** A later policy wants a target that another one drives. */
    public static <S extends Driven<S>> Step<S> refuse(S state, Policy later, @Nullable Instant now) {
        if (now == null) {
            return Step.silent(state);
        }
        String holder = state.policy().name();
        var verdict = Verdict.held("TARGET_TAKEN", "policy %s already drives it".formatted(holder));
        return new Step<>(
                state.with(state.ids().decided()), List.of(decided(state, later, Trigger.TICK, verdict, now)));
    }

    /** Something that is on record and changes nothing. Before the first tick a target has no epoch to number it in. */
    public static <S extends Driven<S>> Step<S> noted(
            S state, Trigger trigger, Verdict verdict, @Nullable Instant now) {
        if (now == null || state.ids().epoch() == null) {
            return Step.silent(state);
        }
        return new Step<>(
                state.with(state.ids().decided()), List.of(decided(state, state.policy(), trigger, verdict, now)));
    }

    private static Decided decided(Driven<?> state, Policy policy, Trigger trigger, Verdict verdict, Instant now) {
        return new Decided(
                state.domain(),
                state.target(),
                // Of a target that waits for its first tick: the clock until then is one that no epoch will have.
                Objects.requireNonNullElse(state.ids().epoch(), now),
                state.ids().decisions() + 1,
                now,
                trigger,
                policy.name(),
                policy.revision(),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                OptionalInt.empty(),
                verdict,
                List.of(),
                null);
    }
}
