package io.tidegate.connectors.provision.file;

import io.tidegate.connectors.provision.Group;
import io.tidegate.connectors.provision.GroupReference;
import io.tidegate.connectors.provision.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** Reads groups with their hooks: ours, and the input of {@code create-auto-scaling-group}. */
final class GroupReader {
    private static final @Nullable Collection<LifecycleHookSpecification> NO_HOOKS = null;

    private final Reading reading;
    private final HookReader hooks = new HookReader();

    GroupReader(Reading reading) {
        this.reading = reading;
    }

    /** The input of the AWS CLI. */
    List<Resource> ofCli(Section file) {
        var builder = CreateAutoScalingGroupRequest.builder();
        int before = reading.count();
        new ShapeReader(reading).fill(builder, "", file.node());
        if (reading.count() > before) {
            return List.of();
        }
        var request = builder.build();
        return file.buildOfShape(() -> resources(request)).orElse(List.of());
    }

    private List<Resource> resources(CreateAutoScalingGroupRequest request) {
        var resources = new ArrayList<Resource>();
        resources.add(new Group(
                request.toBuilder().lifecycleHookSpecificationList(NO_HOOKS).build(), false));
        request.lifecycleHookSpecificationList()
                .forEach(hook -> resources.add(hooks.ofCli(request.autoScalingGroupName(), hook)));
        return resources;
    }

    /** One of our own file; without anything to launch it is somebody else's. */
    List<Resource> read(Section section) {
        var name = section.require("name").text().orElse("");
        var resources = new ArrayList<Resource>();
        for (var hook : section.get("hooks").sections()) {
            hooks.read(name, hook).ifPresent(resources::add);
        }
        boolean made = Stream.of("launchTemplate", "mixedInstances").anyMatch(section::has);
        if (made) {
            group(name, section, resources);
        } else {
            section.build(() -> new GroupReference(name)).ifPresent(resources::add);
        }
        return resources;
    }

    private void group(String name, Section section, List<Resource> resources) {
        var request = CreateAutoScalingGroupRequest.builder().autoScalingGroupName(name);
        section.get("launchTemplate").section().ifPresent(template -> request.launchTemplate(template(template)));
        section.get("mixedInstances")
                .section()
                .ifPresent(mixed -> request.mixedInstancesPolicy(new ShapeReader(reading)
                        .fill(MixedInstancesPolicy.builder(), mixed.path(), mixed.node())
                        .build()));
        boolean keep = size(section, request);
        lists(section, request);
        section.get("protectFromScaleIn").flag().ifPresent(request::newInstancesProtectedFromScaleIn);
        section.get("capacityRebalance").flag().ifPresent(request::capacityRebalance);
        section.get("instanceWarmup").duration().map(GroupReader::seconds).ifPresent(request::defaultInstanceWarmup);
        section.get("maxInstanceLifetime").duration().map(GroupReader::seconds).ifPresent(request::maxInstanceLifetime);
        section.get("healthCheck").section().ifPresent(check -> healthCheck(check, request));
        section.get("tags").section().ifPresent(tags -> request.tags(tags(tags)));
        section.build(() -> new Group(request.build(), keep)).ifPresent(resources::add);
    }

    private static LaunchTemplateSpecification template(Section template) {
        var specification = LaunchTemplateSpecification.builder();
        template.get("name").text().ifPresent(specification::launchTemplateName);
        template.get("id").text().ifPresent(specification::launchTemplateId);
        specification.version(template.get("version").text().orElse("$Default"));
        return template.build(() -> {
                    var built = specification.build();
                    if ((built.launchTemplateName() == null) == (built.launchTemplateId() == null)) {
                        throw new IllegalArgumentException("launchTemplate must have a name or an id, and not both");
                    }
                    return built;
                })
                .orElseGet(specification::build);
    }

    private static boolean size(Section section, CreateAutoScalingGroupRequest.Builder request) {
        var size = section.require("size").section();
        size.ifPresent(given -> {
            given.require("min").integer().ifPresent(request::minSize);
            given.require("max").integer().ifPresent(request::maxSize);
            given.get("desired").integer().ifPresent(request::desiredCapacity);
            given.get("keep").flag();
            given.build(() -> given);
        });
        return size.flatMap(given -> given.get("keep").flag()).orElse(false);
    }

    private static void lists(Section section, CreateAutoScalingGroupRequest.Builder request) {
        if (section.has("subnets")) {
            request.vpcZoneIdentifier(String.join(",", section.get("subnets").texts()));
        }
        if (section.has("availabilityZones")) {
            request.availabilityZones(section.get("availabilityZones").texts());
        }
        if (section.has("targetGroups")) {
            request.targetGroupARNs(section.get("targetGroups").texts());
        }
        if (section.has("loadBalancers")) {
            request.loadBalancerNames(section.get("loadBalancers").texts());
        }
        if (section.has("terminationPolicies")) {
            request.terminationPolicies(section.get("terminationPolicies").texts());
        }
    }

    private static void healthCheck(Section check, CreateAutoScalingGroupRequest.Builder request) {
        check.require("type").text().ifPresent(request::healthCheckType);
        check.get("gracePeriod").duration().map(GroupReader::seconds).ifPresent(request::healthCheckGracePeriod);
        check.build(() -> check);
    }

    private static List<Tag> tags(Section tags) {
        return tags.texts().entrySet().stream()
                .map(tag -> Tag.builder()
                        .key(tag.getKey())
                        .value(tag.getValue())
                        .propagateAtLaunch(true)
                        .build())
                .toList();
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
