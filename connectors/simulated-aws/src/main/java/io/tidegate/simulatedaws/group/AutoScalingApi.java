package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.observation.Mutation.Origin;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Page;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/**
 * The EC2 Auto Scaling operations over {@link Groups}: checks, errors and paging as AWS has them. Cooldowns are
 * not simulated; operations about policies are {@link GroupPolicyApi}'s, and those about hooks {@link HookApi}'s.
 */
public final class AutoScalingApi {
    private static final int DEFAULT_PAGE = 50; // MaxRecords: "The default value is 50 and the maximum value is 100"
    private static final int MAX_PAGE = 100;
    private static final int MAX_INSTANCES = 50; // DescribeAutoScalingInstances: up to 50 ids, and MaxRecords up to 50

    private final Groups groups;
    private final Arns arns;
    private final Function<String, Attached> attached;

    /** @param attached what the group of a name is attached to */
    public AutoScalingApi(Groups groups, Arns arns, Function<String, Attached> attached) {
        this.groups = groups;
        this.arns = arns;
        this.attached = attached;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.AUTO_SCALING;
        table.on(api, DescribeAutoScalingGroupsRequest.class, (request, id) -> describe(request))
                .on(api, DescribeAutoScalingInstancesRequest.class, (request, id) -> describeInstances(request))
                .on(api, SetDesiredCapacityRequest.class, this::setDesired)
                .on(api, UpdateAutoScalingGroupRequest.class, this::update)
                .on(api, TerminateInstanceInAutoScalingGroupRequest.class, this::terminate)
                .on(api, SetInstanceProtectionRequest.class, (request, id) -> protect(request))
                .on(api, SuspendProcessesRequest.class, (request, id) -> suspend(request))
                .on(api, ResumeProcessesRequest.class, (request, id) -> resume(request));
    }

    private DescribeAutoScalingGroupsResponse describe(DescribeAutoScalingGroupsRequest request) {
        var size = pageSize(request.maxRecords(), MAX_PAGE);
        var names = request.autoScalingGroupNames();
        if (names.size() > size) {
            throw invalid("The number of names must not be more than MaxRecords " + size + ", was " + names.size());
        }
        var matching = groups.all().stream()
                .filter(group -> names.isEmpty() || names.contains(group.name()))
                .toList();
        var page = page(request.nextToken(), matching, Group::name, size);
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(page.items().stream()
                        .map(group -> groups.settings()
                                .dressed(GroupShapes.group(
                                        group, arns.autoScalingGroup(group.name()), attached.apply(group.name()))))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private DescribeAutoScalingInstancesResponse describeInstances(DescribeAutoScalingInstancesRequest request) {
        var size = pageSize(request.maxRecords(), MAX_INSTANCES);
        var ids = request.instanceIds();
        if (ids.size() > MAX_INSTANCES) {
            throw invalid("The number of instance ids must not be more than " + MAX_INSTANCES + ", was " + ids.size());
        }
        var matching = groups.all().stream()
                .flatMap(group -> group.instances().stream()
                        .filter(instance -> ids.isEmpty() || ids.contains(instance.id()))
                        .map(instance -> GroupShapes.details(group, instance)))
                .sorted(Comparator.comparing(AutoScalingInstanceDetails::instanceId))
                .toList();
        var page = page(request.nextToken(), matching, AutoScalingInstanceDetails::instanceId, size);
        return DescribeAutoScalingInstancesResponse.builder()
                .autoScalingInstances(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private SetDesiredCapacityResponse setDesired(SetDesiredCapacityRequest request, String requestId) {
        var group = group(request.autoScalingGroupName());
        var bounds = group.bounds();
        var desired = request.desiredCapacity();
        if (desired == null) {
            throw invalid("DesiredCapacity must be given");
        }
        if (desired > bounds.maximum()) {
            throw invalid("New SetDesiredCapacity value " + desired + " is above max value " + bounds.maximum()
                    + " for the AutoScalingGroup.");
        }
        if (desired < bounds.minimum()) {
            throw invalid("New SetDesiredCapacity value " + desired + " is below min value " + bounds.minimum()
                    + " for the AutoScalingGroup.");
        }
        groups.resize(group, bounds, desired, new Origin("SetDesiredCapacity", requestId));
        return SetDesiredCapacityResponse.builder().build();
    }

    private UpdateAutoScalingGroupResponse update(UpdateAutoScalingGroupRequest request, String requestId) {
        var group = group(request.autoScalingGroupName());
        var least = or(request.minSize(), group.bounds().minimum());
        var most = or(request.maxSize(), group.bounds().maximum());
        if (least < 0 || most < least) {
            throw invalid("Max bound, " + most + ", must be greater than or equal to min bound, " + least);
        }
        var bounds = new Bounds(least, most);
        // A bound that moves past the desired capacity moves it; one that is named must lie inside.
        var desired = or(request.desiredCapacity(), bounds.pull(group.desired()));
        if (bounds.pull(desired) != desired) {
            throw invalid("Desired capacity:" + desired + " must be between the specified min size:" + least
                    + " and max size:" + most);
        }
        var policies = policies(request.terminationPolicies());
        groups.templates().wanted(request.launchTemplate()).ifPresent(group::setTemplate);
        if (!policies.isEmpty()) {
            group.setPolicies(policies);
        }
        groups.settings().set(group, request);
        groups.resize(group, bounds, desired, new Origin("UpdateAutoScalingGroup", requestId));
        return UpdateAutoScalingGroupResponse.builder().build();
    }

    // Those that are functions of somebody's own are not simulated.
    static List<TerminationPolicy> policies(List<String> names) {
        return names.stream()
                .map(name -> TerminationPolicy.of(name)
                        .orElseThrow(() -> invalid("TerminationPolicies must be known, was " + name)))
                .toList();
    }

    private TerminateInstanceInAutoScalingGroupResponse terminate(
            TerminateInstanceInAutoScalingGroupRequest request, String requestId) {
        var id = String.valueOf(request.instanceId());
        var group = groups.ofInstance(id)
                .orElseThrow(() -> invalid("Instance Id not found - No managed instance found for instance ID " + id));
        var instance = group.instance(id).orElseThrow();
        if (group.suspended().containsKey(ScalingProcess.TERMINATE)) {
            throw invalid("The Terminate process of AutoScalingGroup " + group.name() + " is suspended.");
        }
        boolean decrement = Boolean.TRUE.equals(request.shouldDecrementDesiredCapacity());
        if (decrement
                && instance.isWanted()
                && group.desired() == group.bounds().minimum()) {
            throw invalid("Currently, desiredSize equals minSize (" + group.desired()
                    + "). Terminating instance without replacement will violate group's min size constraint.");
        }
        groups.terminate(group, instance, decrement, new Origin("TerminateInstanceInAutoScalingGroup", requestId));
        return TerminateInstanceInAutoScalingGroupResponse.builder()
                .activity(GroupShapes.termination(group, instance, requestId))
                .build();
    }

    private SetInstanceProtectionResponse protect(SetInstanceProtectionRequest request) {
        var group = group(request.autoScalingGroupName());
        if (request.protectedFromScaleIn() == null) {
            throw invalid("ProtectedFromScaleIn must be given");
        }
        var found = new ArrayList<Instance>();
        for (var id : request.instanceIds()) {
            found.add(group.instance(id)
                    .orElseThrow(() ->
                            invalid("The instance " + id + " is not part of Auto Scaling group " + group.name())));
        }
        found.forEach(instance -> group.protect(instance, request.protectedFromScaleIn()));
        return SetInstanceProtectionResponse.builder().build();
    }

    private SuspendProcessesResponse suspend(SuspendProcessesRequest request) {
        group(request.autoScalingGroupName()).suspend(processes(request.scalingProcesses()));
        return SuspendProcessesResponse.builder().build();
    }

    private ResumeProcessesResponse resume(ResumeProcessesRequest request) {
        group(request.autoScalingGroupName()).resume(processes(request.scalingProcesses()));
        return ResumeProcessesResponse.builder().build();
    }

    // "If you omit this property, all processes are specified."
    private static List<ScalingProcess> processes(List<String> names) {
        return names.isEmpty()
                ? List.of(ScalingProcess.values())
                : names.stream()
                        .map(name -> ScalingProcess.of(name)
                                .orElseThrow(() -> invalid("ScalingProcesses must be known, was " + name)))
                        .toList();
    }

    private Group group(@Nullable String name) {
        return groups.find(String.valueOf(name))
                .orElseThrow(
                        () -> invalid("AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found"));
    }

    private static int pageSize(@Nullable Integer maxRecords, int most) {
        var size = or(maxRecords, DEFAULT_PAGE);
        if (size < 1 || size > most) {
            throw invalid("MaxRecords must be between 1 and " + most + ", was " + size);
        }
        return size;
    }

    private static <T> Page<T> page(@Nullable String token, List<T> sorted, Function<T, String> key, int size) {
        return Page.after(token, sorted, key, size)
                .orElseThrow(() -> ApiError.badRequest("InvalidNextToken", "Invalid token"));
    }

    private static int or(@Nullable Integer wanted, int otherwise) {
        return wanted == null ? otherwise : wanted;
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationError", message);
    }
}
