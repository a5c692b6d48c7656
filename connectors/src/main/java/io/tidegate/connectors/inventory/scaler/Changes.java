package io.tidegate.connectors.inventory.scaler;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.aws.ScalableTargetId;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.CapacityChange;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.ChangeKind;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.ScalableTargetState;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesRequest;

/**
 * Tells what AWS knows of a change: when a capacity or bounds differ from the look before, and at the first look, it asks once
 * for the latest scaling activity, and gives the later of that and the deployment in the observation. A question that fails is
 * counted, and is no failure of the observation. Thread-safe.
 */
public final class Changes {
    /** What began longer before an observation does not explain what it shows. */
    public static final Duration RECENT = Duration.ofMinutes(5);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MAX_A_MINUTE =
            30; // An account's describe calls are one budget; this is a tenth of 5 a second.
    private static final int MAX_CAUSE = 300;

    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private final Deque<Instant> asked = new ArrayDeque<>();
    private final ScalerApi api;
    private final SourceCounters counters;

    public Changes(ScalerApi api, SourceCounters counters) {
        this.api = api;
        this.counters = counters;
    }

    /** What is known of the change that an observation shows; empty when it shows what the look before showed. */
    public Optional<CapacityChange> of(CapacityObservation observation) {
        var value = value(observation.getObserved());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String key = observation.getTarget() + " "
                + observation.getObserved().getClass().getSimpleName();
        boolean changed = !value.get().equals(seen.put(key, value.get()));
        return changed ? Optional.ofNullable(latest(observation)) : Optional.empty();
    }

    private static Optional<String> value(Object observed) {
        return switch (observed) {
            case EcsServiceState service -> Optional.of(String.valueOf(service.getDesired()));
            case ScalableTargetState bounds -> Optional.of(bounds.getMin() + " " + bounds.getMax());
            case AutoScalingGroupState group ->
                Optional.of(group.getMin() + " " + group.getMax() + " " + group.getDesired());
            case EcsClusterState cluster ->
                Optional.ofNullable(cluster.getGroup()).map(group -> String.valueOf(group.getDesired()));
            default -> Optional.empty();
        };
    }

    private @Nullable CapacityChange latest(CapacityObservation observation) {
        var deployment = observation.getChange();
        var activity = activity(observation).orElse(null);
        if (deployment == null || activity == null) {
            return deployment == null ? activity : deployment;
        }
        return activity.getAt().isAfter(deployment.getAt()) ? activity : deployment;
    }

    private Optional<CapacityChange> activity(CapacityObservation observation) {
        if (!mayAsk(observation.getObservedAt())) {
            return Optional.empty();
        }
        try {
            return ask(observation).filter(change -> isRecent(change.getAt(), observation.getObservedAt()));
        } catch (SdkException e) {
            counters.countError(AwsFailure.of(e).kind());
            return Optional.empty();
        }
    }

    private Optional<CapacityChange> ask(CapacityObservation observation) {
        if (observation.getObserved() instanceof EcsClusterState cluster) {
            return Optional.ofNullable(cluster.getGroup()).flatMap(group -> ofGroup(group.getName()));
        }
        return switch (Target.parse(observation.getTarget())) {
            case Target.Group group -> ofGroup(group.name());
            case Target.EcsService service -> ofScalable(ScalableTargetId.of(service));
            case Target.Scalable scalable -> ofScalable(ScalableTargetId.of(scalable));
            default -> Optional.empty();
        };
    }

    private Optional<CapacityChange> ofScalable(ScalableTargetId id) {
        counters.countRead();
        return api
                .activities(DescribeScalingActivitiesRequest.builder()
                        .serviceNamespace(id.namespace())
                        .resourceId(id.resource())
                        .scalableDimension(id.dimension())
                        .maxResults(1)
                        .build())
                .scalingActivities()
                .stream()
                .findFirst()
                .map(activity -> change(
                        activity.activityId(),
                        activity.startTime(),
                        "%s %s (%s)"
                                .formatted(activity.description(), activity.cause(), activity.statusCodeAsString())));
    }

    private Optional<CapacityChange> ofGroup(String group) {
        counters.countRead();
        return api
                .groupActivities(
                        software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest.builder()
                                .autoScalingGroupName(group)
                                .maxRecords(1)
                                .build())
                .activities()
                .stream()
                .findFirst()
                .map(activity -> change(
                        activity.activityId(), activity.startTime(), activity.description() + ": " + activity.cause()));
    }

    private static CapacityChange change(String id, Instant at, String cause) {
        return new CapacityChange(ChangeKind.SCALING_ACTIVITY, id, at, cut(cause));
    }

    /** A deployment, when it began shortly before an observation. */
    public static Optional<CapacityChange> ofDeployment(String id, Instant began, Instant observedAt, String cause) {
        return isRecent(began, observedAt)
                ? Optional.of(new CapacityChange(ChangeKind.DEPLOYMENT, id, began, cut(cause)))
                : Optional.empty();
    }

    private static boolean isRecent(Instant began, Instant observedAt) {
        return began.isAfter(observedAt.minus(RECENT)) && began.isBefore(observedAt.plus(MINUTE));
    }

    private static String cut(String cause) {
        return cause.length() <= MAX_CAUSE ? cause : cause.substring(0, MAX_CAUSE);
    }

    private synchronized boolean mayAsk(Instant now) {
        while (!asked.isEmpty() && !asked.getFirst().plus(MINUTE).isAfter(now)) {
            asked.removeFirst();
        }
        if (asked.size() >= MAX_A_MINUTE) {
            return false;
        }
        asked.addLast(now);
        return true;
    }
}
