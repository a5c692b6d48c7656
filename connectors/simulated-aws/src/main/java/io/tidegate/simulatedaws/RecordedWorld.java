package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.group.Groups;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.instance.ContainerInstance.Identity;
import io.tidegate.simulatedaws.instance.ContainerInstance.Status;
import io.tidegate.simulatedaws.instance.Holding;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.service.Fleet;
import io.tidegate.simulatedaws.service.ServiceName;
import java.util.Arrays;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Sets up a world from what AWS once answered, in AWS's own shapes, and lets it be answered again as it was. What can be told to
 * change changes: statuses of instances, desired counts, sizes of groups; counts of tasks and what is left on an instance do not.
 * Not thread-safe.
 */
public final class RecordedWorld {
    private static final Pattern NAME = Pattern.compile("([^:]+):([0-9]{1,9})");

    private final Timeline timeline;
    private final Fleet fleet;
    private final Groups groups;
    private final Arns arns;

    RecordedWorld(Timeline timeline, Fleet fleet, Groups groups, Arns arns) {
        this.timeline = timeline;
        this.fleet = fleet;
        this.groups = groups;
        this.arns = arns;
    }

    /**
     * Adds an instance to a cluster, and the cluster when it is new; it is listed in the order in which it was added. It is gone
     * when a group that has its EC2 instance ends that.
     *
     * @throws IllegalArgumentException when its id is taken, or its status is neither ACTIVE nor DRAINING
     */
    public void addContainerInstance(String cluster, ContainerInstance shape) {
        var identity = new Identity(shape.containerInstanceArn(), shape.ec2InstanceId(), shape.capacityProviderName());
        var holding = new Holding.Given(
                shape.registeredResources(),
                shape.remainingResources(),
                shape.runningTasksCount(),
                shape.pendingTasksCount());
        var registeredAt = shape.registeredAt() == null ? timeline.now() : shape.registeredAt();
        var instance = io.tidegate.simulatedaws.instance.ContainerInstance.given(
                identity, holding, status(shape.status()), registeredAt);
        var pool = fleet.addCluster(cluster).instances();
        pool.add(instance);
        pool.setConnected(instance, shape.agentConnected());
    }

    /**
     * Adds a service to a cluster, and the cluster when it is new. What its shape lacks of ARNs, launch type (EC2, unless it has a
     * capacity provider) and scheduling strategy (REPLICA) is filled in.
     *
     * @throws IllegalArgumentException when there is or was a service of that name
     */
    public void addService(String cluster, Service shape) {
        var name = new ServiceName(cluster, shape.serviceName());
        var completed = shape.toBuilder();
        if (shape.serviceArn() == null) {
            completed.serviceArn(arns.service(cluster, shape.serviceName()));
        }
        if (shape.clusterArn() == null) {
            completed.clusterArn(arns.cluster(cluster));
        }
        if (shape.launchType() == null && !shape.hasCapacityProviderStrategy()) {
            completed.launchType(LaunchType.EC2);
        }
        if (shape.schedulingStrategy() == null) {
            completed.schedulingStrategy(SchedulingStrategy.REPLICA);
        }
        fleet.addRecorded(name, completed.build());
    }

    /**
     * Adds a task definition; where it has no family and revision, those of its ARN are meant.
     *
     * @throws IllegalArgumentException when there is another one of that family and revision
     */
    public void addTaskDefinition(TaskDefinition shape) {
        var named = shape.toBuilder();
        if (shape.family() == null || shape.revision() == null) {
            var name = NAME.matcher(Arns.shortName(shape.taskDefinitionArn()));
            if (!name.matches()) {
                throw new IllegalArgumentException(
                        "task definition must be named <family>:<revision>, was " + shape.taskDefinitionArn());
            }
            named.family(name.group(1)).revision(Integer.parseInt(name.group(2)));
        }
        fleet.definitions().register(named.build());
    }

    /**
     * Adds a group with the instances of its shape, however many it desires; it launches and ends instances from its first change
     * on.
     *
     * @throws IllegalArgumentException when there is one of that name, its desired capacity lies outside its bounds, or an instance
     *     is in another state than Pending, InService or Terminating
     */
    public void addGroup(AutoScalingGroup shape) {
        groups.addRecorded(shape);
    }

    private static Status status(String recorded) {
        return Arrays.stream(Status.values())
                .filter(status -> status.name().equals(recorded))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "status of a container instance must be ACTIVE or DRAINING, was " + recorded));
    }
}
