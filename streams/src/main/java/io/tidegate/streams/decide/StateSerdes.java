package io.tidegate.streams.decide;

import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.ClockState;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.MissedMetric;
import io.tidegate.schemas.ObservedBounds;
import io.tidegate.schemas.ObservedGroup;
import io.tidegate.schemas.ObservedService;
import io.tidegate.schemas.OutstandingCommand;
import io.tidegate.schemas.ScalableTargetState;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.SetBounds;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.StoredPane;
import io.tidegate.schemas.TargetState;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.capacity.CapacityState.Actions;
import io.tidegate.streams.capacity.CapacityState.Facts;
import io.tidegate.streams.capacity.CapacityState.Miss;
import io.tidegate.streams.capacity.CapacityState.Outstanding;
import io.tidegate.streams.decision.Ids;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.JournalClock;
import io.tidegate.streams.journal.OverrideSerdes;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PaneSerdes;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.PolicyRevision;
import io.tidegate.streams.policy.PolicySerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decider state to and from its record; lossless, and the same state gives the same bytes. */
public final class StateSerdes {
    private StateSerdes() {}

    public static ClockState toAvro(JournalClock clock) {
        return new ClockState(clock.now(), clock.leaps());
    }

    public static JournalClock fromAvro(ClockState clock) {
        return new JournalClock(clock.getNow(), clock.getLeaps());
    }

    public static TargetState toAvro(CapacityState state) {
        var ids = state.ids();
        var facts = state.facts();
        var actions = state.actions();
        var override = state.override();
        return TargetState.newBuilder()
                .setDomain(state.domain())
                .setTarget(state.target())
                .setEpoch(ids.epoch())
                .setCommandSequence(ids.commands())
                .setDecisionSequence(ids.decisions())
                .setPolicy(policy(state.policy()))
                .setService(service(facts.capacity()))
                .setBounds(bounds(facts.bounds()))
                .setSeries(facts.series().values().stream()
                        .map(StateSerdes::series)
                        .toList())
                .setMisses(facts.misses().entrySet().stream()
                        .map(miss -> new MissedMetric(
                                miss.getKey(),
                                miss.getValue().windows(),
                                miss.getValue().lastEnd()))
                        .toList())
                .setOutstanding(outstanding(actions.outstanding()))
                .setHistory(BehaviourState.toAvro(actions.history()))
                .setRetryAfter(actions.retryAfter())
                .setLastDecision(state.lastVerdict())
                .setDueAt(state.dueAt())
                .setGroup(group(facts.capacity()))
                .setOverride(override == null ? null : OverrideSerdes.toAvro(state.target(), override))
                .setInstances(BehaviourState.toAvro(facts.instances()))
                .setMemory(BehaviourState.toAvro(state.memory()))
                .build();
    }

    public static CapacityState fromAvro(TargetState state) {
        var series = new TreeMap<String, SeriesPanes>();
        var override = state.getOverride();
        state.getSeries().forEach(panes -> series.put(panes.getSeries(), series(panes)));
        var misses = new TreeMap<String, Miss>();
        state.getMisses().forEach(miss -> misses.put(miss.getAlias(), new Miss(miss.getWindows(), miss.getLastEnd())));
        return new CapacityState(
                state.getDomain(),
                state.getTarget(),
                PolicySerdes.capacity(state.getPolicy()),
                new Ids(state.getEpoch(), state.getCommandSequence(), state.getDecisionSequence()),
                new Facts(capacity(state), bounds(state.getBounds()), series, misses, BehaviourState.instances(state)),
                new Actions(
                        outstanding(state.getOutstanding()),
                        BehaviourState.history(state.getHistory()),
                        state.getRetryAfter()),
                override == null ? null : OverrideSerdes.fromAvro(override),
                BehaviourState.memory(state),
                state.getLastDecision(),
                state.getDueAt());
    }

    // Who applied the policy, and from what text, influences no decision.
    private static ScalingPolicy policy(CapacityPolicy policy) {
        var nobody = new PolicyRevision.Provenance(Instant.EPOCH, "", Optional.empty(), "");
        return PolicySerdes.toAvro(new PolicyRevision(policy, nobody, new TreeMap<>()));
    }

    private static @Nullable ObservedService service(@Nullable Seen<? extends Observation.Capacity> seen) {
        return seen != null && seen.what() instanceof Observation.Service what
                ? new ObservedService(
                        seen.at(),
                        new EcsServiceState(
                                what.status(),
                                what.desired(),
                                what.running(),
                                what.pending(),
                                what.deploymentInProgress()))
                : null;
    }

    private static @Nullable ObservedGroup group(@Nullable Seen<? extends Observation.Capacity> seen) {
        return seen != null && seen.what() instanceof Observation.Group what
                ? new ObservedGroup(
                        seen.at(),
                        new AutoScalingGroupState(
                                what.min(),
                                what.max(),
                                what.desired(),
                                what.inService(),
                                what.pending(),
                                what.terminating(),
                                what.status().orElse(null),
                                what.ecsManaged()))
                : null;
    }

    private static @Nullable Seen<? extends Observation.Capacity> capacity(TargetState state) {
        var service = state.getService();
        var group = state.getGroup();
        if (service != null) {
            return new Seen<>(service.getAt(), JournalSerdes.service(service.getState()));
        }
        return group == null ? null : new Seen<>(group.getAt(), JournalSerdes.group(group.getState()));
    }

    private static @Nullable ObservedBounds bounds(@Nullable Seen<Observation.ScalableTarget> seen) {
        return seen == null
                ? null
                : new ObservedBounds(
                        seen.at(),
                        new ScalableTargetState(seen.what().min(), seen.what().max()));
    }

    private static @Nullable Seen<Observation.ScalableTarget> bounds(@Nullable ObservedBounds seen) {
        return seen == null
                ? null
                : new Seen<>(
                        seen.getAt(),
                        new Observation.ScalableTarget(
                                seen.getState().getMin(), seen.getState().getMax()));
    }

    private static io.tidegate.schemas.SeriesPanes series(SeriesPanes panes) {
        return new io.tidegate.schemas.SeriesPanes(
                panes.series().key(),
                panes.series().name(),
                panes.series().dimensions(),
                panes.late(),
                panes.panes().stream().map(StateSerdes::pane).toList());
    }

    private static SeriesPanes series(io.tidegate.schemas.SeriesPanes panes) {
        var id = new SeriesId(panes.getSeries(), panes.getName(), new TreeMap<>(panes.getDimensions()));
        List<PartialPane> stored =
                panes.getPanes().stream().map(StateSerdes::pane).toList();
        return new SeriesPanes(id, stored, panes.getLate());
    }

    private static StoredPane pane(PartialPane pane) {
        var all = pane.aggregate();
        return new StoredPane(
                pane.start().toEpochMilli(),
                pane.length().toMillis(),
                pane.origin(),
                pane.revision(),
                all.count(),
                all.sum(),
                all.min(),
                all.max(),
                all.last(),
                all.lastAt().toEpochMilli(),
                PaneSerdes.bytes(pane.sketch()),
                pane.failed(),
                PaneSerdes.bytes(pane.counter()));
    }

    private static PartialPane pane(StoredPane pane) {
        return new PartialPane(
                Instant.ofEpochMilli(pane.getStart()),
                Duration.ofMillis(pane.getLengthMillis()),
                pane.getOrigin(),
                pane.getRevision(),
                new Aggregate(
                        pane.getCount(),
                        pane.getSum(),
                        pane.getMin(),
                        pane.getMax(),
                        pane.getLast(),
                        Instant.ofEpochMilli(pane.getLastAt())),
                pane.getFailed(),
                PaneSerdes.sketch(pane.getSketch()),
                PaneSerdes.counter(pane.getReadings()));
    }

    private static @Nullable OutstandingCommand outstanding(@Nullable Outstanding out) {
        return out == null
                ? null
                : new OutstandingCommand(
                        out.id(),
                        out.sequence(),
                        order(out.order()),
                        out.issuedAt(),
                        out.deadline(),
                        out.appliedAt(),
                        BehaviourState.toAvro(out.before()));
    }

    private static @Nullable Outstanding outstanding(@Nullable OutstandingCommand out) {
        return out == null
                ? null
                : new Outstanding(
                        out.getId(),
                        out.getSequence(),
                        order(out.getAction()),
                        out.getIssuedAt(),
                        out.getDeadline(),
                        out.getAppliedAt(),
                        BehaviourState.history(out.getBefore()));
    }

    /** The order as the action of a command. */
    static Object order(Order order) {
        return switch (order) {
            case Order.Capacity capacity -> new SetCapacity(capacity.expected(), capacity.desired());
            case Order.Limits limits -> {
                var expected = limits.expected();
                yield new SetBounds(
                        expected == null ? null : expected.min(),
                        expected == null ? null : expected.max(),
                        limits.wanted().min(),
                        limits.wanted().max(),
                        limits.desired().isPresent() ? limits.desired().getAsInt() : null);
            }
        };
    }

    private static Order order(Object action) {
        return switch (action) {
            case SetCapacity capacity -> new Order.Capacity(capacity.getExpected(), capacity.getDesired());
            case SetBounds bounds ->
                new Order.Limits(
                        bounds.getExpectedMin() == null || bounds.getExpectedMax() == null
                                ? null
                                : new Bounds(bounds.getExpectedMin(), bounds.getExpectedMax()),
                        new Bounds(bounds.getMin(), bounds.getMax()),
                        bounds.getDesired() == null ? OptionalInt.empty() : OptionalInt.of(bounds.getDesired()));
            default ->
                throw new IllegalArgumentException(
                        "unknown action " + action.getClass().getSimpleName());
        };
    }
}
