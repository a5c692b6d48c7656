package io.tidegate.streams.ecsautoscale.live;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.MetricInput;
import io.tidegate.streams.decision.Output.RuleAnswer;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.decision.Planned;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import io.tidegate.streams.journal.ObservedCluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a look at a file came to, and what it changes in the state.
 *
 * @param state it was made from, but for the time of the run
 * @param observed what the run started from; empty without a run
 * @param orders to send, and what could not be decided
 */
record FileConclusion(
        FileState state,
        Instant now,
        Verdict verdict,
        Optional<ObservedCluster> observed,
        List<MetricInput> inputs,
        FileOrders orders) {

    /** What orders amount to: any that adds makes a scale-out of them. */
    static Outcome outcome(List<Planned> planned) {
        if (planned.stream().anyMatch(one -> one.change() > 0)) {
            return Outcome.SCALE_OUT;
        }
        boolean less = planned.stream().anyMatch(one -> one.change() < 0 || one.order() instanceof Order.OneShot);
        return less ? Outcome.SCALE_IN : Outcome.SET_BOUNDS;
    }

    /** Actions and failures in a sentence for people. */
    static String told(FileOrders orders) {
        String actions = orders.planned().stream()
                .map(one -> "%s: %s".formatted(what(one), one.reason()))
                .collect(Collectors.joining("; "));
        return orders.failures().isEmpty() ? actions : actions + "; not decided: " + told(orders.failures());
    }

    static String told(List<Failure> failures) {
        return failures.stream()
                .map(failure -> "%s: %s".formatted(failure.scope(), failure.message()))
                .collect(Collectors.joining("; "));
    }

    private static String what(Planned one) {
        return switch (one.order()) {
            case Order.Capacity set -> "%s %d to %d".formatted(one.target().text(), set.expected(), set.desired());
            case Order.Limits limits ->
                "%s bounds %d to %d"
                        .formatted(
                                one.target().text(),
                                limits.wanted().min(),
                                limits.wanted().max());
            case Order.Drain drain -> "%s drains".formatted(drain.instance());
            case Order.Terminate terminate -> "%s ends".formatted(terminate.instance());
            case Order.Apart apart -> apart.toString(); // Ordered by other policies alone.
        };
    }

    /** Records the verdict when it is new, and sends the orders. */
    Step<FileState> step() {
        var commands = Planned.commands(orders.planned(), state, now);
        var next = state.with(state.orders().plus(commands));
        var due = next.dueAt(FileDue.of(next, now));
        if (commands.isEmpty() && fingerprint().equals(state.lastVerdict())) {
            return Step.silent(due);
        }
        var outputs = new ArrayList<Output>();
        outputs.add(decided());
        outputs.addAll(commands);
        var counted = due.with(due.ids().decided().commanded(commands.size())).concluding(fingerprint());
        return new Step<>(counted, outputs);
    }

    Decided decided() {
        var group = observed.flatMap(ObservedCluster::group);
        var current = group.map(found -> OptionalInt.of(found.desired())).orElse(OptionalInt.empty());
        var desired = group.map(found -> OptionalInt.of(orders.group(found.desired())))
                .orElse(OptionalInt.empty());
        return new Decided(
                state.domain(),
                state.target(),
                state.epoch(),
                state.ids().decisions() + 1,
                now,
                Trigger.TICK,
                state.policy().name(),
                state.policy().revision(),
                inputs,
                answers(),
                current,
                observed.map(found -> OptionalInt.of(found.active())).orElse(OptionalInt.empty()),
                desired,
                List.of(),
                desired,
                verdict,
                Planned.commands(orders.planned(), state, now).stream()
                        .map(Commanded::id)
                        .toList(),
                null);
    }

    // Each action and each failure, one by one.
    private List<RuleAnswer> answers() {
        var actions = orders.planned().stream()
                .map(one -> new RuleAnswer(
                        what(one),
                        OptionalDouble.empty(),
                        one.order() instanceof Order.Capacity set ? OptionalInt.of(set.desired()) : OptionalInt.empty(),
                        one.reason()));
        var failures = orders.failures().stream()
                .map(failure -> new RuleAnswer(
                        failure.scope(), OptionalDouble.empty(), OptionalInt.empty(), failure.message()));
        return Stream.concat(actions, failures).toList();
    }

    private String fingerprint() {
        return "%s %s %s".formatted(verdict.outcome(), verdict.reason(), told(orders.failures()));
    }
}
