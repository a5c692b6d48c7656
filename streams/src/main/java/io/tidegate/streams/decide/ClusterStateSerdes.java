package io.tidegate.streams.decide;

import io.tidegate.schemas.ClusterSizingState;
import io.tidegate.schemas.ClusterTargetState;
import io.tidegate.schemas.DrainPolicyState;
import io.tidegate.schemas.EcsAutoscaleState;
import io.tidegate.schemas.ImagePolicyState;
import io.tidegate.schemas.InstanceExitState;
import io.tidegate.schemas.IssuedCommand;
import io.tidegate.schemas.ObservedEcsCluster;
import io.tidegate.schemas.WantedTasks;
import io.tidegate.streams.cluster.ClusterState;
import io.tidegate.streams.cluster.ClusterState.Actions;
import io.tidegate.streams.cluster.ClusterState.Facts;
import io.tidegate.streams.cluster.ClusterState.History;
import io.tidegate.streams.cluster.ClusterState.Patience;
import io.tidegate.streams.cluster.ClusterState.Want;
import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Ids;
import io.tidegate.streams.decision.Ordered;
import io.tidegate.streams.decision.Orders;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.ecsautoscale.live.FileState;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedClusterSerdes;
import io.tidegate.streams.journal.OverrideSerdes;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import io.tidegate.streams.policy.PolicySerdes;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The states of clusters to and from their record, whatever decides them; lossless, and the same state gives the same bytes. */
public final class ClusterStateSerdes {
    private ClusterStateSerdes() {}

    public static ClusterTargetState toAvro(ClusterState state) {
        return head(state, state.facts().seen(), state.actions().orders(), state.lastVerdict())
                .setDecider(sizing(state))
                .build();
    }

    public static ClusterTargetState toAvro(FileState state) {
        return head(state, state.seen(), state.orders(), state.lastVerdict())
                .setDecider(new EcsAutoscaleState(
                        state.series().values().stream()
                                .map(SeriesState::toAvro)
                                .toList(),
                        state.lastRun()))
                .build();
    }

    static Held fromAvro(ClusterTargetState avro) {
        return switch (avro.getDecider()) {
            case ClusterSizingState sizing -> new Held.Cluster(cluster(avro, sizing));
            case EcsAutoscaleState file -> new Held.File(file(avro, file));
            case DrainPolicyState drain -> new Held.Drain(TerminationSerdes.drain(avro, drain));
            case InstanceExitState exit -> new Held.Instance(TerminationSerdes.instance(avro, exit));
            case ImagePolicyState image -> new Held.Image(ImageStateSerdes.image(avro, image));
            default ->
                throw new IllegalArgumentException("decider must be one that this version knows, was "
                        + avro.getDecider().getClass().getSimpleName());
        };
    }

    static ClusterTargetState.Builder head(
            Driven<?> state, @Nullable Seen<ObservedCluster> seen, Orders orders, @Nullable String lastVerdict) {
        var ids = state.ids();
        var override = state.override();
        return ClusterTargetState.newBuilder()
                .setDomain(state.domain())
                .setTarget(state.target())
                .setEpoch(ids.epoch())
                .setCommandSequence(ids.commands())
                .setDecisionSequence(ids.decisions())
                .setPolicy(StateSerdes.policy(state.policy()))
                .setSeen(
                        seen == null
                                ? null
                                : new ObservedEcsCluster(seen.at(), ObservedClusterSerdes.toAvro(seen.what())))
                .setOrders(orders.all().stream()
                        .map(order -> issued(order, state.commandId(order.sequence())))
                        .toList())
                .setOverride(override == null ? null : OverrideSerdes.toAvro(state.target(), override))
                .setLastDecision(lastVerdict)
                .setDueAt(state.dueAt());
    }

    private static ClusterSizingState sizing(ClusterState state) {
        var actions = state.actions();
        return new ClusterSizingState(
                actions.history().out(),
                actions.history().in(),
                actions.retryAfter(),
                state.patience().low(),
                state.patience().readAt(),
                state.facts().wants().entrySet().stream()
                        .map(want -> wanted(want.getKey(), want.getValue()))
                        .toList(),
                WritesState.toAvro(actions.written()));
    }

    private static ClusterState cluster(ClusterTargetState avro, ClusterSizingState sizing) {
        var wants = new TreeMap<String, Want>();
        sizing.getWants().forEach(want -> wants.put(want.getService(), want(want)));
        return new ClusterState(
                avro.getDomain(),
                avro.getTarget(),
                (ClusterPolicy) PolicySerdes.policy(avro.getPolicy()),
                ids(avro),
                new Facts(seen(avro), wants),
                new Actions(
                        orders(avro),
                        new History(sizing.getLastOutAt(), sizing.getLastInAt()),
                        sizing.getRetryAfter(),
                        WritesState.fromAvro(sizing.getWritten())),
                new Patience(sizing.getLowReadings(), sizing.getReadAt()),
                override(avro),
                avro.getLastDecision(),
                avro.getDueAt());
    }

    private static FileState file(ClusterTargetState avro, EcsAutoscaleState file) {
        SortedMap<String, SeriesPanes> series = new TreeMap<>();
        file.getSeries().forEach(panes -> series.put(panes.getSeries(), SeriesState.fromAvro(panes)));
        return new FileState(
                avro.getDomain(),
                avro.getTarget(),
                (EcsAutoscalePolicy) PolicySerdes.policy(avro.getPolicy()),
                ids(avro),
                seen(avro),
                series,
                orders(avro),
                file.getLastRunAt(),
                override(avro),
                avro.getLastDecision(),
                avro.getDueAt());
    }

    static Ids ids(ClusterTargetState avro) {
        return new Ids(avro.getEpoch(), avro.getCommandSequence(), avro.getDecisionSequence());
    }

    private static @Nullable Seen<ObservedCluster> seen(ClusterTargetState avro) {
        var seen = avro.getSeen();
        return seen == null ? null : new Seen<>(seen.getAt(), ObservedClusterSerdes.fromAvro(seen.getState()));
    }

    private static @Nullable ManualOverride override(ClusterTargetState avro) {
        var override = avro.getOverride();
        return override == null ? null : OverrideSerdes.fromAvro(override);
    }

    private static IssuedCommand issued(Ordered order, String commandId) {
        return new IssuedCommand(
                order.sequence(),
                order.target(),
                OrderState.toAvro(order.order(), order.target(), commandId),
                order.deadline(),
                millis(order.appliedAt()));
    }

    static Orders orders(ClusterTargetState avro) {
        return new Orders(avro.getOrders().stream()
                .map(issued -> new Ordered(
                        issued.getSequence(),
                        issued.getTarget(),
                        OrderState.fromAvro(issued.getAction(), issued.getTarget()),
                        issued.getDeadline(),
                        instant(issued.getAppliedAtMillis())))
                .toList());
    }

    private static WantedTasks wanted(String service, Want want) {
        return new WantedTasks(service, want.commandId(), want.tasks(), want.deadline(), millis(want.appliedAt()));
    }

    private static Want want(WantedTasks avro) {
        return new Want(avro.getCommandId(), avro.getTasks(), avro.getDeadline(), instant(avro.getAppliedAtMillis()));
    }

    private static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
