package io.tidegate.streams.decide;

import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.HookedGroupsState;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.LaunchTemplateState;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.ScalableTargetState;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Firing;
import io.tidegate.streams.journal.Input.NoticeKind;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.ObservedClusterSerdes;
import io.tidegate.streams.journal.ObservedTemplateSerdes;
import io.tidegate.streams.journal.OverrideSerdes;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PaneSerdes;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.PolicySerdes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Journal entries as inputs of the deciders. */
public final class JournalSerdes {
    private JournalSerdes() {}

    public static Input fromAvro(JournalEntry entry) {
        return switch (entry.getInput()) {
            case io.tidegate.schemas.PartialPane pane -> measured(pane);
            case ScheduleTick tick -> new Input.Ticked(tick.getAt());
            case CapacityObservation seen ->
                new Input.Observed(
                        seen.getTarget(), seen.getObservedAt(), observation(seen), change(seen), rivals(seen));
            case CommandOutcome outcome ->
                new Input.Settled(outcome.getTarget(), outcome.getCommandId(), result(outcome), outcome.getAt());
            case PolicyChange change ->
                new Input.PolicyChanged(
                        change.getName(),
                        change.getTargets(),
                        change.getReleased(),
                        Optional.ofNullable(change.getPolicy()).map(PolicySerdes::policy));
            case Overrides overrides -> OverrideSerdes.fromAvro(overrides);
            case LifecycleEvent event -> lifecycle(event);
            default -> new Input.Other();
        };
    }

    private static Input lifecycle(LifecycleEvent event) {
        return switch (event.getKind()) {
            case INSTANCE_TERMINATING -> noticed(event, NoticeKind.TERMINATING);
            case INSTANCE_LAUNCHING -> noticed(event, NoticeKind.LAUNCHING);
            case SPOT_INTERRUPTION -> noticed(event, NoticeKind.SPOT);
            case IMAGE_AVAILABLE -> fired(event, Firing.IMAGE_AVAILABLE);
            case NAMED_FIRING -> fired(event, Firing.NAMED);
            // Recorded, for the deciders to come.
            case REBALANCE_RECOMMENDATION, INSTANCE_STATE_CHANGE, UNKNOWN -> new Input.Other();
        };
    }

    // What fires is named after the slash: image/<id>, firing/<name>.
    private static Input fired(LifecycleEvent event, Firing kind) {
        String target = event.getTarget();
        return new Input.Fired(kind, target.substring(target.indexOf('/') + 1), event.getAt());
    }

    private static Input noticed(LifecycleEvent event, NoticeKind kind) {
        var instance = event.getInstanceId();
        boolean ofGroup = Target.parse(event.getTarget()) instanceof Target.Group;
        boolean held = kind == NoticeKind.SPOT || event.getHookName() != null;
        // One that belongs to no group, or whose hook nobody knows, leaves as it would without a policy.
        return instance == null || !ofGroup || !held
                ? new Input.Other()
                : new Input.Noticed(
                        event.getTarget(),
                        kind,
                        instance,
                        Optional.ofNullable(event.getHookName()),
                        Optional.ofNullable(event.getActionToken()),
                        event.getAt());
    }

    private static Input measured(io.tidegate.schemas.PartialPane pane) {
        var series = new SeriesId(pane.getSeries(), pane.getName(), new TreeMap<>(pane.getDimensions()));
        var aggregate = new Aggregate(
                pane.getCount(), pane.getSum(), pane.getMin(), pane.getMax(), pane.getLast(), pane.getLastAt());
        return new Input.Measured(
                series,
                new PartialPane(
                        pane.getStart(),
                        Duration.ofMillis(pane.getLengthMillis()),
                        pane.getOrigin(),
                        pane.getRevision(),
                        aggregate,
                        pane.getFailed(),
                        PaneSerdes.sketch(pane.getSketch()),
                        PaneSerdes.counter(pane.getReadings())),
                pane.getTargets());
    }

    private static Observation observation(CapacityObservation seen) {
        return switch (seen.getObserved()) {
            case EcsServiceState service -> service(service);
            case AutoScalingGroupState group -> group(group);
            case EcsClusterState cluster -> new Observation.Cluster(ObservedClusterSerdes.fromAvro(cluster));
            case HookedGroupsState groups -> TerminationSerdes.hookedGroups(groups);
            case LaunchTemplateState template -> new Observation.Template(ObservedTemplateSerdes.fromAvro(template));
            case ScalableTargetState bounds -> new Observation.ScalableTarget(bounds.getMin(), bounds.getMax());
            default -> new Observation.Nothing();
        };
    }

    static Observation.Service service(EcsServiceState service) {
        return new Observation.Service(
                service.getStatus(),
                service.getDesired(),
                service.getRunning(),
                service.getPending(),
                service.getDeploymentInProgress());
    }

    static Observation.Group group(AutoScalingGroupState group) {
        return new Observation.Group(
                group.getMin(),
                group.getMax(),
                group.getDesired(),
                group.getInService(),
                group.getPending(),
                group.getTerminating(),
                Optional.ofNullable(group.getStatus()),
                group.getEcsManaged());
    }

    private static Input.Result result(CommandOutcome outcome) {
        return switch (outcome.getStatus()) {
            case APPLIED -> Input.Result.APPLIED;
            case SKIPPED -> skipped(outcome.getReason());
            case REFUSED, FAILED, UNKNOWN -> Input.Result.NOT_APPLIED;
        };
    }

    private static Input.Result skipped(String reason) {
        return switch (reason) {
            case "EXPIRED" -> Input.Result.NOT_APPLIED;
            case "DRY_RUN" -> Input.Result.LEFT_OUT;
            case "ALREADY_THERE" -> Input.Result.THERE;
            default -> Input.Result.SKIPPED;
        };
    }

    private static Optional<Input.Change> change(CapacityObservation seen) {
        return Optional.ofNullable(seen.getChange()).map(WritesState::change);
    }

    private static Optional<List<Input.Rival>> rivals(CapacityObservation seen) {
        return Optional.ofNullable(seen.getScalingPolicies()).map(WritesState::rivals);
    }
}
