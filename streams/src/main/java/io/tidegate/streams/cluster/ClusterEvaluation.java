package io.tidegate.streams.cluster;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.cluster.ClusterConclusion.Numbers;
import io.tidegate.streams.cluster.ClusterState.Patience;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.decision.Planned;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.policy.ClusterPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One evaluation: may it act at all → what the sizing, or a person, asks for → pauses → cooldown → orders. */
final class ClusterEvaluation {
    private final ClusterState state;
    private final ClusterPolicy policy;
    private final Optional<ManualOverride> override;
    private final Instant now;

    ClusterEvaluation(ClusterState state, Instant now) {
        this.state = state;
        this.policy = state.policy();
        this.override = Optional.ofNullable(state.override()).filter(found -> found.holdsAt(now));
        this.now = now;
    }

    /** A plan for a fleet, and what is remembered of the readings that led to it. */
    private record Draft(Fleet fleet, ClusterPlan plan, Patience patience) {}

    ClusterConclusion evaluate() {
        if (!policy.enabled()) {
            return held("DISABLED", "the policy is disabled");
        }
        var seen = state.facts().seen();
        if (seen == null) {
            return held("NOT_OBSERVED", "AWS has not told its state yet");
        }
        if (seen.isStale(now)) {
            return held("OBSERVATION_STALE", "its state was last seen at " + seen.at());
        }
        var retryAfter = state.actions().retryAfter();
        if (retryAfter != null && retryAfter.isAfter(now)) {
            String why = "the last command took no effect; next try after " + retryAfter;
            return held(new Verdict(Outcome.HELD, "COMMAND_FAILED", why, retryAfter));
        }
        var group = seen.what().group();
        if (group.isEmpty()) {
            return held(
                    "GROUP_NOT_FOUND",
                    "AWS has not told of a group " + policy.group().name());
        }
        if (!group.get().name().equals(policy.group().name())) {
            return held(
                    "GROUP_NOT_FOUND",
                    "AWS has told of group %s, and not of %s yet"
                            .formatted(group.get().name(), policy.group().name()));
        }
        return conclude(draft(FleetReader.fleet(seen.what(), group.get())
                .wanting(state.facts().wants())
                .after(state.actions().orders())));
    }

    private Draft draft(Fleet fleet) {
        if (byHand()) {
            int given = override.orElseThrow().capacity().orElseThrow();
            return new Draft(
                    fleet, HandPlanner.plan(fleet, given, override.orElseThrow(), policy.bounds()), state.patience());
        }
        return switch (policy.sizing()) {
            case ClusterPolicy.Fit fit ->
                new Draft(fleet, FitPlanner.plan(fleet, fit, policy.bounds()), state.patience());
            case ClusterPolicy.Reservation reservation -> {
                var planned = ReservationPlanner.plan(fleet, reservation, policy.bounds(), state, now);
                yield new Draft(fleet, planned.plan(), planned.patience());
            }
        };
    }

    private ClusterConclusion conclude(Draft draft) {
        return switch (draft.plan().action()) {
            case ClusterPlan.Refuse refuse -> held(refuse.reason(), draft.plan().explanation());
            case ClusterPlan.Grow grow -> grow(draft, grow);
            case ClusterPlan.Drain drain -> drain(draft, drain);
            case ClusterPlan.Keep keep -> keep(draft, keep);
        };
    }

    // A capacity and a termination that lowers it must not be on their way at once: which comes first would change the
    // sum.
    private ClusterConclusion grow(Draft draft, ClusterPlan.Grow grow) {
        if (pauses(true)) {
            return paused(draft);
        }
        if (isOrdered(Order.Terminate.class)) {
            return waiting(draft, "TERMINATING", "instances are being terminated", null);
        }
        var until = grow.limit() == Limit.MIN
                ? null
                : after(state.actions().history().out(), policy.cooldown().scaleOut());
        if (until != null && !byHand()) {
            return waiting(draft, "COOLDOWN", "cooling down until " + until, until);
        }
        var order = new Planned(
                policy.group(),
                new Order.Capacity(grow.from(), grow.to()),
                grow.to() - grow.from(),
                draft.plan().explanation());
        return concluded(draft, verdict(draft, Outcome.SCALE_OUT, grow.limit()), List.of(order));
    }

    private ClusterConclusion drain(Draft draft, ClusterPlan.Drain drain) {
        if (pauses(false)) {
            return paused(draft);
        }
        var hindrance = hindrance();
        if (hindrance.isPresent()) {
            return waiting(draft, hindrance.get().reason(), hindrance.get().explanation(), null);
        }
        var until = after(state.actions().history().last(), policy.cooldown().scaleIn());
        if (until != null && !byHand()) {
            return waiting(draft, "COOLDOWN", "cooling down until " + until, until);
        }
        var orders = drain.instances().stream()
                .map(instance -> drained(instance, draft.plan().explanation()))
                .toList();
        return concluded(draft, verdict(draft, Outcome.SCALE_IN, drain.limit()), orders);
    }

    private ClusterConclusion keep(Draft draft, ClusterPlan.Keep keep) {
        if (pauses(false) && !draft.plan().terminations().isEmpty()) {
            return paused(draft);
        }
        var outcome = keep.limit() == Limit.OVERRIDE ? Outcome.HELD : Outcome.STEADY;
        return concluded(draft, verdict(draft, outcome, keep.limit()), List.of());
    }

    private Verdict verdict(Draft draft, Outcome outcome, Limit limit) {
        var until = limit == Limit.OVERRIDE ? override.orElseThrow().expiresAt() : null;
        return new Verdict(outcome, limit.name(), explained(draft.plan()), until);
    }

    private static String explained(ClusterPlan plan) {
        return plan.impossible().isEmpty()
                ? plan.explanation()
                : plan.impossible().stream()
                        .map(Fit.Impossible::toString)
                        .collect(Collectors.joining("; ", plan.explanation() + "; ", ""));
    }

    private ClusterConclusion paused(Draft draft) {
        String why = override.orElseThrow().toString();
        var verdict = new Verdict(
                Outcome.HELD,
                "OVERRIDE_PAUSED",
                explained(draft.plan()) + "; but " + why,
                override.orElseThrow().expiresAt());
        return result(draft, verdict, Numbers.heldBack(draft.fleet(), draft.plan(), "override", why), List.of());
    }

    private ClusterConclusion waiting(Draft draft, String reason, String why, @Nullable Instant until) {
        var verdict = new Verdict(Outcome.HELD, reason, explained(draft.plan()) + ", " + why, until);
        String name = reason.toLowerCase(Locale.ROOT);
        return ended(draft, verdict, Numbers.heldBack(draft.fleet(), draft.plan(), name, why), List.of());
    }

    private ClusterConclusion held(String reason, String explanation) {
        return held(Verdict.held(reason, explanation));
    }

    private ClusterConclusion held(Verdict verdict) {
        return new ClusterConclusion(state, now, state.patience(), Numbers.NONE, verdict, List.of(), List.of());
    }

    private ClusterConclusion concluded(Draft draft, Verdict verdict, List<Planned> orders) {
        return ended(draft, verdict, Numbers.of(draft.fleet(), draft.plan()), orders);
    }

    // With what ends as well because it is empty after draining.
    private ClusterConclusion ended(Draft draft, Verdict verdict, Numbers numbers, List<Planned> orders) {
        boolean growing = verdict.outcome() == Outcome.SCALE_OUT || isOrdered(Order.Capacity.class);
        var done = growing || pauses(false)
                ? List.<ClusterPlan.Termination>of()
                : draft.plan().terminations();
        if (done.isEmpty()) {
            return result(draft, verdict, numbers, orders);
        }
        var hindrance = hindrance();
        if (hindrance.isPresent()) {
            return result(draft, orders.isEmpty() ? hindered(done, hindrance.get()) : verdict, numbers, orders);
        }
        var all = new ArrayList<>(orders);
        done.forEach(termination -> all.add(terminated(termination)));
        var told = orders.isEmpty()
                ? new Verdict(
                        Outcome.SCALE_IN,
                        "DRAINED",
                        "%s: empty after draining; %s".formatted(ids(done), verdict.explanation()),
                        null)
                : verdict;
        return result(draft, told, numbers, all);
    }

    /** What AWS would refuse, or does by itself with the same instances: nothing of it is begun. */
    private record Hindrance(String reason, String explanation) {}

    private Optional<Hindrance> hindrance() {
        var seen = state.facts().seen();
        var group = seen == null
                ? Optional.<ObservedCluster.Group>empty()
                : seen.what().group();
        return group.flatMap(known -> known.terminateSuspended()
                ? Optional.of(new Hindrance(
                        "TERMINATE_SUSPENDED", "the process Terminate of %s is suspended".formatted(known.name())))
                : known.refresh()
                        .map(status -> new Hindrance(
                                "REFRESH_UNDER_WAY",
                                "an instance refresh of %s is %s".formatted(known.name(), status))));
    }

    private static Verdict hindered(List<ClusterPlan.Termination> done, Hindrance hindrance) {
        return Verdict.held(
                hindrance.reason(), "%s: empty after draining, but %s".formatted(ids(done), hindrance.explanation()));
    }

    private static String ids(List<ClusterPlan.Termination> done) {
        return done.stream().map(termination -> termination.instance().id()).collect(Collectors.joining(", "));
    }

    private Planned drained(Instance instance, String reason) {
        var cluster = policy.target();
        return new Planned(
                new Target.Instance(cluster.place(), instance.id()),
                new Order.Drain(cluster.cluster(), instance.id(), instance.arn()),
                -1,
                reason);
    }

    private Planned terminated(ClusterPlan.Termination done) {
        var instance = done.instance();
        String cluster = policy.target().cluster();
        return new Planned(
                policy.group(),
                new Order.Terminate(cluster, instance.id(), instance.arn(), done.decrement()),
                done.decrement() ? -1 : 0,
                done.decrement()
                        ? "it is empty after draining"
                        : "it is empty after draining; the group is at its minimum, so a new one comes");
    }

    private ClusterConclusion result(Draft draft, Verdict verdict, Numbers numbers, List<Planned> orders) {
        return new ClusterConclusion(
                state, now, draft.patience(), numbers, verdict, draft.plan().impossible(), orders);
    }

    private boolean byHand() {
        return override.isPresent() && override.get().capacity().isPresent();
    }

    private boolean pauses(boolean out) {
        return override.isPresent()
                && !byHand()
                && (out ? override.get().pauseOut() : override.get().pauseIn());
    }

    private boolean isOrdered(Class<? extends Order> kind) {
        return state.actions().orders().all().stream().anyMatch(ordered -> kind.isInstance(ordered.order()));
    }

    // When a pause after an action ends; null when it has.
    private @Nullable Instant after(@Nullable Instant last, Duration pause) {
        var until = last == null ? null : last.plus(pause);
        return until != null && until.isAfter(now) ? until : null;
    }
}
