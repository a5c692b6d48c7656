package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.ClusterOutput.Commanded;
import io.tidegate.streams.cluster.ClusterOutput.Decided;
import io.tidegate.streams.cluster.ClusterOutput.Outcome;
import io.tidegate.streams.cluster.ClusterState.History;
import io.tidegate.streams.cluster.ClusterState.Ordered;
import io.tidegate.streams.policy.ClusterPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One evaluation: may it act at all → what the sizing asks for → cooldown → orders. */
final class ClusterEvaluation {
    /** An observation older than this says nothing of the present. */
    static final Duration STALE_AFTER = Duration.ofSeconds(60);

    /** An order that has not been applied by then is void. */
    static final Duration ORDER_LIFETIME = Duration.ofSeconds(60);

    private final ClusterState state;
    private final ClusterPolicy policy;
    private final Instant now;

    ClusterEvaluation(ClusterState state, Instant now) {
        this.state = state;
        this.policy = state.policy();
        this.now = now;
    }

    /** What the evaluation came to. */
    record Result(ClusterState next, Decided decided, List<Commanded> commands) {}

    Result evaluate() {
        if (!policy.enabled()) {
            return held("DISABLED", "the policy is disabled");
        }
        var seen = state.seen();
        if (seen == null) {
            return held("NOT_OBSERVED", "AWS has not told its state yet");
        }
        if (!seen.at().plus(STALE_AFTER).isAfter(now)) {
            return held("OBSERVATION_STALE", "its state was last seen at " + seen.at());
        }
        var retryAfter = state.retryAfter();
        if (retryAfter != null && retryAfter.isAfter(now)) {
            return held("COMMAND_FAILED", "the last command took no effect; next try after " + retryAfter);
        }
        var fleet = seen.fleet().after(state.orders());
        return switch (policy.sizing()) {
            case ClusterPolicy.Fit fit -> carry(state, FitPlanner.plan(fleet, fit, policy.bounds()));
            case ClusterPolicy.Reservation reservation -> {
                var planned = ReservationPlanner.plan(fleet, reservation, policy.bounds(), state, now);
                yield carry(state.with(planned.patience()), planned.plan());
            }
        };
    }

    private Result carry(ClusterState next, ClusterPlan plan) {
        return switch (plan.action()) {
            case ClusterPlan.Refuse refuse -> held(refuse.reason(), plan.explanation());
            case ClusterPlan.Grow grow -> grow(next, plan, grow);
            case ClusterPlan.Drain drain -> drain(next, plan, drain);
            case ClusterPlan.Keep keep ->
                result(next, plan, Outcome.STEADY, keep.limit().name(), plan.explanation(), List.of());
        };
    }

    // A capacity and a termination that lowers it must not be on their way at once: which comes first would change the
    // sum.
    private Result grow(ClusterState next, ClusterPlan plan, ClusterPlan.Grow grow) {
        if (isOrdered(ClusterOrder.Terminate.class)) {
            return waiting(next, plan, "TERMINATING", "instances are being terminated");
        }
        var until = grow.limit() == Limit.MIN
                ? null
                : after(state.history().out(), policy.cooldown().scaleOut());
        if (until != null) {
            return waiting(next, plan, "COOLDOWN", plan.explanation() + ", cooling down until " + until);
        }
        var order = new ClusterOrder.Capacity(policy.group().text(), grow.from(), grow.to());
        return result(next, plan, Outcome.SCALE_OUT, grow.limit().name(), plan.explanation(), List.of(order));
    }

    private Result drain(ClusterState next, ClusterPlan plan, ClusterPlan.Drain drain) {
        var until = after(state.history().last(), policy.cooldown().scaleIn());
        if (until != null) {
            return waiting(next, plan, "COOLDOWN", plan.explanation() + ", cooling down until " + until);
        }
        var orders = drain.instances().stream()
                .<ClusterOrder>map(instance -> new ClusterOrder.Drain(instance.id(), instance.arn()))
                .toList();
        return result(next, plan, Outcome.SCALE_IN, drain.limit().name(), plan.explanation(), orders);
    }

    private Result waiting(ClusterState next, ClusterPlan plan, String reason, String explanation) {
        return result(next, plan, Outcome.HELD, reason, explanation, List.of());
    }

    private Result held(String reason, String explanation) {
        return new Result(state, new Decided(now, Outcome.HELD, reason, explanation, List.of()), List.of());
    }

    private Result result(
            ClusterState next,
            ClusterPlan plan,
            Outcome outcome,
            String reason,
            String explanation,
            List<ClusterOrder> orders) {
        var all = new ArrayList<>(orders);
        boolean growing = outcome == Outcome.SCALE_OUT || isOrdered(ClusterOrder.Capacity.class);
        if (!growing) {
            plan.terminations()
                    .forEach(done ->
                            all.add(new ClusterOrder.Terminate(done.instance().id(), done.decrement())));
        }
        var commands = commands(all, explanation);
        return new Result(
                ordered(next, outcome, commands),
                new Decided(now, outcome, reason, explanation, plan.impossible()),
                commands);
    }

    private List<Commanded> commands(List<ClusterOrder> orders, String reason) {
        var commands = new ArrayList<Commanded>();
        for (var order : orders) {
            long sequence = state.sequence() + commands.size() + 1;
            String why = order instanceof ClusterOrder.Terminate ? "it is empty after draining" : reason;
            commands.add(new Commanded(sequence, order, now.plus(ORDER_LIFETIME), why));
        }
        return commands;
    }

    private ClusterState ordered(ClusterState next, Outcome outcome, List<Commanded> commands) {
        if (commands.isEmpty()) {
            return next;
        }
        var orders = new ArrayList<>(next.orders());
        commands.forEach(
                command -> orders.add(new Ordered(command.sequence(), command.order(), command.deadline(), null)));
        var history = next.history();
        var changed = switch (outcome) {
            case SCALE_OUT -> new History(now, history.in());
            case SCALE_IN -> new History(history.out(), now);
            case STEADY, HELD -> history;
        };
        return next.after(orders, commands.getLast().sequence(), changed);
    }

    private boolean isOrdered(Class<? extends ClusterOrder> kind) {
        return state.orders().stream().map(Ordered::order).anyMatch(kind::isInstance);
    }

    // When a pause after an action ends; null when it has.
    private @Nullable Instant after(@Nullable Instant last, Duration pause) {
        var until = last == null ? null : last.plus(pause);
        return until != null && until.isAfter(now) ? until : null;
    }
}
