package io.tidegate.simulatedaws.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/**
 * What groups were told to be beside their sizes, and their tags: kept and described, without effect but for the protection of
 * new instances. Not thread-safe.
 */
final class GroupSettings {
    /** What is simulated, and so described from there. */
    private static final Set<String> ELSEWHERE = Set.of(
            "AutoScalingGroupName",
            "MinSize",
            "MaxSize",
            "DesiredCapacity",
            "LoadBalancerNames",
            "TargetGroupARNs",
            "Tags",
            "LaunchTemplate",
            "TerminationPolicies");

    private final TreeMap<String, AutoScalingGroup> settings = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, TagDescription>> tags = new TreeMap<>();

    /** Takes what a request names; the rest stays. */
    void set(Group group, SdkPojo request) {
        var builder = of(group.name()).toBuilder();
        copy(request, builder);
        if (group.template() != null) {
            builder.launchConfigurationName(null); // A group has one of them.
        }
        var next = builder.build();
        settings.put(group.name(), next);
        Optional.ofNullable(next.newInstancesProtectedFromScaleIn()).ifPresent(group::setProtectsNew);
    }

    private AutoScalingGroup of(String name) {
        return settings.getOrDefault(name, AutoScalingGroup.builder().build());
    }

    void tag(String group, Tag tag) {
        tags.computeIfAbsent(group, _ -> new TreeMap<>())
                .put(
                        tag.key(),
                        TagDescription.builder()
                                .resourceId(group)
                                .resourceType("auto-scaling-group")
                                .key(tag.key())
                                .value(tag.value())
                                .propagateAtLaunch(Boolean.TRUE.equals(tag.propagateAtLaunch()))
                                .build());
    }

    void untag(String group, String key) {
        tags.getOrDefault(group, new TreeMap<>()).remove(key);
    }

    /** In order of their keys. */
    List<TagDescription> tags(String group) {
        return List.copyOf(tags.getOrDefault(group, new TreeMap<>()).values());
    }

    void forget(String group) {
        settings.remove(group);
        tags.remove(group);
    }

    /** A description with what is kept here. */
    AutoScalingGroup dressed(AutoScalingGroup described) {
        String name = described.autoScalingGroupName();
        var all = new ArrayList<>(described.tags());
        all.addAll(tags(name));
        var builder = described.toBuilder().tags(all);
        copy(of(name), builder);
        return builder.build();
    }

    private static void copy(SdkPojo from, SdkPojo to) {
        var fields = from.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, field -> field));
        for (SdkField<?> field : to.sdkFields()) {
            var source = fields.get(field.memberName());
            if (source != null && !ELSEWHERE.contains(field.memberName())) {
                Object value = source.getValueOrDefault(from);
                if (value != null && !(value instanceof SdkAutoConstructList)) {
                    field.set(to, value);
                }
            }
        }
    }
}
