package io.tidegate.connectors.provision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/**
 * An Auto Scaling group.
 *
 * @param request that makes it, without its hooks, which are resources of their own
 * @param keepSize whether bounds that stand stay, for a policy that sets them itself
 */
public record Group(CreateAutoScalingGroupRequest request, boolean keepSize) implements Resource {
    static final String TARGET_GROUPS = "TargetGroupARNs";
    static final String LOAD_BALANCERS = "LoadBalancerNames";
    static final String TAGS = "Tags";

    /** What others change, what only a request has, and what is a resource or name of its own. */
    private static final Set<String> NOT_COMPARED =
            Set.of("AutoScalingGroupName", "DesiredCapacity", "SkipZonalShiftValidation");

    private static final Set<String> SIZES = Set.of("MinSize", "MaxSize");
    private static final Set<String> SETS =
            Set.of("AvailabilityZones", TARGET_GROUPS, LOAD_BALANCERS, "VPCZoneIdentifier");

    public Group {
        require(request.autoScalingGroupName() != null, "AutoScalingGroupName must be given, was absent");
        require(request.minSize() != null && request.maxSize() != null, "MinSize and MaxSize must be given, were not");
        require(
                request.minSize() >= 0 && request.maxSize() >= request.minSize(),
                "MaxSize must be at least MinSize, and that at least 0, were %d and %d"
                        .formatted(request.maxSize(), request.minSize()));
        int desired = Optional.ofNullable(request.desiredCapacity()).orElse(request.minSize());
        require(
                desired >= request.minSize() && desired <= request.maxSize(),
                "DesiredCapacity must be %d to %d, was %d".formatted(request.minSize(), request.maxSize(), desired));
        // CreateAutoScalingGroup would make a launch configuration of the instance.
        require(request.instanceId() == null, "InstanceId must not be given; make a launch template of the instance");
        var launch = Stream.of(
                        request.launchTemplate(), request.mixedInstancesPolicy(), request.launchConfigurationName())
                .filter(given -> given != null)
                .count();
        require(
                launch == 1,
                "LaunchTemplate, MixedInstancesPolicy or LaunchConfigurationName must be given, and only one, were "
                        + launch);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    public String name() {
        return request.autoScalingGroupName();
    }

    @Override
    public ResourceId id() {
        return new ResourceId(Kind.GROUP, name());
    }

    /** The same with its hooks and the tag in one request, so that no instance slips by. */
    public CreateAutoScalingGroupRequest creation(List<Hook> hooks, Home home, Optional<String> queue) {
        var own = Stream.concat(
                        request.tags().stream().filter(tag -> !tag.key().equals(Marker.KEY)), Stream.of(marker()))
                .map(tag -> tag.toBuilder()
                        .resourceId(name())
                        .resourceType("auto-scaling-group")
                        .build())
                .toList();
        var specifications = hooks.stream()
                .map(hook -> HookShapes.specification(hook, home, queue))
                .toList();
        var all = request.toBuilder().tags(own);
        return specifications.isEmpty()
                ? all.build()
                : all.lifecycleHookSpecificationList(specifications).build();
    }

    /** The tag, which its instances get too. */
    static Tag marker() {
        return Tag.builder()
                .key(Marker.KEY)
                .value(Marker.VALUE)
                .propagateAtLaunch(true)
                .build();
    }

    /** What it is made with. */
    Members members() {
        return new Members(normalized(Shapes.members(request), request.tags()));
    }

    /** What shall be compared with what stands. */
    Members compared() {
        var members = new TreeMap<>(members().values());
        members.keySet().removeIf(member -> NOT_COMPARED.contains(member) || (keepSize && SIZES.contains(member)));
        return new Members(members);
    }

    /** Members in an order that means nothing, and tags by their keys; of what is wanted and of what stands. */
    public static SortedMap<String, String> normalized(SortedMap<String, String> members, List<Tag> tags) {
        members.keySet().removeIf(member -> member.startsWith(TAGS + ".") || member.startsWith(TAGS + "["));
        tags.stream()
                .filter(tag -> !tag.key().equals(Marker.KEY))
                .forEach(tag -> members.put("%s[%s]".formatted(TAGS, tag.key()), text(tag)));
        SETS.forEach(name -> members.computeIfPresent(name, (_, list) -> sorted(list)));
        return members;
    }

    private static String text(Tag tag) {
        String value = Optional.ofNullable(tag.value()).orElse("");
        return Boolean.TRUE.equals(tag.propagateAtLaunch()) ? value + " (at launch)" : value;
    }

    private static String sorted(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip).sorted().collect(Collectors.joining(","));
    }

    /** The tags with these members. */
    List<Tag> tags(List<Difference> differences) {
        var keys = request.tags().stream()
                .collect(Collectors.toMap(tag -> "%s[%s]".formatted(TAGS, tag.key()), tag -> tag));
        return differences.stream()
                .map(difference -> Optional.ofNullable(keys.get(difference.member())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The same group made from a launch template. */
    public Group launchedFrom(String template) {
        var from = request.toBuilder()
                .launchConfigurationName(null)
                .launchTemplate(spec -> spec.launchTemplateName(template).version("$Default"));
        return new Group(from.build(), keepSize);
    }
}
