package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.group.Instance.Phase;
import io.tidegate.simulatedaws.hook.ActionCounts;
import io.tidegate.simulatedaws.hook.Transition;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.observation.Mutation.Origin;
import io.tidegate.simulatedaws.observation.MutationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** All Auto Scaling groups of the account. Not thread-safe. */
public final class Groups {
    private final TreeMap<String, Group> groups = new TreeMap<>();
    private final Surroundings surroundings;
    private final MutationLog mutations;
    private final GroupScalers scalers;
    private final GroupSettings settings = new GroupSettings();

    public Groups(Surroundings surroundings, MutationLog mutations) {
        this.surroundings = surroundings;
        this.mutations = mutations;
        this.scalers = new GroupScalers(surroundings.timeline());
    }

    /** The launch templates in the shapes of requests. */
    TemplateSpecs templates() {
        return new TemplateSpecs(surroundings.launcher());
    }

    /** What else is known of the groups. */
    GroupScalers scalers() {
        return scalers;
    }

    /** What they are set to beside their sizes. */
    GroupSettings settings() {
        return settings;
    }

    /** Whether the new instances of a group are protected from scale-in; false when there is no such group. */
    public boolean protectsNew(String name) {
        return find(name).filter(Group::protectsNew).isPresent();
    }

    /**
     * Adds a group whose instances are all in service.
     *
     * @throws IllegalArgumentException when there is one of that name, or its template would not launch
     */
    public void add(GroupPlan plan) {
        var group = empty(plan);
        group.fill();
        groups.put(plan.name(), group);
    }

    private Group empty(GroupPlan plan) {
        if (groups.containsKey(plan.name())) {
            throw new IllegalArgumentException("group must be new, but " + plan.name() + " exists");
        }
        return new Group(plan, surroundings, why -> scalers.refused(plan.name(), why));
    }

    /**
     * Adds a group as it was found somewhere, its instances with their ids, however many are desired.
     *
     * @throws IllegalArgumentException as {@link #add} does, and when an instance is in a state that is not simulated
     */
    public void addRecorded(AutoScalingGroup shape) {
        var name = shape.autoScalingGroupName();
        var group = empty(GroupPlan.of(name, shape.minSize(), shape.maxSize(), shape.desiredCapacity()));
        var now = surroundings.timeline().now();
        var instances = shape.instances().stream()
                .map(instance ->
                        GroupShapes.recorded(instance, surroundings.zones().getFirst(), now))
                .toList();
        group.fill(instances);
        groups.put(name, group);
        if (GroupShapes.saysEcsManaged(shape)) {
            setEcsManaged(name);
        }
    }

    /** Deletes a group with its instances; one that does not exist changes nothing. */
    public void remove(String name) {
        find(name).ifPresent(Group::delete);
        groups.remove(name);
        scalers.forget(name);
        settings.forget(name);
    }

    /** Marks a group as one that a capacity provider of ECS scales. */
    public void setEcsManaged(String name) {
        existing(name).setEcsManaged();
    }

    /** The instances of a group that have booted and do not shut down, in order of launch. */
    public List<String> up(String name) {
        return existing(name).instances().stream()
                .filter(Instance::isUp)
                .map(Instance::id)
                .toList();
    }

    /** The instances of a group that are in service, in order of launch. */
    public List<String> inService(String name) {
        return existing(name).instances().stream()
                .filter(instance -> instance.state() == Instance.State.IN_SERVICE)
                .map(Instance::id)
                .toList();
    }

    /** The size and counts of a group, or empty when there is none of that name. */
    public Optional<GroupStatus> status(String name) {
        return find(name)
                .map(group -> new GroupStatus(
                        group.bounds().minimum(),
                        group.bounds().maximum(),
                        group.desired(),
                        group.count(Phase.IN_SERVICE),
                        group.count(Phase.PENDING),
                        group.count(Phase.TERMINATING)));
    }

    /** What became of the actions of hooks so far, in all groups that are there. */
    public ActionCounts actions(Transition transition) {
        return groups.values().stream()
                .map(group -> group.life().actions().counts(transition))
                .reduce(ActionCounts.NONE, ActionCounts::plus);
    }

    /** The name of the group that has an instance. */
    public Optional<String> nameOfInstance(String id) {
        return ofInstance(id).map(Group::name);
    }

    /** In order of name. */
    List<Group> all() {
        return List.copyOf(groups.values());
    }

    Optional<Group> find(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    Optional<Group> ofInstance(String id) {
        return groups.values().stream()
                .filter(group -> group.instance(id).isPresent())
                .findFirst();
    }

    /** Sets bounds and desired capacity, and logs what is other than before. */
    void resize(Group group, Bounds bounds, int desired, Origin origin) {
        var now = surroundings.timeline().now();
        var target = "asg/" + group.name();
        if (!bounds.equals(group.bounds())) {
            mutations.add(new Mutation.BoundsChanged(now, target, group.bounds(), bounds, origin));
        }
        if (desired != group.desired()) {
            mutations.add(new Mutation.DesiredChanged(now, target, group.desired(), desired, origin));
            scalers.changed(group.name(), group.desired(), desired, reason(origin));
        }
        group.resize(bounds, desired);
    }

    // In the words of DescribeScalingActivities (EC2 Auto Scaling user guide, "Verify a scaling activity").
    private static String reason(Origin origin) {
        return switch (origin.operation()) {
            case "SetDesiredCapacity" -> "a user request explicitly set group desired capacity";
            case "UpdateAutoScalingGroup" -> "a user request update of AutoScalingGroup constraints";
            default -> origin.requestId();
        };
    }

    /**
     * Scales a group as one of its policies would.
     *
     * @throws IllegalArgumentException when there is no such group, or {@code to} lies outside its bounds
     */
    public void scale(String name, int to, String cause) {
        var group = existing(name);
        if (group.bounds().pull(to) != to) {
            throw new IllegalArgumentException("desired must be in %d..%d, was %d"
                    .formatted(group.bounds().minimum(), group.bounds().maximum(), to));
        }
        resize(group, group.bounds(), to, new Origin("ScalingPolicy", cause));
    }

    /**
     * Scales a group as the managed scaling of a capacity provider does: into its bounds, and not at all while what alarms ask for is
     * suspended, or, for more, while an instance launches or has served for less than {@code warmUp}.
     *
     * @throws IllegalArgumentException when there is no such group
     */
    public void scaleManaged(String name, int to, Duration warmUp, String cause) {
        var group = existing(name);
        var wanted = group.bounds().pull(to);
        if (group.isAllowed(ScalingProcess.ALARM_NOTIFICATION)
                && (wanted < group.desired() || !group.isWarmingUp(warmUp))) {
            scale(name, wanted, cause);
        }
    }

    /** Terminates an instance, and replaces it unless the desired capacity goes down with it. */
    void terminate(Group group, Instance instance, boolean decrement, Origin origin) {
        var before = group.desired();
        var now = surroundings.timeline().now();
        var target = "asg/" + group.name();
        if (instance.isWanted()) {
            mutations.add(new Mutation.InstanceTerminated(now, target, instance.id(), origin));
        }
        group.terminate(instance, decrement);
        if (group.desired() != before) {
            mutations.add(new Mutation.DesiredChanged(now, target, before, group.desired(), origin));
            scalers.changed(group.name(), before, group.desired(), "a user request to terminate an instance");
        }
    }

    /** Lets EC2 take an instance back at a time, whatever holds it then; one that is gone by then changes nothing. */
    public void reclaimAt(Instant time, String instanceId) {
        surroundings
                .timeline()
                .at(
                        time,
                        () -> ofInstance(instanceId)
                                .ifPresent(group -> group.instance(instanceId).ifPresent(group::reclaim)));
    }

    /**
     * The zone of an instance.
     *
     * @throws IllegalArgumentException when no group has it
     */
    public String zone(String instanceId) {
        return ofInstance(instanceId)
                .flatMap(group -> group.instance(instanceId))
                .map(Instance::zone)
                .orElseThrow(() ->
                        new IllegalArgumentException("instance must be of a group, but " + instanceId + " is not"));
    }

    private Group existing(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("group must exist, but " + name + " does not"));
    }
}
