package io.tidegate.deploy.decide;

import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.ScalableTargetState;
import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import io.tidegate.streams.ecsautoscale.Snapshot;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a snapshot tells of targets, as the sources would observe it.
 *
 * @param failures clusters of which it does not tell what a policy must know
 */
record SnapshotObservations(List<CapacityObservation> observations, List<Failure> failures) {

    /** What policies may ask about. */
    static SnapshotObservations of(Snapshot snapshot, Collection<Policy> policies, Instant at) {
        var source = new Fields(snapshot.source());
        var found = new SnapshotObservations(new ArrayList<>(), new ArrayList<>());
        source.get("ecs")
                .get("clusters")
                .entries()
                .forEach((cluster, item) -> new Fields(item)
                        .get("services")
                        .list()
                        .forEach(service -> found.addService(cluster, service, at)));
        source.get("asg").get("groups").list().forEach(group -> found.addGroup(group, at));
        source.get("scalable_targets").list().forEach(target -> found.addBounds(target, at));
        for (var policy : policies) {
            if (policy instanceof ClusterPolicy cluster) {
                found.addCluster(new SnapshotCluster(source, cluster), at);
            }
        }
        return found;
    }

    private void addService(String cluster, Fields service, Instant at) {
        int desired = service.get("desiredCount").number(0);
        int running = service.get("runningCount").number(0);
        boolean deploying = service.get("deployments").list().stream()
                .anyMatch(
                        deployment -> !deployment.get("status").text("PRIMARY").equals("PRIMARY")
                                || deployment.get("rolloutState").text("").equals("IN_PROGRESS"));
        add(
                "ecs/%s/%s".formatted(cluster, service.get("serviceName").text("")),
                at,
                new EcsServiceState(
                        service.get("status").text("ACTIVE"),
                        desired,
                        running,
                        service.get("pendingCount").number(Math.max(0, desired - running)),
                        deploying));
    }

    private void addGroup(Fields group, Instant at) {
        int desired = group.get("DesiredCapacity").number(0);
        int serving = (int) group.get("Instances").list().stream()
                .filter(instance -> instance.get("LifecycleState").text("").equals("InService"))
                .count();
        int inService = group.get("in_service").number(group.has("Instances") ? serving : desired);
        boolean managed = group.get("Tags").list().stream()
                .anyMatch(tag -> tag.get("Key").text("").equals("AmazonECSManaged"));
        add(
                "asg/" + group.get("AutoScalingGroupName").text(""),
                at,
                new AutoScalingGroupState(
                        group.get("MinSize").number(0),
                        group.get("MaxSize").number(0),
                        desired,
                        inService,
                        Math.max(0, desired - inService),
                        0,
                        group.has("Status") ? group.get("Status").text("") : null,
                        managed));
    }

    private void addBounds(Fields target, Instant at) {
        add(
                target.get("target").text(""),
                at,
                new ScalableTargetState(
                        target.get("MinCapacity").number(0),
                        target.get("MaxCapacity").number(0)));
    }

    private void addCluster(SnapshotCluster cluster, Instant at) {
        cluster.problem()
                .ifPresentOrElse(
                        problem -> failures.add(new Failure(cluster.name(), problem)),
                        () -> cluster.state().ifPresent(state -> add("cluster/" + cluster.name(), at, state)));
    }

    private void add(String target, Instant at, Object state) {
        observations.add(new CapacityObservation(target, at, state, null, null));
    }
}
