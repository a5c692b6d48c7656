package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.observation.Mutation.Origin;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** The operations of EC2 Auto Scaling that make groups, tag them and delete them. Deleting by force takes no time. */
public final class GroupSetupApi {
    private static final Pattern NAME = Pattern.compile("[\\x20-\\x7E&&[^:]]{1,255}");

    private final Groups groups;
    private final HookApi hooks;
    private final BiConsumer<String, CreateAutoScalingGroupRequest> attachment;
    private final Consumer<String> removal;

    /**
     * Of these groups.
     *
     * @param attachment attaches a group that was just made to what its request names
     * @param removal deletes a group and all that knows of it
     */
    public GroupSetupApi(
            Groups groups,
            HookApi hooks,
            BiConsumer<String, CreateAutoScalingGroupRequest> attachment,
            Consumer<String> removal) {
        this.groups = groups;
        this.hooks = hooks;
        this.attachment = attachment;
        this.removal = removal;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.AUTO_SCALING;
        table.on(api, CreateAutoScalingGroupRequest.class, this::create)
                .on(api, DeleteAutoScalingGroupRequest.class, (request, id) -> delete(request))
                .on(api, CreateOrUpdateTagsRequest.class, (request, id) -> tag(request))
                .on(api, DeleteTagsRequest.class, (request, id) -> untag(request));
    }

    private CreateAutoScalingGroupResponse create(CreateAutoScalingGroupRequest request, String requestId) {
        var name = String.valueOf(request.autoScalingGroupName());
        var bounds = bounds(request);
        if (!NAME.matcher(name).matches()) {
            throw invalid("AutoScalingGroupName must match " + NAME + ", was " + name);
        }
        if (groups.find(name).isPresent()) {
            throw ApiError.badRequest(
                    "AlreadyExists",
                    "AutoScalingGroup by this name already exists - A group with the name " + name + " already exists");
        }
        if (request.launchTemplate() == null
                && request.mixedInstancesPolicy() == null
                && request.launchConfigurationName() == null) {
            throw invalid("Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or"
                    + " MixedInstancesPolicy parameter.");
        }
        int desired = request.desiredCapacity() == null ? bounds.minimum() : request.desiredCapacity();
        if (bounds.pull(desired) != desired) {
            throw invalid("Desired capacity:" + desired + " must be between the specified min size:" + bounds.minimum()
                    + " and max size:" + bounds.maximum());
        }
        try {
            make(name, request, bounds, desired, requestId);
        } catch (ApiError refused) {
            removal.accept(name);
            throw refused;
        }
        return CreateAutoScalingGroupResponse.builder().build();
    }

    // Hooks and load balancers before the first instance.
    private void make(
            String name, CreateAutoScalingGroupRequest request, Bounds bounds, int desired, String requestId) {
        var empty = GroupPlan.of(name, 0, bounds.maximum(), 0);
        groups.add(groups.templates()
                .wanted(request.launchTemplate())
                .map(empty::from)
                .orElse(empty));
        var group = groups.find(name).orElseThrow();
        if (!request.terminationPolicies().isEmpty()) {
            group.setPolicies(AutoScalingApi.policies(request.terminationPolicies()));
        }
        groups.settings().set(group, request);
        request.tags().forEach(tag -> groups.settings().tag(name, tag));
        request.lifecycleHookSpecificationList().forEach(hook -> hooks.put(hook(name, hook)));
        attachment.accept(name, request);
        groups.resize(group, bounds, desired, new Origin("CreateAutoScalingGroup", requestId));
    }

    private static Bounds bounds(CreateAutoScalingGroupRequest request) {
        if (request.minSize() == null || request.maxSize() == null) {
            throw invalid("MinSize and MaxSize must be given");
        }
        if (request.minSize() < 0 || request.maxSize() < request.minSize()) {
            throw invalid("Max bound, " + request.maxSize() + ", must be greater than or equal to min bound, "
                    + request.minSize());
        }
        return new Bounds(request.minSize(), request.maxSize());
    }

    private static PutLifecycleHookRequest hook(String group, LifecycleHookSpecification hook) {
        return PutLifecycleHookRequest.builder()
                .autoScalingGroupName(group)
                .lifecycleHookName(hook.lifecycleHookName())
                .lifecycleTransition(hook.lifecycleTransition())
                .heartbeatTimeout(hook.heartbeatTimeout())
                .defaultResult(hook.defaultResult())
                .notificationMetadata(hook.notificationMetadata())
                .notificationTargetARN(hook.notificationTargetARN())
                .roleARN(hook.roleARN())
                .build();
    }

    private DeleteAutoScalingGroupResponse delete(DeleteAutoScalingGroupRequest request) {
        var group = group(request.autoScalingGroupName());
        if (!Boolean.TRUE.equals(request.forceDelete()) && !group.instances().isEmpty()) {
            throw ApiError.badRequest(
                    "ResourceInUse",
                    "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance"
                            + " request(s) still in the group.");
        }
        removal.accept(group.name());
        return DeleteAutoScalingGroupResponse.builder().build();
    }

    private CreateOrUpdateTagsResponse tag(CreateOrUpdateTagsRequest request) {
        request.tags().forEach(tag -> group(tag));
        request.tags().forEach(tag -> groups.settings().tag(tag.resourceId(), tag));
        return CreateOrUpdateTagsResponse.builder().build();
    }

    private DeleteTagsResponse untag(DeleteTagsRequest request) {
        request.tags().forEach(tag -> group(tag));
        request.tags().forEach(tag -> groups.settings().untag(tag.resourceId(), tag.key()));
        return DeleteTagsResponse.builder().build();
    }

    private Group group(Tag tag) {
        if (!"auto-scaling-group".equals(tag.resourceType())) {
            throw invalid("ResourceType must be auto-scaling-group, was " + tag.resourceType());
        }
        return group(tag.resourceId());
    }

    private Group group(@Nullable String name) {
        return groups.find(String.valueOf(name))
                .orElseThrow(
                        () -> invalid("AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found"));
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationError", message);
    }
}
