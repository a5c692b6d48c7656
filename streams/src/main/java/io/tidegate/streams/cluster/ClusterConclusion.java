package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.ClusterState.Actions;
import io.tidegate.streams.cluster.ClusterState.History;
import io.tidegate.streams.cluster.ClusterState.Patience;
import io.tidegate.streams.cluster.Fit.Impossible;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Constraint;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Planned;
import io.tidegate.streams.decision.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What an evaluation came to, and what it changes in the state.
 *
 * @param patience readings of a reservation after it
 * @param impossible tasks that no instance could hold
 * @param orders to send, in order
 */
record ClusterConclusion(
        ClusterState state,
        Instant now,
        Patience patience,
        Numbers numbers,
        Verdict verdict,
        List<Impossible> impossible,
        List<Planned> orders) {
    ClusterConclusion {
        impossible = List.copyOf(impossible);
        orders = List.copyOf(orders);
    }

    /**
     * Instances, as far as they are known.
     *
     * @param current desired capacity of the group
     * @param running instances that can take tasks
     * @param raw before bounds
     * @param desired of the group, once it is carried out and what drains has ended
     */
    record Numbers(
            OptionalInt current,
            OptionalInt running,
            OptionalInt raw,
            List<Constraint> constraints,
            OptionalInt desired) {
        static final Numbers NONE = new Numbers(
                OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), List.of(), OptionalInt.empty());

        static Numbers of(Fleet fleet, ClusterPlan plan) {
            return numbers(fleet, plan, bounded(fleet, plan), plan.leadsTo(fleet));
        }

        /** The same when something keeps it from acting. */
        static Numbers heldBack(Fleet fleet, ClusterPlan plan, String by, String why) {
            var constraints = new ArrayList<>(bounded(fleet, plan));
            int would = plan.leadsTo(fleet);
            int stays = plan.stays(fleet);
            if (would != stays) {
                constraints.add(new Constraint(by, would, stays, why));
            }
            return numbers(fleet, plan, constraints, stays);
        }

        private static List<Constraint> bounded(Fleet fleet, ClusterPlan plan) {
            int leadsTo = plan.leadsTo(fleet);
            if (leadsTo == plan.wanted()) {
                return List.of();
            }
            String end = leadsTo > plan.wanted() ? "min" : "max";
            int limit = leadsTo > plan.wanted()
                    ? plan.bounds().min()
                    : plan.bounds().max();
            return List.of(new Constraint(
                    "bounds." + end, plan.wanted(), leadsTo, "%s %d of policy and group".formatted(end, limit)));
        }

        private static Numbers numbers(Fleet fleet, ClusterPlan plan, List<Constraint> constraints, int desired) {
            return new Numbers(
                    OptionalInt.of(fleet.group().desired()),
                    OptionalInt.of(Reservation.running(fleet)),
                    OptionalInt.of(plan.wanted()),
                    List.copyOf(constraints),
                    OptionalInt.of(desired));
        }
    }

    /** Records the verdict when it is new, and sends the orders. */
    Step<ClusterState> step() {
        var commands = commands();
        var next = next(commands);
        var due = next.dueAt(ClusterDue.of(next, now));
        if (commands.isEmpty() && disturbance().isEmpty() && fingerprint().equals(state.lastVerdict())) {
            return Step.silent(due);
        }
        var outputs = new ArrayList<Output>();
        outputs.add(decided());
        outputs.addAll(commands);
        var counted = due.with(due.ids().decided().commanded(commands.size())).concluding(fingerprint());
        return new Step<>(counted, outputs);
    }

    Decided decided() {
        return new Decided(
                state.domain(),
                state.target(),
                state.epoch(),
                state.ids().decisions() + 1,
                now,
                Trigger.TICK,
                state.policy().name(),
                state.policy().revision(),
                List.of(),
                List.of(),
                numbers.current(),
                numbers.running(),
                numbers.raw(),
                constraints(),
                numbers.desired(),
                told(),
                commands().stream().map(Commanded::id).toList(),
                state);
    }

    // A write of somebody else is told with what was computed anew, whatever that is.
    private Verdict told() {
        var written = state.actions().written();
        return written == null
                ? verdict
                : new Verdict(
                        verdict.outcome(),
                        verdict.reason(),
                        verdict.explanation() + written.explained(),
                        verdict.until());
    }

    private List<Constraint> constraints() {
        return Stream.concat(disturbance().stream(), numbers.constraints().stream())
                .toList();
    }

    private Optional<Constraint> disturbance() {
        return Optional.ofNullable(state.actions().written()).flatMap(GroupWrite::difference);
    }

    private List<Commanded> commands() {
        return Planned.commands(orders, state, now);
    }

    private ClusterState next(List<Commanded> commands) {
        var actions = state.actions();
        var written = actions.written() == null ? null : actions.written().told();
        if (commands.isEmpty()) {
            var known = new Actions(actions.orders(), actions.history(), actions.retryAfter(), written);
            return state.with(patience).with(known);
        }
        return state.with(patience)
                .with(new Actions(actions.orders().plus(commands), after(actions.history()), null, written));
    }

    // What ends after draining was a scale-in when it began to drain.
    private History after(History history) {
        boolean grows = orders.stream().anyMatch(planned -> planned.order() instanceof Order.Capacity);
        boolean drains = orders.stream().anyMatch(planned -> planned.order() instanceof Order.Drain);
        return new History(grows ? now : history.out(), drains ? now : history.in());
    }

    private String fingerprint() {
        return "%s %s %s".formatted(verdict.outcome(), verdict.reason(), impossible);
    }
}
