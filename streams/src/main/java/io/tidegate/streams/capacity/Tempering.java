package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.History.Event;
import io.tidegate.streams.capacity.Inquiry.Undoing;
import io.tidegate.streams.decision.Output.Constraint;
import io.tidegate.streams.policy.Behaviour;
import io.tidegate.streams.policy.Behaviour.Quorum;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Applies constraints to a wanted capacity, one after another: readings that still come in → stabilization → confirmation →
 * cooldown → pace → deployment → bounds. The bounds come last, so they hold whatever the others say.
 */
final class Tempering {
    private final int current;
    private final int wanted;
    private final Behaviour behaviour;
    private final Instant now;
    private final List<Constraint> constraints = new ArrayList<>();
    private int desired;
    private String reason = "";
    private @Nullable Instant until;

    Tempering(int current, int wanted, Behaviour behaviour, Instant now) {
        this.current = current;
        this.wanted = wanted;
        this.desired = wanted;
        this.behaviour = behaviour;
        this.now = now;
    }

    int desired() {
        return desired;
    }

    /** Never below what readings that may still change ask for. */
    Tempering early(IntSupplier asked) {
        if (desired >= current) {
            return this;
        }
        int least = asked.getAsInt();
        return limit(
                "early", "EARLY", Math.clamp(least, desired, current), "readings still coming in ask for " + least);
    }

    /** The least that was wanted lately, when more is wanted now; the most, when less is. */
    Tempering stabilize(Memory memory) {
        int low = memory.lows().extremeOr(desired);
        int high = memory.highs().extremeOr(desired);
        if (desired > current) {
            return limit("stabilization", "STABILIZATION", Math.clamp(low, current, desired), "less was wanted lately");
        }
        return limit("stabilization", "STABILIZATION", Math.clamp(high, desired, current), "more was wanted lately");
    }

    /** Only what was asked for often enough. */
    Tempering confirm(Memory memory) {
        var quorum = desired > current
                ? behaviour.confirm().scaleOut()
                : behaviour.confirm().scaleIn();
        var ballot = desired > current ? memory.out() : memory.in();
        if (desired == current || quorum.isEmpty()) {
            return this;
        }
        int asked = ballot.count(quorum.get().of());
        return asked >= quorum.get().need()
                ? this
                : limit("confirm", "UNCONFIRMED", current, told(asked, quorum.get()));
    }

    private static String told(int asked, Quorum quorum) {
        return "asked for in %d of the last %d periods of %ds, needs %d"
                .formatted(asked, quorum.of(), quorum.every().toSeconds(), quorum.need());
    }

    /**
     * A scale-out does not count what was added lately; a scale-in waits for the last action, and counts what was removed
     * lately.
     *
     * @param lag how far the readings look back
     * @param asking what would be wanted with own actions taken back
     */
    Tempering cool(History history, Supplier<Duration> lag, ToIntFunction<Undoing> asking) {
        var cooldown = behaviour.cooldown();
        if (desired > current && cooldown.scaleOut().isPositive()) {
            var end = history.nextExpiry(Event::added, cooldown.scaleOut().plus(lag.get()), now);
            return end == null ? this : cool(end, Math.clamp(asking.applyAsInt(Undoing.ADDITIONS), current, desired));
        }
        if (desired < current && cooldown.scaleIn().isPositive()) {
            var end = history.scaleInAfter(cooldown.scaleIn());
            return end != null && end.isAfter(now) ? cool(end, current) : countRemoved(history, lag.get(), asking);
        }
        return this;
    }

    private Tempering countRemoved(History history, Duration lag, ToIntFunction<Undoing> asking) {
        var end = history.nextExpiry(Event::removed, lag, now);
        return end == null ? this : cool(end, Math.clamp(asking.applyAsInt(Undoing.REMOVALS), desired, current));
    }

    private Tempering cool(Instant end, int to) {
        return limit("cooldown", "COOLDOWN", to, "cooling down until " + end, end);
    }

    /** No faster than allowed. */
    Tempering pace(History history) {
        var limits = behaviour.maxChange();
        if (desired > current) {
            int most = Pacing.most(limits.scaleOut(), current, history, now);
            return most >= desired ? this : limit("maxChange", "MAX_CHANGE", most, "at most " + most + " by now");
        }
        int least = desired < current ? Pacing.least(limits.scaleIn(), current, history, now) : desired;
        return least <= desired ? this : limit("maxChange", "MAX_CHANGE", least, "at least " + least + " by now");
    }

    /** No scale-in while two revisions run, unless the policy says so. */
    Tempering deployment(boolean inProgress) {
        boolean holds = inProgress && behaviour.deployments() == Behaviour.Deployments.HOLD_SCALE_IN;
        return holds && desired < current
                ? limit("deployment", "DEPLOYMENT", current, "a deployment is in progress")
                : this;
    }

    /**
     * Into the bounds, whatever was held back.
     *
     * @param own bounds that are the target's own
     */
    Constrained within(Schedule.Effective effective, Optional<Bounds> own) {
        int tempered = desired;
        int bounded = effective.bounds().clamp(tempered);
        var item = bounded > tempered ? effective.min() : effective.max();
        within("bounds.", bounded, Schedule.Effective.label(item));
        own.ifPresent(bounds -> within("group.", bounds.clamp(desired), "the group itself"));
        return new Constrained(wanted, tempered, desired, constraints, reason, until);
    }

    private void within(String name, int allowed, String whose) {
        if (allowed == desired) {
            return;
        }
        String end = allowed > desired ? "min" : "max";
        limit(name + end, "BOUNDS", allowed, end + " " + allowed + " of " + whose);
    }

    private Tempering limit(String name, String code, int to, String explanation) {
        return limit(name, code, to, explanation, null);
    }

    private Tempering limit(String name, String code, int to, String explanation, @Nullable Instant end) {
        if (to != desired) {
            constraints.add(new Constraint(name, desired, to, explanation));
            until = end;
            reason = code;
            desired = to;
        }
        return this;
    }
}
