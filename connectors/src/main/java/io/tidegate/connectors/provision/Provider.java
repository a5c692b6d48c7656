package io.tidegate.connectors.provision;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;
import software.amazon.awssdk.services.ecs.model.ManagedTerminationProtection;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * A capacity provider of an Auto Scaling group.
 *
 * @param request that makes it
 */
public record Provider(CreateCapacityProviderRequest request) implements Resource {
    static final String GROUP = "autoScalingGroupProvider.autoScalingGroupArn";
    static final String TAGS = "tags";

    public Provider {
        var group = request.autoScalingGroupProvider();
        require(request.name() != null, "name must be given, was absent");
        require(
                !request.name().matches("(?i)(aws|ecs|fargate).*"), // CreateCapacityProvider (ECS API reference)
                "name must not begin with aws, ecs or fargate, was \"%s\"".formatted(request.name()));
        require(
                request.cluster() == null && request.managedInstancesProvider() == null,
                "managedInstancesProvider and cluster must not be given; only providers of groups are made");
        require(
                group != null && group.autoScalingGroupArn() != null,
                "autoScalingGroupProvider must have an autoScalingGroupArn, had none");
        var scaling = group.managedScaling();
        boolean scales = scaling != null && scaling.status() == ManagedScalingStatus.ENABLED;
        require(
                scales || group.managedTerminationProtection() != ManagedTerminationProtection.ENABLED,
                "managedTerminationProtection must not be enabled unless managedScaling is, was ENABLED");
        if (scaling != null && scaling.targetCapacity() != null) {
            require(
                    scaling.targetCapacity() >= 1 && scaling.targetCapacity() <= 100,
                    "targetCapacity must be 1 to 100, was " + scaling.targetCapacity());
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    public String name() {
        return request.name();
    }

    @Override
    public ResourceId id() {
        return new ResourceId(Kind.PROVIDER, name());
    }

    /** Name of its group. */
    public String group() {
        return groupName(request.autoScalingGroupProvider().autoScalingGroupArn());
    }

    /** Whether it needs the instances of its group to be protected from scale-in. */
    public boolean protectsInstances() {
        return request.autoScalingGroupProvider().managedTerminationProtection()
                == ManagedTerminationProtection.ENABLED;
    }

    /** The same with the tag. */
    public CreateCapacityProviderRequest creation() {
        var tags = Stream.concat(
                        request.tags().stream().filter(tag -> !tag.key().equals(Marker.KEY)), Stream.of(marker()))
                .toList();
        return request.toBuilder().tags(tags).build();
    }

    static Tag marker() {
        return Tag.builder().key(Marker.KEY).value(Marker.VALUE).build();
    }

    Members members() {
        var members = Shapes.members(request);
        members.remove("name");
        return new Members(normalized(members, request.tags()));
    }

    /** The group by its name, and tags by their keys; of what is wanted and of what stands. */
    public static SortedMap<String, String> normalized(SortedMap<String, String> members, List<Tag> tags) {
        members.keySet().removeIf(member -> member.startsWith(TAGS + ".") || member.startsWith(TAGS + "["));
        tags.stream()
                .filter(tag -> !tag.key().equals(Marker.KEY))
                .forEach(tag -> members.put("%s[%s]".formatted(TAGS, tag.key()), String.valueOf(tag.value())));
        members.computeIfPresent(GROUP, (_, arn) -> groupName(arn));
        return members;
    }

    // A name or an ARN, which ends in it.
    private static String groupName(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    List<Tag> tags(List<Difference> differences) {
        Map<String, Tag> keys = request.tags().stream()
                .collect(Collectors.toMap(tag -> "%s[%s]".formatted(TAGS, tag.key()), tag -> tag));
        return differences.stream()
                .filter(difference -> keys.containsKey(difference.member()))
                .map(difference -> keys.get(difference.member()))
                .toList();
    }
}
