package io.tidegate.connectors.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;

/** The calls for a group: itself, its tags, and what it is attached to. */
record GroupSteps(Group group, CreateAutoScalingGroupRequest creation) implements Steps {
    private static final String SOURCES = "TrafficSources";

    /** @param creation that makes it, hooks and tag among it */
    static GroupSteps of(Group group, CreateAutoScalingGroupRequest creation) {
        return new GroupSteps(group, creation);
    }

    @Override
    public ResourceId id() {
        return group.id();
    }

    @Override
    public Members made() {
        return group.members();
    }

    @Override
    public Members compared() {
        return group.compared();
    }

    @Override
    public List<GroupChange> create() {
        return List.of(new GroupChange.CreateAutoScalingGroup(group, creation, made().anew()));
    }

    @Override
    public GroupChange adopt() {
        return new GroupChange.CreateOrUpdateTags(group, List.of(Group.marker()), List.of());
    }

    @Override
    public List<GroupChange> update(Stands stands, List<Difference> differences) {
        var steps = new ArrayList<GroupChange>();
        var tags = new ArrayList<Difference>();
        var own = new ArrayList<Difference>();
        for (var difference : differences) {
            switch (difference.top()) {
                case Group.TAGS -> tags.add(difference);
                case Group.TARGET_GROUPS -> targetGroups(difference, steps);
                case Group.LOAD_BALANCERS -> loadBalancers(difference, steps);
                default -> own.add(difference);
            }
        }
        if (!own.isEmpty()) {
            var members = own.stream().map(Difference::top).collect(Collectors.toSet());
            steps.addFirst(new GroupChange.UpdateAutoScalingGroup(group, members, own));
        }
        if (!tags.isEmpty()) {
            steps.addFirst(new GroupChange.CreateOrUpdateTags(group, group.tags(tags), tags));
        }
        return steps;
    }

    private void targetGroups(Difference difference, List<GroupChange> steps) {
        var more = more(difference.wanted(), difference.is().orElse(""));
        var less = more(difference.is().orElse(""), difference.wanted());
        if (!more.isEmpty()) {
            steps.add(new GroupChange.AttachLoadBalancerTargetGroups(group, more));
        }
        if (!less.isEmpty()) {
            steps.add(new GroupChange.DetachLoadBalancerTargetGroups(group, less));
        }
    }

    private void loadBalancers(Difference difference, List<GroupChange> steps) {
        var more = more(difference.wanted(), difference.is().orElse(""));
        var less = more(difference.is().orElse(""), difference.wanted());
        if (!more.isEmpty()) {
            steps.add(new GroupChange.AttachLoadBalancers(group, more));
        }
        if (!less.isEmpty()) {
            steps.add(new GroupChange.DetachLoadBalancers(group, less));
        }
    }

    private static List<String> more(String some, String others) {
        var more = new TreeSet<>(List.of(some.split(",", -1)));
        more.removeAll(List.of(others.split(",", -1)));
        more.remove("");
        return List.copyOf(more);
    }

    @Override
    public Optional<String> refusal(Optional<List<Difference>> differences) {
        if (group.request().launchConfigurationName() != null) {
            return Optional.of(("%s must be launched from a launch template, was from the launch configuration %s;"
                            + " --convert-launch-configurations makes one of it")
                    .formatted(id(), group.request().launchConfigurationName()));
        }
        return differences.stream()
                .flatMap(List::stream)
                .filter(difference -> difference.top().equals(SOURCES))
                .findFirst()
                .map(difference ->
                        "%s must keep its TrafficSources, which are attached and detached elsewhere, was to change %s"
                                .formatted(id(), difference.member()));
    }
}
