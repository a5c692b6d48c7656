package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Page;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;

/** The operations of EC2 Auto Scaling about policies, scheduled actions and activities: what there is, and no effect. */
public final class GroupPolicyApi {
    private static final int DEFAULT_PAGE = 50; // MaxRecords: "The default value is 50 and the maximum value is 100"
    private static final int MAX_PAGE = 100;
    private static final String SIMPLE = "SimpleScaling"; // PutScalingPolicy: what a policy without a type is

    private final Groups groups;
    private final GroupScalers scalers;
    private final Arns arns;

    public GroupPolicyApi(Groups groups, Arns arns) {
        this.groups = groups;
        this.scalers = groups.scalers();
        this.arns = arns;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.AUTO_SCALING;
        table.on(api, PutScalingPolicyRequest.class, (request, id) -> put(request))
                .on(api, DescribePoliciesRequest.class, (request, id) -> policies(request))
                .on(api, PutScheduledUpdateGroupActionRequest.class, (request, id) -> schedule(request))
                .on(api, DescribeScheduledActionsRequest.class, (request, id) -> actions(request))
                .on(api, DescribeScalingActivitiesRequest.class, (request, id) -> activities(request));
    }

    private PutScalingPolicyResponse put(PutScalingPolicyRequest request) {
        var group = existing(request.autoScalingGroupName());
        String type = request.policyType() == null ? SIMPLE : request.policyType();
        boolean enabled = request.enabled() == null || request.enabled();
        var policy = new GroupScalers.Policy(group, required("PolicyName", request.policyName()), type, enabled);
        scalers.put(policy);
        return PutScalingPolicyResponse.builder().policyARN(arn(policy)).build();
    }

    private PutScheduledUpdateGroupActionResponse schedule(PutScheduledUpdateGroupActionRequest request) {
        scalers.put(new GroupScalers.Action(
                existing(request.autoScalingGroupName()),
                required("ScheduledActionName", request.scheduledActionName()),
                required("Recurrence", request.recurrence())));
        return PutScheduledUpdateGroupActionResponse.builder().build();
    }

    private DescribePoliciesResponse policies(DescribePoliciesRequest request) {
        var group = request.autoScalingGroupName();
        var matching = scalers.policies().stream()
                .filter(policy -> group == null || policy.group().equals(group))
                .toList();
        var page = page(
                request.nextToken(),
                matching,
                policy -> policy.group() + " " + policy.name(),
                size(request.maxRecords()));
        return DescribePoliciesResponse.builder()
                .scalingPolicies(page.items().stream().map(this::shape).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private DescribeScheduledActionsResponse actions(DescribeScheduledActionsRequest request) {
        var group = request.autoScalingGroupName();
        var matching = scalers.actions().stream()
                .filter(action -> group == null || action.group().equals(group))
                .toList();
        var page = page(
                request.nextToken(),
                matching,
                action -> action.group() + " " + action.name(),
                size(request.maxRecords()));
        return DescribeScheduledActionsResponse.builder()
                .scheduledUpdateGroupActions(
                        page.items().stream().map(GroupPolicyApi::shape).toList())
                .nextToken(page.nextToken())
                .build();
    }

    // One page of the latest: who asks for more than the last hundred of a group has another question.
    private DescribeScalingActivitiesResponse activities(DescribeScalingActivitiesRequest request) {
        var group = request.autoScalingGroupName();
        return DescribeScalingActivitiesResponse.builder()
                .activities(scalers.activities().stream()
                        .filter(activity -> group == null || activity.group().equals(group))
                        .limit(size(request.maxRecords()))
                        .map(GroupPolicyApi::shape)
                        .toList())
                .build();
    }

    private ScalingPolicy shape(GroupScalers.Policy policy) {
        return ScalingPolicy.builder()
                .autoScalingGroupName(policy.group())
                .policyName(policy.name())
                .policyARN(arn(policy))
                .policyType(policy.type())
                .enabled(policy.enabled())
                .build();
    }

    private static ScheduledUpdateGroupAction shape(GroupScalers.Action action) {
        return ScheduledUpdateGroupAction.builder()
                .autoScalingGroupName(action.group())
                .scheduledActionName(action.name())
                .recurrence(action.recurrence())
                .build();
    }

    private static Activity shape(GroupScalers.Activity activity) {
        return Activity.builder()
                .activityId(activity.id())
                .autoScalingGroupName(activity.group())
                .description(activity.description())
                .cause(activity.cause())
                .startTime(activity.at())
                .endTime(activity.at())
                .statusCode(
                        activity.failure() == null
                                ? ScalingActivityStatusCode.SUCCESSFUL
                                : ScalingActivityStatusCode.FAILED)
                .statusMessage(activity.failure())
                .progress(100)
                .build();
    }

    private String arn(GroupScalers.Policy policy) {
        return arns.scaler("scalingPolicy:%016x:autoScalingGroupName/%s:policyName/%s"
                .formatted(policy.name().hashCode() & 0xffffffffL, policy.group(), policy.name()));
    }

    private String existing(@Nullable String name) {
        return groups.find(String.valueOf(name))
                .map(Group::name)
                .orElseThrow(
                        () -> invalid("AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found"));
    }

    private static <T> Page<T> page(@Nullable String token, List<T> sorted, Function<T, String> key, int size) {
        return Page.after(token, sorted, key, size)
                .orElseThrow(() -> ApiError.badRequest("InvalidNextToken", "Invalid token"));
    }

    private static int size(@Nullable Integer wanted) {
        int size = wanted == null ? DEFAULT_PAGE : wanted;
        if (size < 1 || size > MAX_PAGE) {
            throw invalid("MaxRecords must be between 1 and " + MAX_PAGE + ", was " + size);
        }
        return size;
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw invalid(name + " must be given");
        }
        return value;
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationError", message);
    }
}
