package io.tidegate.connectors.provision.call;

import io.tidegate.connectors.provision.Difference;
import io.tidegate.connectors.provision.Marker;
import io.tidegate.connectors.provision.Members;
import io.tidegate.connectors.provision.ScalableTarget;
import io.tidegate.connectors.provision.ScalableTarget.Activity;
import io.tidegate.connectors.provision.Shapes;
import io.tidegate.connectors.provision.Stands;
import io.tidegate.connectors.provision.TargetChange;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** Scalable targets of Application Auto Scaling. */
record TargetCalls(ApplicationAutoScalingClient scaling) {
    private static final Map<String, String> TAG = Map.of(Marker.KEY, Marker.VALUE);

    Optional<Stands> read(ScalableTarget target) {
        return find(target).map(found -> {
            boolean ours = Marker.VALUE.equals(
                    scaling.listTagsForResource(request -> request.resourceARN(found.scalableTargetARN()))
                            .tags()
                            .get(Marker.KEY));
            return new Stands(target.id(), ours, new Members(Shapes.members(found)));
        });
    }

    private Optional<software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget> find(
            ScalableTarget target) {
        var id = target.aws();
        return scaling
                .describeScalableTargets(request -> request.serviceNamespace(id.namespace())
                        .resourceIds(id.resource())
                        .scalableDimension(id.dimension()))
                .scalableTargets()
                .stream()
                .findFirst();
    }

    void apply(TargetChange change) {
        var id = change.target().aws();
        switch (change) {
            case TargetChange.RegisterScalableTarget register -> scaling.registerScalableTarget(request(register));
            case TargetChange.TagResource tag ->
                find(tag.target())
                        .ifPresent(found -> scaling.tagResource(request ->
                                request.resourceARN(found.scalableTargetARN()).tags(TAG)));
            case TargetChange.DeregisterScalableTarget _ ->
                scaling.deregisterScalableTarget(request -> request.serviceNamespace(id.namespace())
                        .resourceId(id.resource())
                        .scalableDimension(id.dimension()));
        }
    }

    // What is not sent stays: bounds that a policy sets are left to it.
    private static RegisterScalableTargetRequest request(TargetChange.RegisterScalableTarget register) {
        var target = register.target();
        var id = target.aws();
        var request = RegisterScalableTargetRequest.builder()
                .serviceNamespace(id.namespace())
                .resourceId(id.resource())
                .scalableDimension(id.dimension());
        var members = register.sets().stream().map(Difference::member).toList();
        if (members.contains("MinCapacity") || members.contains("MaxCapacity")) {
            request.minCapacity(target.min()).maxCapacity(target.max());
        }
        if (members.stream().anyMatch(member -> member.startsWith("SuspendedState"))) {
            request.suspendedState(suspended(target));
        }
        return register.anew() ? request.tags(TAG).build() : request.build();
    }

    private static SuspendedState suspended(ScalableTarget target) {
        return SuspendedState.builder()
                .dynamicScalingInSuspended(target.suspended().contains(Activity.SCALE_IN))
                .dynamicScalingOutSuspended(target.suspended().contains(Activity.SCALE_OUT))
                .scheduledScalingSuspended(target.suspended().contains(Activity.SCHEDULE))
                .build();
    }
}
