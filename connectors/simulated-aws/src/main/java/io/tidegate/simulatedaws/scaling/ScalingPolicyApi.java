package io.tidegate.simulatedaws.scaling;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Page;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivity;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/** The operations of Application Auto Scaling about policies, scheduled actions and activities: what there is, and no effect. */
public final class ScalingPolicyApi {
    // Each Describe: "between 1 and 50. The default value is 50", of policies 10 (API reference).
    private static final int MAX_PAGE = 50;
    private static final int POLICY_PAGE = 10;

    private final ScalableTargets targets;
    private final AwsScalers scalers;
    private final Arns arns;

    public ScalingPolicyApi(ScalableTargets targets, Arns arns) {
        this.targets = targets;
        this.scalers = targets.scalers();
        this.arns = arns;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.APPLICATION_AUTO_SCALING;
        table.on(api, PutScalingPolicyRequest.class, (request, id) -> put(request))
                .on(api, DeleteScalingPolicyRequest.class, (request, id) -> delete(request))
                .on(api, DescribeScalingPoliciesRequest.class, (request, id) -> policies(request))
                .on(api, PutScheduledActionRequest.class, (request, id) -> schedule(request))
                .on(api, DescribeScheduledActionsRequest.class, (request, id) -> actions(request))
                .on(api, DescribeScalingActivitiesRequest.class, (request, id) -> activities(request));
    }

    private PutScalingPolicyResponse put(PutScalingPolicyRequest request) {
        var key = registered(
                request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        var policy = scalers.put(
                key,
                required("policyName", request.policyName()),
                required("policyType", request.policyTypeAsString()));
        return PutScalingPolicyResponse.builder().policyARN(arn(policy)).build();
    }

    private DeleteScalingPolicyResponse delete(DeleteScalingPolicyRequest request) {
        var key = registered(
                request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        if (!scalers.deletePolicy(key, request.policyName())) {
            throw ApiError.badRequest("ObjectNotFoundException", "No scaling policy found for " + key);
        }
        return DeleteScalingPolicyResponse.builder().build();
    }

    private PutScheduledActionResponse schedule(PutScheduledActionRequest request) {
        var key = registered(
                request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        scalers.schedule(
                key,
                required("scheduledActionName", request.scheduledActionName()),
                required("schedule", request.schedule()));
        return PutScheduledActionResponse.builder().build();
    }

    private DescribeScalingPoliciesResponse policies(DescribeScalingPoliciesRequest request) {
        var wanted =
                wanted(request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        var matching = scalers.policies().stream()
                .filter(policy -> wanted.test(policy.key()))
                .toList();
        var page = page(
                request.nextToken(),
                matching,
                policy -> policy.key() + " " + policy.name(),
                size(request.maxResults(), POLICY_PAGE));
        return DescribeScalingPoliciesResponse.builder()
                .scalingPolicies(page.items().stream().map(this::shape).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private DescribeScheduledActionsResponse actions(DescribeScheduledActionsRequest request) {
        var wanted =
                wanted(request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        var matching = scalers.actions().stream()
                .filter(action -> wanted.test(action.key()))
                .toList();
        var page = page(
                request.nextToken(),
                matching,
                action -> action.key() + " " + action.name(),
                size(request.maxResults(), MAX_PAGE));
        return DescribeScheduledActionsResponse.builder()
                .scheduledActions(page.items().stream().map(this::shape).toList())
                .nextToken(page.nextToken())
                .build();
    }

    // One page of the latest: who asks for more than the last fifty of a target has another question.
    private DescribeScalingActivitiesResponse activities(DescribeScalingActivitiesRequest request) {
        var wanted =
                wanted(request.serviceNamespaceAsString(), request.resourceId(), request.scalableDimensionAsString());
        return DescribeScalingActivitiesResponse.builder()
                .scalingActivities(scalers.activities().stream()
                        .filter(activity -> wanted.test(activity.key()))
                        .limit(size(request.maxResults(), MAX_PAGE))
                        .map(ScalingPolicyApi::shape)
                        .toList())
                .build();
    }

    private ScalingPolicy shape(AwsScalers.Policy policy) {
        return ScalingPolicy.builder()
                .policyARN(arn(policy))
                .policyName(policy.name())
                .policyType(policy.type())
                .serviceNamespace(policy.key().namespace())
                .resourceId(policy.key().resourceId())
                .scalableDimension(policy.key().dimension())
                .creationTime(policy.createdAt())
                .build();
    }

    private ScheduledAction shape(AwsScalers.Action action) {
        return ScheduledAction.builder()
                .scheduledActionName(action.name())
                .scheduledActionARN(arn("scheduledAction", action.key(), action.name()))
                .schedule(action.schedule())
                .serviceNamespace(action.key().namespace())
                .resourceId(action.key().resourceId())
                .scalableDimension(action.key().dimension())
                .creationTime(action.createdAt())
                .build();
    }

    private static ScalingActivity shape(AwsScalers.Activity activity) {
        return ScalingActivity.builder()
                .activityId(activity.id())
                .serviceNamespace(activity.key().namespace())
                .resourceId(activity.key().resourceId())
                .scalableDimension(activity.key().dimension())
                .description(activity.description())
                .cause(activity.cause())
                .startTime(activity.at())
                .endTime(activity.at())
                .statusCode(ScalingActivityStatusCode.SUCCESSFUL)
                .build();
    }

    private String arn(AwsScalers.Policy policy) {
        return arn("scalingPolicy", policy.key(), policy.name());
    }

    private String arn(String kind, TargetKey key, String name) {
        return arns.scaler("%s:%016x:resource/%s/%s:policyName/%s"
                .formatted(kind, key.hashCode() & 0xffffffffL, key.namespace(), key.resourceId(), name));
    }

    private static Predicate<TargetKey> wanted(
            @Nullable String namespace, @Nullable String resource, @Nullable String dimension) {
        var of = required("serviceNamespace", namespace);
        return key -> key.namespace().equals(of)
                && (resource == null || key.resourceId().equals(resource))
                && (dimension == null || key.dimension().equals(dimension));
    }

    private TargetKey registered(@Nullable String namespace, @Nullable String resource, @Nullable String dimension) {
        var key = new TargetKey(
                required("serviceNamespace", namespace),
                required("resourceId", resource),
                required("scalableDimension", dimension));
        return targets.find(key)
                .map(ScalableTargetState::key)
                .orElseThrow(() ->
                        ApiError.badRequest("ObjectNotFoundException", "No scalable target registered for " + key));
    }

    private static <T> Page<T> page(@Nullable String token, List<T> sorted, Function<T, String> key, int size) {
        return Page.after(token, sorted, key, size)
                .orElseThrow(() -> ApiError.badRequest("InvalidNextTokenException", "Invalid token"));
    }

    private static int size(@Nullable Integer wanted, int most) {
        int size = wanted == null ? most : wanted;
        if (size < 1 || size > MAX_PAGE) {
            throw invalid("maxResults must be between 1 and " + MAX_PAGE + ", was " + size);
        }
        return size;
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw invalid(name + " must not be null");
        }
        return value;
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationException", message);
    }
}
