package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.balancing.AttachmentApi;
import io.tidegate.simulatedaws.balancing.Balancers;
import io.tidegate.simulatedaws.balancing.ClassicApi;
import io.tidegate.simulatedaws.balancing.ClassicPlan;
import io.tidegate.simulatedaws.balancing.TargetApi;
import io.tidegate.simulatedaws.balancing.TargetGroupApi;
import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import io.tidegate.simulatedaws.group.Groups;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Duration;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;

/** The load balancers before groups: to be set up, and put under load, at will. Not thread-safe. */
public final class LoadBalancing {
    private final Balancers balancers;
    private final Groups groups;

    LoadBalancing(Balancers balancers, Groups groups) {
        this.balancers = balancers;
        this.groups = groups;
    }

    /** Adds the operations about them to {@code table}. */
    void register(OperationTable table, Timeline timeline) {
        new AttachmentApi(groups, balancers).register(table);
        new TargetGroupApi(balancers).register(table);
        new TargetApi(balancers, timeline, this::runs).register(table);
        new ClassicApi(balancers, this::runs).register(table);
    }

    /** Attaches a group that was just made to what its request names. */
    void attach(String group, CreateAutoScalingGroupRequest request) {
        new AttachmentApi(groups, balancers).attach(group, request);
    }

    private boolean runs(String instanceId) {
        return groups.nameOfInstance(instanceId).isPresent();
    }

    /**
     * Adds an empty target group.
     *
     * @return its ARN
     * @throws IllegalArgumentException when there is a load balancer or target group of that name
     */
    public String add(TargetGroupPlan plan) {
        return balancers.add(plan);
    }

    /**
     * Adds an empty classic load balancer.
     *
     * @throws IllegalArgumentException when there is a load balancer or target group of that name
     */
    public void add(ClassicPlan plan) {
        balancers.add(plan);
    }

    /**
     * Attaches a group to a classic load balancer or target group: its instances register when they come into service, those that
     * are in service at once.
     *
     * @throws IllegalArgumentException when there is no such group, or nothing of that name to attach it to
     */
    public void attach(String group, String balancer) {
        balancers.attach(group, balancer, groups.inService(group));
    }

    /**
     * Registers an instance, as somebody else than its group may do: who did so has to deregister it.
     *
     * @throws IllegalArgumentException when there is no load balancer or target group of that name
     */
    public void register(String balancer, String instanceId) {
        balancers.enter(balancer, instanceId);
    }

    /**
     * Offers requests from now on.
     *
     * @param balancer name of a classic load balancer or target group
     * @param latency that each request is under way
     * @throws IllegalArgumentException when there is none of that name, or a figure is negative
     */
    public void offer(String balancer, double requestsPerSecond, Duration latency) {
        balancers.offer(balancer, requestsPerSecond, latency);
    }

    /** Requests until now that were lost because their target went: all of them, everywhere. */
    public double droppedRequests() {
        return balancers.dropped();
    }

    /**
     * The same of one classic load balancer or target group.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public double droppedRequests(String balancer) {
        return balancers.dropped(balancer);
    }
}
