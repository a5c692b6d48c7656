package io.tidegate.connectors.provision.call;

import io.tidegate.connectors.provision.Group;
import io.tidegate.connectors.provision.GroupChange;
import io.tidegate.connectors.provision.Hook;
import io.tidegate.connectors.provision.HookChange;
import io.tidegate.connectors.provision.Marker;
import io.tidegate.connectors.provision.Members;
import io.tidegate.connectors.provision.ResourceId;
import io.tidegate.connectors.provision.Shapes;
import io.tidegate.connectors.provision.Stands;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/** Auto Scaling groups and their hooks. */
record GroupCalls(AutoScalingClient groups) {

    /** A group of the name that {@code id} has. */
    Optional<Stands> read(ResourceId id) {
        return groups
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(id.name()))
                .autoScalingGroups()
                .stream()
                .findFirst()
                .map(group -> {
                    var tags = group.tags().stream().map(GroupCalls::tag).toList();
                    boolean ours = tags.stream()
                            .anyMatch(tag -> tag.key().equals(Marker.KEY) && Marker.VALUE.equals(tag.value()));
                    var members = new Members(Group.normalized(Shapes.members(group), tags));
                    return new Stands(id, ours, members, group.instances().size());
                });
    }

    private static Tag tag(TagDescription found) {
        return Tag.builder()
                .key(found.key())
                .value(found.value())
                .propagateAtLaunch(found.propagateAtLaunch())
                .build();
    }

    /** A hook of a group that stands. */
    Optional<Stands> read(Hook hook) {
        return groups
                .describeLifecycleHooks(
                        request -> request.autoScalingGroupName(hook.group()).lifecycleHookNames(hook.name()))
                .lifecycleHooks()
                .stream()
                .findFirst()
                .map(found -> new Stands(hook.id(), true, new Members(Shapes.members(found))));
    }

    void apply(GroupChange change) {
        String name = change.group().name();
        switch (change) {
            case GroupChange.CreateAutoScalingGroup create -> groups.createAutoScalingGroup(create.request());
            case GroupChange.CreateOrUpdateTags tag ->
                groups.createOrUpdateTags(request -> request.tags(named(tag.tags(), name)));
            case GroupChange.UpdateAutoScalingGroup update -> groups.updateAutoScalingGroup(request(update));
            case GroupChange.AttachLoadBalancerTargetGroups attach ->
                groups.attachLoadBalancerTargetGroups(
                        request -> request.autoScalingGroupName(name).targetGroupARNs(attach.arns()));
            case GroupChange.DetachLoadBalancerTargetGroups detach ->
                groups.detachLoadBalancerTargetGroups(
                        request -> request.autoScalingGroupName(name).targetGroupARNs(detach.arns()));
            case GroupChange.AttachLoadBalancers attach ->
                groups.attachLoadBalancers(
                        request -> request.autoScalingGroupName(name).loadBalancerNames(attach.names()));
            case GroupChange.DetachLoadBalancers detach ->
                groups.detachLoadBalancers(
                        request -> request.autoScalingGroupName(name).loadBalancerNames(detach.names()));
            case GroupChange.DeleteAutoScalingGroup delete ->
                groups.deleteAutoScalingGroup(
                        request -> request.autoScalingGroupName(name).forceDelete(delete.force()));
        }
    }

    private static List<Tag> named(List<Tag> tags, String group) {
        return tags.stream()
                .map(tag -> tag.toBuilder()
                        .resourceId(group)
                        .resourceType("auto-scaling-group")
                        .build())
                .toList();
    }

    private static UpdateAutoScalingGroupRequest request(GroupChange.UpdateAutoScalingGroup update) {
        var request = UpdateAutoScalingGroupRequest.builder();
        Shapes.copy(update.group().request(), request, update.members());
        return request.autoScalingGroupName(update.group().name()).build();
    }

    void apply(HookChange change) {
        switch (change) {
            case HookChange.PutLifecycleHook put -> groups.putLifecycleHook(put.request());
            case HookChange.DeleteLifecycleHook delete ->
                groups.deleteLifecycleHook(
                        request -> request.autoScalingGroupName(delete.hook().group())
                                .lifecycleHookName(delete.hook().name()));
        }
    }
}
