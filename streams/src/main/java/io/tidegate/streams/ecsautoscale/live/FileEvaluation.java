package io.tidegate.streams.ecsautoscale.live;

import io.tidegate.streams.decision.Output.MetricInput;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.ecsautoscale.Definition;
import io.tidegate.streams.ecsautoscale.EcsAutoscaleRun;
import io.tidegate.streams.ecsautoscale.FileMetric;
import io.tidegate.streams.ecsautoscale.Item;
import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import io.tidegate.streams.ecsautoscale.UnusableException;
import io.tidegate.streams.journal.ObservedCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One look at a file: may it run at all → is a run due → has all been seen that was ordered → the run. */
final class FileEvaluation {
    /** The original's schedule. */
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private final FileState state;
    private final Instant now;

    FileEvaluation(FileState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    /** When a run is due again; the beginning of time before the first. */
    static Instant runsAt(FileState state) {
        var last = state.lastRun();
        return last == null ? Instant.EPOCH : last.plus(INTERVAL);
    }

    /** What it comes to; empty while it only waits. */
    Optional<FileConclusion> evaluate() {
        if (!state.policy().enabled()) {
            return held(Verdict.held("DISABLED", "the policy is disabled"));
        }
        var override = state.override();
        if (override != null && override.holdsAt(now)) {
            String hand = override.capacity().isPresent() ? "; a file of ecs-autoscale takes no capacity by hand" : "";
            return held(
                    new Verdict(Outcome.HELD, "OVERRIDE_PAUSED", "no run: " + override + hand, override.expiresAt()));
        }
        if (runsAt(state).isAfter(now) || !state.orders().isEmpty()) {
            return Optional.empty();
        }
        var seen = state.seen();
        if (seen == null) {
            return held(Verdict.held("NOT_OBSERVED", "AWS has not told its state yet"));
        }
        if (seen.isStale(now)) {
            return held(Verdict.held("OBSERVATION_STALE", "its state was last seen at " + seen.at()));
        }
        return Optional.of(run(seen));
    }

    private FileConclusion run(Seen<ObservedCluster> seen) {
        var policy = state.policy();
        String cluster = policy.target().cluster();
        var definition =
                Definition.read(cluster, cluster + ".yml", policy.document(), name -> Optional.of("%(" + name + ")"));
        var readings = PaneReadings.of(
                definition.contents().map(FileEvaluation::metrics).orElse(List.of()), state.series(), now);
        var outcome = EcsAutoscaleRun.of(List.of(definition), ObservedInventory.of(cluster, seen.what()), readings);
        var orders = FileOrders.of(outcome, policy, seen.what());
        return new FileConclusion(
                state.ranAt(now), now, verdict(orders), Optional.of(seen.what()), readings.inputs(), orders);
    }

    // What cannot be read is told by the run, where it needs it.
    private static List<FileMetric> metrics(Item contents) {
        try {
            return FileMetric.of(contents);
        } catch (UnusableException _) {
            return List.of();
        }
    }

    private static Verdict verdict(FileOrders orders) {
        if (orders.planned().isEmpty()) {
            return orders.failures().isEmpty()
                    ? new Verdict(Outcome.STEADY, "NO_CHANGE", "nothing asks for a change", null)
                    : Verdict.held("FILE_PROBLEM", FileConclusion.told(orders.failures()));
        }
        return new Verdict(
                FileConclusion.outcome(orders.planned()), "ECS_AUTOSCALE", FileConclusion.told(orders), null);
    }

    private Optional<FileConclusion> held(Verdict verdict) {
        List<MetricInput> nothing = List.of();
        List<Failure> none = List.of();
        return Optional.of(
                new FileConclusion(state, now, verdict, Optional.empty(), nothing, new FileOrders(List.of(), none)));
    }
}
