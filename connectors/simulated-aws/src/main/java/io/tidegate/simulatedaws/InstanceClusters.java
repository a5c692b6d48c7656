package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.backing.Backings;
import io.tidegate.simulatedaws.balancing.Balancers;
import io.tidegate.simulatedaws.group.Groups;
import io.tidegate.simulatedaws.instance.InstanceCounts;
import io.tidegate.simulatedaws.load.LoadModel;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.service.Fleet;
import io.tidegate.simulatedaws.service.ServiceName;
import io.tidegate.simulatedaws.service.ServicePlan;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The ECS clusters that have EC2 instances: what launches these, and what runs on them. Services are named as
 * {@code ecs/<cluster>/<service>}; the rest of what the cloud says of services holds for them too. Not thread-safe.
 */
public final class InstanceClusters {
    private final Fleet fleet;
    private final Groups groups;
    private final Backings backings;
    private final Balancers balancers;
    private final LoadModel load;

    InstanceClusters(Fleet fleet, Groups groups, Backings backings, Balancers balancers, LoadModel load) {
        this.fleet = fleet;
        this.groups = groups;
        this.backings = backings;
        this.balancers = balancers;
        this.load = load;
    }

    /**
     * Lets a group launch the instances of a cluster from now on, and adds the cluster when it is new. Instances that have
     * booted already register at once.
     *
     * @throws IllegalArgumentException when there is no such group, it backs a cluster already, or the capacity provider exists
     */
    public void back(String group, Backing backing) {
        backings.add(group, backing, groups.up(group));
        var provider = backing.provider();
        if (provider != null && provider.managedScaling()) {
            groups.setEcsManaged(group);
        }
    }

    /** Adds a service on instances with {@code desired} tasks, all running if there is room for them. */
    public void addService(String target, ServicePlan plan, int desired, Workload workload) {
        addService(target, plan, desired, desired, workload);
    }

    /**
     * Adds a service on instances with {@code desired} tasks, {@code running} of them running if there is room for them; the
     * others start now, or wait for room.
     *
     * @throws IllegalArgumentException when there is or was a service of that name, or its target group does not fit
     */
    public void addService(String target, ServicePlan plan, int desired, int running, Workload workload) {
        var name = ServiceName.parse(target);
        var targetGroup = plan.targetGroup();
        var entrance = targetGroup == null ? null : balancers.entrance(targetGroup);
        fleet.addService(name, plan, entrance, desired, running);
        load.add(name, workload, fleet.status(name).orElseThrow().running());
    }

    /**
     * Adds a service that has one task on every active instance.
     *
     * @throws IllegalArgumentException when there is or was a service of that name
     */
    public void addDaemon(String target, TaskDefinition definition) {
        fleet.addDaemon(ServiceName.parse(target), definition);
    }

    /**
     * Runs a task that no service keeps, as soon as there is room.
     *
     * @return its id
     */
    public String runTask(String cluster, TaskDefinition definition) {
        return fleet.runTask(cluster, definition);
    }

    /** Stops a task that no service keeps; one that is gone changes nothing. */
    public void stopTask(String cluster, String id) {
        fleet.stopTask(cluster, id);
    }

    /**
     * Connects or disconnects the agent of an instance: without it its tasks go on, but no other is placed there.
     *
     * @throws IllegalArgumentException when no such EC2 instance is registered with a cluster
     */
    public void setAgentConnected(String ec2InstanceId, boolean connected) {
        var cluster = fleet.clusters().stream()
                .filter(one -> one.instances().ofEc2Instance(ec2InstanceId).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "instance must be registered with a cluster, but " + ec2InstanceId + " is not"));
        var pool = cluster.instances();
        pool.setConnected(pool.ofEc2Instance(ec2InstanceId).orElseThrow(), connected);
    }

    /** How many instances are registered with a cluster; none when there is no such cluster. */
    public InstanceCounts count(String cluster) {
        return fleet.cluster(cluster).map(known -> known.instances().counts()).orElse(new InstanceCounts(0, 0, 0));
    }

    /** Tasks so far that ran, had not been told to stop, and ended with their instance, in all clusters. */
    public long tasksCutOff() {
        return fleet.clusters().stream()
                .mapToLong(cluster -> cluster.instances().cutOff())
                .sum();
    }
}
