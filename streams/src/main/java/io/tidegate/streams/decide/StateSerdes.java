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
import io.tidegate.schemas.TargetState;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.capacity.CapacityState.Actions;
import io.tidegate.streams.capacity.CapacityState.Facts;
import io.tidegate.streams.capacity.CapacityState.Miss;
import io.tidegate.streams.capacity.CapacityState.Outstanding;
import io.tidegate.streams.decision.Ids;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.JournalClock;
import io.tidegate.streams.journal.OverrideSerdes;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.policy.PolicyRevision;
import io.tidegate.streams.policy.PolicySerdes;
import java.time.Instant;
import java.util.Optional;
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
                        .map(SeriesState::toAvro)
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
                .setWrites(WritesState.toAvro(actions.writes()))
                .setGate(ImageStateSerdes.toAvro(facts.gate()))
                .setForesight(ForesightState.toAvro(facts.foresight()))
                .build();
    }

    public static CapacityState fromAvro(TargetState state) {
        var series = new TreeMap<String, SeriesPanes>();
        var override = state.getOverride();
        state.getSeries().forEach(panes -> series.put(panes.getSeries(), SeriesState.fromAvro(panes)));
        var misses = new TreeMap<String, Miss>();
        state.getMisses().forEach(miss -> misses.put(miss.getAlias(), new Miss(miss.getWindows(), miss.getLastEnd())));
        return new CapacityState(
                state.getDomain(),
                state.getTarget(),
                PolicySerdes.capacity(state.getPolicy()),
                new Ids(state.getEpoch(), state.getCommandSequence(), state.getDecisionSequence()),
                new Facts(
                        capacity(state),
                        bounds(state.getBounds()),
                        series,
                        misses,
                        BehaviourState.instances(state),
                        ImageStateSerdes.gate(state.getGate()),
                        ForesightState.fromAvro(state.getForesight())),
                new Actions(
                        outstanding(state.getOutstanding()),
                        BehaviourState.history(state.getHistory()),
                        state.getRetryAfter(),
                        WritesState.fromAvro(state.getWrites())),
                override == null ? null : OverrideSerdes.fromAvro(override),
                BehaviourState.memory(state),
                state.getLastDecision(),
                state.getDueAt());
    }

    // Who applied the policy, and from what text, influences no decision.
    static ScalingPolicy policy(Policy policy) {
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

    private static @Nullable OutstandingCommand outstanding(@Nullable Outstanding out) {
        return out == null
                ? null
                : new OutstandingCommand(
                        out.id(),
                        out.sequence(),
                        OrderState.toAvro(out.order()),
                        out.issuedAt(),
                        out.deadline(),
                        out.appliedAt(),
                        BehaviourState.toAvro(out.before()),
                        out.leftOut());
    }

    private static @Nullable Outstanding outstanding(@Nullable OutstandingCommand out) {
        return out == null
                ? null
                : new Outstanding(
                        out.getId(),
                        out.getSequence(),
                        OrderState.setting(out.getAction()),
                        out.getIssuedAt(),
                        out.getDeadline(),
                        out.getAppliedAt(),
                        BehaviourState.history(out.getBefore()),
                        out.getLeftOut());
    }
}
