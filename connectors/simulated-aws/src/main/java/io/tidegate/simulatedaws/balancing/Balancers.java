package io.tidegate.simulatedaws.balancing;

import io.tidegate.simulatedaws.group.Attached;
import io.tidegate.simulatedaws.group.InstanceEvent;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.task.Entrance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * The load balancers of an account, and which groups are attached to them: instances of these register when they come into service,
 * and are deregistered when they are told to go. Not thread-safe.
 */
public final class Balancers {
    private final TreeMap<String, TargetGroup> targetGroups = new TreeMap<>();
    private final TreeMap<String, ClassicBalancer> classic = new TreeMap<>();
    private final TreeMap<String, Attached> attached = new TreeMap<>();
    private final Timeline timeline;
    private final Arns arns;

    public Balancers(Timeline timeline, Arns arns) {
        this.timeline = timeline;
        this.arns = arns;
    }

    /**
     * Adds an empty target group.
     *
     * @return its ARN
     * @throws IllegalArgumentException when there is a load balancer or target group of that name
     */
    public String add(TargetGroupPlan plan) {
        checkNew(plan.name());
        var group = new TargetGroup(plan, arns.targetGroup(plan.name()), timeline);
        targetGroups.put(plan.name(), group);
        return group.arn();
    }

    /**
     * Adds an empty classic load balancer.
     *
     * @throws IllegalArgumentException when there is a load balancer or target group of that name
     */
    public void add(ClassicPlan plan) {
        checkNew(plan.name());
        classic.put(plan.name(), new ClassicBalancer(plan, timeline));
    }

    /**
     * Attaches a group to a classic load balancer or a target group; to one that it is attached to already changes nothing.
     *
     * @param inService instances of the group, which are registered at once
     * @throws IllegalArgumentException when there is no load balancer or target group of that name
     */
    public void attach(String group, String balancer, List<String> inService) {
        var known = existing(balancer);
        var before = attachedTo(group);
        var after = switch (known) {
            case TargetGroup targets -> before.withTargetGroup(targets.arn());
            case ClassicBalancer one -> before.withLoadBalancer(one.name());
        };
        attached.put(group, after);
        inService.forEach(known::enter);
    }

    /** Detaches a group: what is registered of it is deregistered. */
    public void detach(String group, List<String> names, List<String> inService) {
        attached.put(group, attachedTo(group).without(names));
        names.stream()
                .flatMap(name -> Stream.concat(targetGroup(name).stream(), classic(name).stream()))
                .forEach(balancer -> inService.forEach(balancer::leave));
    }

    /**
     * Registers an instance on the usual port.
     *
     * @throws IllegalArgumentException when there is no load balancer or target group of that name
     */
    public void enter(String balancer, String instanceId) {
        existing(balancer).enter(instanceId);
    }

    /**
     * What registers the tasks of an ECS service with a target group, and deregisters them.
     *
     * @throws IllegalArgumentException when there is no such target group, or its targets are no instances
     */
    public Entrance entrance(String targetGroupArn) {
        return targetGroup(targetGroupArn)
                .filter(group -> group.plan().type() == TargetTypeEnum.INSTANCE)
                .map(TaskEntrance::new)
                .orElseThrow(() -> new IllegalArgumentException(
                        "target group of a service must exist and be of instances, but " + targetGroupArn + " is not"));
    }

    /** What a group is attached to. */
    public Attached attachedTo(String group) {
        return attached.getOrDefault(group, Attached.NOTHING);
    }

    /** Forgets what a group was attached to. */
    public void forget(String group) {
        attached.remove(group);
    }

    /** Takes note of what becomes of an instance of any group. */
    public void note(InstanceEvent event) {
        var id = event.instanceId();
        switch (event) {
            case InstanceEvent.InService _ -> of(event.group()).forEach(balancer -> balancer.enter(id));
            // Before a hook holds what leaves (EC2 Auto Scaling user guide, "Lifecycle hooks"); what EC2 takes has no
            // time to.
            case InstanceEvent.Leaving _, InstanceEvent.Terminating _ ->
                of(event.group()).forEach(balancer -> balancer.leave(id));
            case InstanceEvent.Launching _, InstanceEvent.Booted _, InstanceEvent.Held _ -> {}
            case InstanceEvent.Gone _ -> all().forEach(balancer -> balancer.gone(id));
        }
    }

    /**
     * When an instance that was told to go will have drained at everything that its group is attached to: only then do hooks hold it,
     * and is it shut down. Now, or earlier, when it drains nowhere.
     */
    public Instant drainedAt(String group, String instanceId) {
        return of(group)
                .map(Balancer::routing)
                .flatMap(routing ->
                        routing.targetsOf(instanceId).stream().flatMap(target -> routing.find(target).stream()))
                .flatMap(found ->
                        found instanceof Registration.Draining draining ? Stream.of(draining.until()) : Stream.empty())
                .max(Instant::compareTo)
                .orElse(timeline.now());
    }

    /**
     * Offers requests to a load balancer or target group from now on.
     *
     * @param requestsPerSecond not negative
     * @param latency that each is under way; not negative
     * @throws IllegalArgumentException when there is none of that name
     */
    public void offer(String name, double requestsPerSecond, Duration latency) {
        existing(name).routing().offer(new Traffic(requestsPerSecond, latency));
    }

    /** Requests that were lost with their targets at all load balancers until now. */
    public double dropped() {
        return all().mapToDouble(balancer -> balancer.routing().dropped()).sum();
    }

    /** The same of one load balancer or target group. */
    public double dropped(String name) {
        return existing(name).routing().dropped();
    }

    /** In order of name. */
    List<TargetGroup> targetGroups() {
        return List.copyOf(targetGroups.values());
    }

    /** In order of name. */
    List<ClassicBalancer> classic() {
        return List.copyOf(classic.values());
    }

    Optional<TargetGroup> targetGroup(String arn) {
        return targetGroups.values().stream()
                .filter(group -> group.arn().equals(arn))
                .findFirst();
    }

    Optional<ClassicBalancer> classic(String name) {
        return Optional.ofNullable(classic.get(name));
    }

    private Stream<Balancer> all() {
        return Stream.concat(classic.values().stream(), targetGroups.values().stream());
    }

    private Stream<Balancer> of(String group) {
        var names = attachedTo(group);
        return Stream.concat(
                names.loadBalancers().stream().flatMap(name -> classic(name).stream()),
                names.targetGroups().stream().flatMap(arn -> targetGroup(arn).stream()));
    }

    private void checkNew(String name) {
        if (classic.containsKey(name) || targetGroups.containsKey(name)) {
            throw new IllegalArgumentException("load balancer must be new, but " + name + " exists");
        }
    }

    private Balancer existing(String name) {
        return Optional.<Balancer>ofNullable(classic.get(name))
                .or(() -> Optional.ofNullable(targetGroups.get(name)))
                .orElseThrow(() -> new IllegalArgumentException("load balancer must exist, but " + name + " does not"));
    }
}
