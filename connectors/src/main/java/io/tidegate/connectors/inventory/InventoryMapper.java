package io.tidegate.connectors.inventory;

import io.tidegate.connectors.aws.ScalableTargetId;
import io.tidegate.connectors.inventory.scaler.Changes;
import io.tidegate.schemas.CapacityChange;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.ScalableTargetState;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;

/** Turns answers of AWS into observations; pure. */
final class InventoryMapper {
    private InventoryMapper() {}

    /** One observation for each service asked about that AWS described or does not know, in the order asked. */
    static List<CapacityObservation> services(
            List<Target.EcsService> asked, Instant at, DescribeServicesResponse answer) {
        var described = new HashMap<String, Service>();
        answer.services().forEach(service -> described.put(service.serviceName(), service));
        var observations = new ArrayList<CapacityObservation>();
        for (var target : asked) {
            var service = described.get(target.service());
            if (service != null) {
                observations.add(new CapacityObservation(
                        target.text(),
                        at,
                        state(service),
                        deployment(service, at).orElse(null),
                        null));
            } else if (isMissing(target, answer.failures())) {
                observations.add(notFound(target, at, "no service of this name in the cluster"));
            }
        }
        return observations;
    }

    /** The same observation for every target asked about: AWS does not know their cluster. */
    static List<CapacityObservation> clusterNotFound(List<Target.EcsService> asked, Instant at) {
        return asked.stream()
                .map(target -> notFound(target, at, "no cluster of this name"))
                .toList();
    }

    /**
     * One observation for each scalable target that AWS described, in the order asked; for one outside ECS that is not
     * registered the observation says so, while a service has another observation of its own.
     */
    static List<CapacityObservation> bounds(List<? extends Target> asked, Instant at, List<ScalableTarget> answer) {
        Map<ScalableTargetId, ScalableTarget> described = new HashMap<>();
        answer.forEach(target -> described.put(id(target), target));
        var observations = new ArrayList<CapacityObservation>();
        for (var target : asked) {
            var bounds = described.get(ScalableTargetId.of(target));
            if (bounds != null) {
                observations.add(observation(target, at, state(bounds)));
            } else if (target instanceof Target.Scalable) {
                observations.add(notFound(target, at, "not registered with Application Auto Scaling"));
            }
        }
        return observations;
    }

    private static ScalableTargetId id(ScalableTarget target) {
        return new ScalableTargetId(
                target.serviceNamespaceAsString(), target.resourceId(), target.scalableDimensionAsString());
    }

    /** One observation for each group asked about, in the order asked. */
    static List<CapacityObservation> groups(List<Target.Group> asked, Instant at, List<AutoScalingGroup> answer) {
        var described = new HashMap<String, AutoScalingGroup>();
        answer.forEach(group -> described.put(group.autoScalingGroupName(), group));
        return asked.stream()
                .map(target -> {
                    var group = described.get(target.name());
                    return group == null
                            ? notFound(target, at, "no Auto Scaling group of this name")
                            : observation(target, at, GroupStates.of(group));
                })
                .toList();
    }

    private static EcsServiceState state(Service service) {
        return EcsServiceState.newBuilder()
                .setStatus(service.status())
                .setDesired(service.desiredCount())
                .setRunning(service.runningCount())
                .setPending(service.pendingCount())
                .setDeploymentInProgress(isDeploying(service.deployments()))
                .build();
    }

    private static ScalableTargetState state(ScalableTarget bounds) {
        return ScalableTargetState.newBuilder()
                .setMin(bounds.minCapacity())
                .setMax(bounds.maxCapacity())
                .build();
    }

    // Whether it has to do with a change is for whoever compares observations to tell.
    private static Optional<CapacityChange> deployment(Service service, Instant at) {
        return service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()) && deployment.createdAt() != null)
                .findFirst()
                .flatMap(deployment ->
                        Changes.ofDeployment(deployment.id(), deployment.createdAt(), at, told(deployment)));
    }

    private static String told(Deployment deployment) {
        String definition = String.valueOf(deployment.taskDefinition());
        String reason = deployment.rolloutStateReason() == null ? "" : ", " + deployment.rolloutStateReason();
        return definition.substring(definition.lastIndexOf('/') + 1) + reason;
    }

    // An ACTIVE deployment beside the PRIMARY one is being replaced by it (ECS API reference, Deployment).
    private static boolean isDeploying(List<Deployment> deployments) {
        return deployments.stream()
                .anyMatch(deployment -> !"PRIMARY".equals(deployment.status())
                        || deployment.rolloutState() == DeploymentRolloutState.IN_PROGRESS);
    }

    private static boolean isMissing(Target.EcsService target, List<Failure> failures) {
        return failures.stream()
                .anyMatch(failure -> "MISSING".equals(failure.reason())
                        && failure.arn() != null
                        && (failure.arn().equals(target.service())
                                || failure.arn().endsWith("/" + target.service())));
    }

    private static CapacityObservation notFound(Target target, Instant at, String message) {
        return observation(target, at, new TargetNotFound(message));
    }

    private static CapacityObservation observation(Target target, Instant at, Object observed) {
        return CapacityObservation.newBuilder()
                .setTarget(target.text())
                .setObservedAt(at)
                .setObserved(observed)
                .build();
    }
}
