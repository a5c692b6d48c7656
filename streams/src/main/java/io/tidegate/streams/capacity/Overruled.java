package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.Evaluation.Asked;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Order.Setting;
import io.tidegate.streams.decision.Output.Constraint;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import io.tidegate.streams.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation under an override. A pause takes back what an evaluation would do in its direction, whatever asked for it:
 * rules, schedule or bounds. A capacity given by hand takes the place of rules and behaviour; bounds hold unless it says
 * otherwise.
 */
final class Overruled {
    private final CapacityState state;
    private final ManualOverride override;
    private final Instant now;
    private final Evaluator evaluator;
    private final OrderPlan plan;
    private final Schedule.Effective effective;
    private final Optional<ForeignWrite> foreign;

    private Overruled(CapacityState state, ManualOverride override, Instant now, Evaluator evaluator) {
        this.state = state;
        this.override = override;
        this.now = now;
        this.evaluator = evaluator;
        this.plan = new OrderPlan(state, now);
        this.effective = Scheduled.of(state, now).effective();
        this.foreign = ForeignWrite.in(state, now);
    }

    /** Evaluates a target, overridden or not. A disabled policy does nothing, by hand neither. */
    static Evaluation evaluate(CapacityState state, Instant now, Trigger trigger) {
        var evaluator = new Evaluator(state, now, trigger);
        var override = state.override();
        if (override == null || !override.holdsAt(now) || !state.policy().enabled()) {
            return evaluator.evaluate();
        }
        var overruled = new Overruled(state, override, now, evaluator);
        return override.capacity().isPresent()
                ? overruled.byHand(override.capacity().getAsInt())
                : overruled.paused(evaluator.evaluate());
    }

    private Evaluation byHand(int capacity) {
        boolean pinnedBlindly =
                state.policy().rules().isEmpty() && state.policy().via() == Actuation.SCALABLE_TARGET;
        return switch (Standing.of(state, now)) {
            case Standing.Known known -> {
                int current = foreign.isPresent() ? known.desired() : plan.current(known);
                yield byHand(capacity, OptionalInt.of(current), OptionalInt.of(known.running()), known.own());
            }
            case Standing.Unknown _
            when pinnedBlindly -> byHand(capacity, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
            case Standing.Unknown _ -> evaluator.evaluate(); // Held, and it says why.
        };
    }

    private Evaluation byHand(int capacity, OptionalInt current, OptionalInt running, Optional<Bounds> own) {
        var constraints = new ArrayList<Constraint>();
        int allowed = override.beyondBounds() ? capacity : effective.bounds().clamp(capacity);
        limit(constraints, "bounds", capacity, allowed, "of the policy");
        int desired = own.map(bounds -> bounds.clamp(allowed)).orElse(allowed);
        limit(constraints, "group", allowed, desired, "of the group itself");
        String limited =
                constraints.isEmpty() ? "" : ", " + constraints.getLast().explanation();
        String disturbed = foreign.map(write -> "; " + write.told()).orElse("");
        var told = foreign.map(write -> write.constraints(constraints)).orElse(constraints);
        var asked = new Asked(
                List.of(), List.of(), current, running, OptionalInt.of(capacity), told, OptionalInt.of(desired));
        var order = plan.capacity(current.orElse(desired), desired, including(effective.bounds(), desired));
        var verdict =
                new Verdict(outcome(asked, order), "OVERRIDE", override + limited + disturbed, override.expiresAt());
        return evaluator.conclude(asked, verdict, order);
    }

    private static void limit(List<Constraint> constraints, String name, int before, int after, String whose) {
        if (before != after) {
            String end = after > before ? "min" : "max";
            constraints.add(new Constraint(name + "." + end, before, after, end + " " + after + " " + whose));
        }
    }

    private static Outcome outcome(Asked asked, @Nullable Setting order) {
        if (asked.change() != 0) {
            return asked.change() > 0 ? Outcome.SCALE_OUT : Outcome.SCALE_IN;
        }
        return order == null ? Outcome.HELD : Outcome.SET_BOUNDS;
    }

    private Evaluation paused(Evaluation would) {
        if (would.order() == null) {
            return would;
        }
        if (override.pauseIn() && override.pauseOut()) {
            return held(would, null);
        }
        int change = would.asked().change();
        if (change != 0) {
            return change > 0 == override.pauseOut()
                    ? heldAt(would, would.asked().current().getAsInt())
                    : would;
        }
        return would.asked().current().isEmpty() && would.order() instanceof Order.Limits limits
                ? boundsOnly(would, limits)
                : would;
    }

    // The bounds of a group may still move, as far as they leave its capacity alone.
    private Evaluation heldAt(Evaluation would, int current) {
        var order = state.policy().via() == Actuation.BOUNDS
                ? plan.capacity(current, current, including(effective.bounds(), current))
                : null;
        return held(would, order);
    }

    // What pulls capacity down is a lower bound that falls; each end may move in the direction that is not paused.
    private Evaluation boundsOnly(Evaluation would, Order.Limits limits) {
        var expected = limits.expected();
        if (expected == null) {
            return held(would, null);
        }
        var wanted = limits.wanted();
        var allowed = override.pauseIn()
                ? new Bounds(Math.max(wanted.min(), expected.min()), Math.max(wanted.max(), expected.max()))
                : new Bounds(Math.min(wanted.min(), expected.min()), Math.min(wanted.max(), expected.max()));
        return allowed.equals(wanted) ? would : held(would, plan.limits(allowed));
    }

    private Evaluation held(Evaluation would, @Nullable Setting order) {
        var verdict = new Verdict(
                order == null ? Outcome.HELD : Outcome.SET_BOUNDS,
                "OVERRIDE_PAUSED",
                would.verdict().explanation() + "; but " + override,
                override.expiresAt());
        return new Evaluation(would.state(), now, would.trigger(), back(would.asked()), verdict, order);
    }

    private Asked back(Asked asked) {
        if (asked.change() == 0) {
            return asked;
        }
        int current = asked.current().getAsInt();
        var constraints = new ArrayList<>(asked.constraints());
        constraints.add(new Constraint("override", asked.desired().getAsInt(), current, override.toString()));
        return new Asked(
                asked.inputs(),
                asked.rules(),
                asked.current(),
                asked.running(),
                asked.raw(),
                List.copyOf(constraints),
                asked.current());
    }

    private static Bounds including(Bounds bounds, int capacity) {
        return new Bounds(Math.min(bounds.min(), capacity), Math.max(bounds.max(), capacity));
    }
}
