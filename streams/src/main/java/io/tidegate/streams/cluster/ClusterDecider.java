package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.ClusterState.Ordered;
import io.tidegate.streams.cluster.ClusterState.Seen;
import io.tidegate.streams.policy.ClusterPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides the instances under a cluster: a pure reducer. Facts only change the state; a tick evaluates. What is on its way
 * counts as done until AWS has been seen after it, so that nothing is ordered twice.
 */
public final class ClusterDecider {
    /** After an order that took no effect no other is sent for this long. */
    static final Duration RETRY_DELAY = Duration.ofSeconds(10);

    /** What follows from a tick. */
    public record Step(ClusterState next, List<ClusterOutput> outputs) {
        public Step {
            outputs = List.copyOf(outputs);
        }
    }

    /** The policy changed. */
    public ClusterState change(ClusterState state, ClusterPolicy policy) {
        return state.under(policy);
    }

    /** AWS answered. An answer asked for before the last one is older news and is left out. */
    public ClusterState observe(ClusterState state, Instant at, Fleet fleet) {
        var seen = state.seen();
        if (seen != null && !at.isAfter(seen.at())) {
            return state;
        }
        return state.seeing(new Seen(at, fleet))
                .with(orders ->
                        orders.stream().filter(order -> !order.isOver(at)).toList());
    }

    /** A service of the cluster shall have another number of tasks; of no concern when it is not known here. */
    public ClusterState want(ClusterState state, String workload, int tasks) {
        var seen = state.seen();
        return seen == null
                ? state
                : state.seeing(new Seen(seen.at(), seen.fleet().wanting(workload, tasks)));
    }

    /** An order took effect. */
    public ClusterState applied(ClusterState state, long sequence, Instant at) {
        return state.with(orders -> orders.stream()
                .map(order -> order.sequence() == sequence
                        ? new Ordered(sequence, order.order(), order.deadline(), at)
                        : order)
                .toList());
    }

    /** An order took no effect, and will not. */
    public ClusterState failed(ClusterState state, long sequence, Instant now) {
        boolean known = state.orders().stream().anyMatch(order -> order.sequence() == sequence);
        return known ? without(state, sequence).retryingAfter(now.plus(RETRY_DELAY)) : state;
    }

    /** The clock reached {@code now}. */
    public Step tick(ClusterState state, Instant now) {
        var current = state.with(orders ->
                orders.stream().filter(order -> order.deadline().isAfter(now)).toList());
        var evaluation = new ClusterEvaluation(current, now).evaluate();
        var decided = evaluation.decided();
        String fingerprint = "%s %s %s".formatted(decided.outcome(), decided.reason(), decided.impossible());
        boolean news = !evaluation.commands().isEmpty() || !fingerprint.equals(state.lastVerdict());
        var outputs = new ArrayList<ClusterOutput>();
        if (news) {
            outputs.add(decided);
        }
        outputs.addAll(evaluation.commands());
        return new Step(evaluation.next().concluding(fingerprint), outputs);
    }

    private static ClusterState without(ClusterState state, long sequence) {
        return state.with(orders ->
                orders.stream().filter(order -> order.sequence() != sequence).toList());
    }
}
