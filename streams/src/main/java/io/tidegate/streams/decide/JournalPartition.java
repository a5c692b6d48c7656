package io.tidegate.streams.decide;

import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the deciders over the entries of one journal partition, in order. Pure but for the states it is given: the same
 * entries give the same results, live, replayed, or continued from a snapshot.
 */
public final class JournalPartition {
    private final CapacityDecider capacity = new CapacityDecider();
    private final TargetStates states;
    private final SnapshotSchedule snapshots;
    private final TreeMap<Instant, TreeSet<String>> due = new TreeMap<>();

    /** What an entry led to. */
    public sealed interface Result {
        /** A decision or a command. */
        record Emitted(Output output) implements Result {}

        /** The states of these targets are to be recorded. */
        record SnapshotDue(String domain, boolean wholeDomain, List<String> targets) implements Result {}
    }

    /** Continues from {@code states}; asks for a snapshot of every domain once an interval. */
    public JournalPartition(TargetStates states, Duration snapshotInterval) {
        this.states = states;
        this.snapshots = new SnapshotSchedule(snapshotInterval);
        states.all().forEach((target, state) -> index(target, null, state));
    }

    /** Takes in one entry of {@code domain}; the results are in the order in which they came about. */
    public List<Result> apply(String domain, Input input) {
        return switch (input) {
            case Input.Ticked tick -> tick(tick.at());
            case Input.Measured measured -> each(measured.targets(), state -> capacity.measure(state, measured, now()));
            case Input.Observed observed
            when observed.observation() instanceof Input.Observation.Cluster ->
                each(snapshots.targets(domain), state -> capacity.observe(state, observed));
            case Input.Observed observed -> step(observed.target(), state -> capacity.observe(state, observed));
            case Input.Settled settled -> step(settled.target(), state -> capacity.settle(state, settled, now()));
            case Input.PolicyChanged changed -> changePolicy(domain, changed);
            case Input.Overridden changed ->
                each(snapshots.targets(domain), state -> capacity.override(state, changed, now()));
            case Input.Other _ -> List.of();
        };
    }

    private List<Result> tick(Instant at) {
        var before = states.clock();
        var clock = before.tick(at);
        if (clock.equals(before)) {
            return List.of();
        }
        states.clock(clock);
        var now = clock.now();
        if (now == null || now.equals(before.now())) {
            return List.of(); // A leap that waits for agreement.
        }
        var results = each(dueBy(now), state -> capacity.tick(state, now));
        if (before.now() != null) {
            results.addAll(snapshots.between(before.now(), now));
        }
        return results;
    }

    private List<Result> changePolicy(String domain, Input.PolicyChanged changed) {
        var results = each(changed.released(), state -> capacity.release(state, changed.name(), now()));
        changed.policy().ifPresent(policy -> {
            for (String target : changed.targets()) {
                results.addAll(accept(target, capacity.take(states.get(target), domain, target, policy, now())));
            }
            results.add(new Result.SnapshotDue(domain, false, changed.targets()));
        });
        return results;
    }

    private List<Result> each(List<String> targets, Function<CapacityState, Step<CapacityState>> decide) {
        var results = new ArrayList<Result>();
        targets.forEach(target -> results.addAll(step(target, decide)));
        return results;
    }

    private List<Result> step(String target, Function<CapacityState, Step<CapacityState>> decide) {
        var state = states.get(target);
        return state == null ? List.of() : accept(target, decide.apply(state));
    }

    private List<Result> accept(String target, Step<CapacityState> step) {
        var before = states.get(target);
        var next = step.next();
        if (!Objects.equals(next, before)) {
            index(target, before, next);
            states.put(target, next);
        }
        return step.outputs().stream().<Result>map(Result.Emitted::new).toList();
    }

    private @Nullable Instant now() {
        return states.clock().now();
    }

    // A copy, for evaluating changes the index.
    private List<String> dueBy(Instant now) {
        var targets = new TreeSet<String>();
        due.headMap(now, true).values().forEach(targets::addAll);
        return List.copyOf(targets);
    }

    private void index(String target, @Nullable CapacityState before, @Nullable CapacityState next) {
        if (before != null) {
            due.computeIfPresent(before.dueAt(), (_, targets) -> {
                targets.remove(target);
                return targets.isEmpty() ? null : targets;
            });
        }
        if (next != null) {
            due.computeIfAbsent(next.dueAt(), _ -> new TreeSet<>()).add(target);
        }
        if (before == null && next != null) {
            snapshots.add(next.domain(), target);
        } else if (before != null && next == null) {
            snapshots.remove(before.domain(), target);
        }
    }
}
