package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.ClusterState.Actions;
import io.tidegate.streams.cluster.ClusterState.Facts;
import io.tidegate.streams.cluster.ClusterState.Want;
import io.tidegate.streams.decision.Events;
import io.tidegate.streams.decision.Ordered;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Overriding;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.policy.ClusterPolicy;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides the instances under a cluster: a pure reducer. Facts only change the state; a tick evaluates, when the cluster is due.
 * What is on its way counts as done until AWS has been seen after it, so that nothing is ordered twice.
 */
public final class ClusterDecider {

    /** A policy takes the cluster up, or changes while it drives it. */
    public Step<ClusterState> take(
            @Nullable ClusterState state, String domain, String target, ClusterPolicy policy, @Nullable Instant now) {
        if (state == null) {
            return Step.silent(ClusterState.taken(domain, target, policy));
        }
        return state.policy().name().equals(policy.name())
                ? Step.silent(state.under(policy))
                : Events.refuse(state, policy, now);
    }

    /** AWS answered. An answer asked for before the last one is older news and is left out. */
    public Step<ClusterState> observe(ClusterState state, Observed input) {
        return Step.silent(
                switch (input.observation()) {
                    case Observation.Cluster(var cluster) -> {
                        var seen = state.facts().seen();
                        boolean news = seen == null || input.at().isAfter(seen.at());
                        yield news ? seeing(state, new Seen<>(input.at(), cluster), input) : state;
                    }
                    case Observation.Nothing _ ->
                        state.with(new Facts(null, state.facts().wants())).dueNow();
                    case Observation.Capacity _,
                            Observation.ScalableTarget _,
                            Observation.Instances _,
                            Observation.HookedGroups _,
                            Observation.Template _ -> state;
                });
    }

    private static ClusterState seeing(ClusterState state, Seen<ObservedCluster> news, Observed input) {
        var actions = state.actions();
        var orders = actions.orders().seen(news.at());
        var written = GroupWrite.seeing(actions.written(), input, news.what(), orders);
        var wants = state.facts().without(want -> want.isOver(news.at())).wants();
        return state.with(new Facts(news, wants))
                .with(new Actions(orders, actions.history(), actions.retryAfter(), written))
                .dueNow();
    }

    /** A service of the cluster was ordered to have another number of tasks. */
    public Step<ClusterState> want(ClusterState state, String service, Want want) {
        var wants = new TreeMap<>(state.facts().wants());
        wants.put(service, want);
        return Step.silent(state.with(new Facts(state.facts().seen(), wants)).dueNow());
    }

    /** A command ended: one of its own, or one of a service of the cluster. */
    public Step<ClusterState> settle(ClusterState state, Settled input, @Nullable Instant now) {
        var actions = state.actions();
        if (actions.orders().has(state, input.commandId())) {
            var retryAfter = input.result() == Result.NOT_APPLIED && now != null
                    ? now.plus(Commanded.RETRY_DELAY)
                    : actions.retryAfter();
            var orders = actions.orders().settled(state, input);
            var written = written(state, input);
            return Step.silent(state.with(new Actions(orders, actions.history(), retryAfter, written))
                    .dueNow());
        }
        return state.facts().wants().entrySet().stream()
                .filter(want -> want.getValue().commandId().equals(input.commandId()))
                .findFirst()
                .map(want -> settled(state, want.getKey(), input))
                .orElseGet(() -> Step.silent(state));
    }

    private static @Nullable GroupWrite written(ClusterState state, Settled input) {
        return state.actions().orders().all().stream()
                .filter(order -> state.commandId(order.sequence()).equals(input.commandId()))
                .findFirst()
                .map(Ordered::order)
                .map(order -> GroupWrite.settled(state.actions().written(), order, input))
                .orElse(null);
    }

    private static Step<ClusterState> settled(ClusterState state, String service, Settled input) {
        var wants = new TreeMap<>(state.facts().wants());
        wants.computeIfPresent(service, (_, want) -> want.settled(input));
        return Step.silent(state.with(new Facts(state.facts().seen(), wants)).dueNow());
    }

    /** The clock reached {@code now}, and the cluster is due. */
    public Step<ClusterState> tick(ClusterState state, Instant now) {
        return Overriding.expire(state.with(state.ids().begun(now)), now)
                .then(left -> new ClusterEvaluation(current(left, now), now)
                        .evaluate()
                        .step());
    }

    // What is waited for no longer is forgotten.
    private static ClusterState current(ClusterState state, Instant now) {
        var actions = state.actions();
        return state.with(state.facts().without(want -> !want.voidAt().isAfter(now)))
                .with(new Actions(
                        actions.orders().at(now), actions.history(), actions.retryAfter(), actions.written()));
    }

    /** People overrode something in the cluster's domain, or lifted what they had. */
    public Step<ClusterState> override(ClusterState state, Overridden input, @Nullable Instant now) {
        return Overriding.change(state, input, now);
    }

    /** A policy lets the cluster go. */
    public Step<ClusterState> release(ClusterState state, String policy, @Nullable Instant now) {
        return Events.release(state, policy, now);
    }

    /** Makes an evaluation again, from the state that its decision was based on. */
    public Decided again(ClusterState basis, Instant now) {
        return new ClusterEvaluation(basis, now).evaluate().decided();
    }
}
