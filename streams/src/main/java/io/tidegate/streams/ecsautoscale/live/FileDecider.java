package io.tidegate.streams.ecsautoscale.live;

import io.tidegate.streams.decision.Events;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Overriding;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input.Measured;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import io.tidegate.streams.policy.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides a cluster and its services by a file of ecs-autoscale: a pure reducer. Facts only change the state; a tick runs the file,
 * once a minute, and not before AWS has been seen after what the last run ordered.
 */
public final class FileDecider {

    /** A policy takes the cluster up, or changes while it drives it. */
    public Step<FileState> take(
            @Nullable FileState state, String domain, String target, EcsAutoscalePolicy policy, @Nullable Instant now) {
        if (state == null) {
            return Step.silent(FileState.taken(domain, target, policy));
        }
        return state.policy().name().equals(policy.name())
                ? Step.silent(state.under(policy))
                : Events.refuse(state, policy, now);
    }

    /** A partial pane of a series; whether the file reads it is checked here again. */
    public Step<FileState> measure(FileState state, Measured input, @Nullable Instant now) {
        var metrics = metrics(state, input.series().name());
        if (metrics.isEmpty()) {
            return Step.silent(state);
        }
        var lateness =
                metrics.stream().map(Metric::lateness).max(Duration::compareTo).orElseThrow();
        var series = new TreeMap<>(state.series());
        var panes = series.getOrDefault(input.series().key(), SeriesPanes.of(input.series()));
        series.put(
                input.series().key(),
                panes.with(input.pane().keeping(false, false), lateness, now == null ? Instant.MIN : now));
        return Step.silent(state.with(series));
    }

    // Names of series say what is asked of whom, so they are enough to tell a metric by.
    private static List<Metric> metrics(FileState state, String name) {
        return state.policy().metrics().stream()
                .filter(metric -> metric.selector().name().equals(name))
                .toList();
    }

    /** AWS answered. An answer asked for before the last one is older news and is left out. */
    public Step<FileState> observe(FileState state, Observed input) {
        return Step.silent(
                switch (input.observation()) {
                    case Observation.Cluster(var cluster) -> {
                        var seen = state.seen();
                        yield seen != null && !input.at().isAfter(seen.at())
                                ? state
                                : state.seeing(new Seen<>(input.at(), cluster))
                                        .with(state.orders().seen(input.at()))
                                        .dueNow();
                    }
                    case Observation.Nothing _ -> state.seeing(null).dueNow();
                    case Observation.Capacity _,
                            Observation.ScalableTarget _,
                            Observation.Instances _,
                            Observation.HookedGroups _,
                            Observation.Template _ -> state;
                });
    }

    /** A command of the file ended. */
    public Step<FileState> settle(FileState state, Settled input) {
        return Step.silent(
                state.orders().has(state, input.commandId())
                        ? state.with(state.orders().settled(state, input)).dueNow()
                        : state);
    }

    /** The clock reached {@code now}, and the file is due. */
    public Step<FileState> tick(FileState state, Instant now) {
        return Overriding.expire(state.with(state.ids().begun(now)), now).then(left -> looked(current(left, now), now));
    }

    private static Step<FileState> looked(FileState state, Instant now) {
        var conclusion = new FileEvaluation(state, now).evaluate();
        if (conclusion.isEmpty()) {
            return Step.silent(state.dueAt(FileDue.of(state, now)));
        }
        var step = conclusion.get().step();
        return new Step<>(
                step.next(),
                step.outputs().stream()
                        .map(output -> output instanceof Decided decided ? decided.basedOn(state) : output)
                        .toList());
    }

    // Orders that are waited for no longer are forgotten, and so are panes outside every window. A window ends with a
    // whole
    // pane, so it may begin as much earlier.
    private static FileState current(FileState state, Instant now) {
        var series = new TreeMap<String, SeriesPanes>();
        state.series()
                .forEach((key, panes) -> metrics(state, panes.series().name()).stream()
                        .map(Metric::lookBack)
                        .max(Duration::compareTo)
                        .map(lookBack -> panes.since(now.minus(lookBack).minus(panes.paneLength())))
                        .filter(recent -> !recent.panes().isEmpty())
                        .ifPresent(recent -> series.put(key, recent)));
        return state.with(series).with(state.orders().at(now));
    }

    /** Makes an evaluation again, from the state that its decision was based on. */
    public Decided again(FileState basis, Instant now) {
        return new FileEvaluation(basis, now)
                .evaluate()
                .orElseThrow(() -> new IllegalArgumentException("state must be one that a run was made from, was not"))
                .decided()
                .basedOn(basis);
    }
}
