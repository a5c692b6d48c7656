package io.tidegate.connectors.inventory;

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
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;

/** Turns answers of AWS into observations; pure. */
final class InventoryMapper {
    private InventoryMapper() {}

    /** Name of a service's scalable target in Application Auto Scaling. */
    static String resourceId(Target.EcsService target) {
        return "service/" + target.cluster() + "/" + target.service();
    }

    /** One observation for each service asked about that AWS described or does not know, in the order asked. */
    static List<CapacityObservation> services(
            List<Target.EcsService> asked, Instant at, DescribeServicesResponse answer) {
        var described = new HashMap<String, Service>();
        answer.services().forEach(service -> described.put(service.serviceName(), service));
        var observations = new ArrayList<CapacityObservation>();
        for (var target : asked) {
            var service = described.get(target.service());
            if (service != null) {
                observations.add(observation(target, at, state(service)));
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

    /** One observation for each scalable target that AWS described, in the order asked. */
    static List<CapacityObservation> bounds(List<Target.EcsService> asked, Instant at, List<ScalableTarget> answer) {
        Map<String, ScalableTarget> described = new HashMap<>();
        answer.forEach(target -> described.put(target.resourceId(), target));
        var observations = new ArrayList<CapacityObservation>();
        for (var target : asked) {
            var bounds = described.get(resourceId(target));
            if (bounds != null) {
                observations.add(observation(target, at, state(bounds)));
            }
        }
        return observations;
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

    private static CapacityObservation notFound(Target.EcsService target, Instant at, String message) {
        return observation(target, at, new TargetNotFound(message));
    }

    private static CapacityObservation observation(Target.EcsService target, Instant at, Object observed) {
        return CapacityObservation.newBuilder()
                .setTarget(target.text())
                .setObservedAt(at)
                .setObserved(observed)
                .build();
    }
}
