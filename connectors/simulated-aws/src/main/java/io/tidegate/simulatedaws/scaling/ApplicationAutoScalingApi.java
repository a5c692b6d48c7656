package io.tidegate.simulatedaws.scaling;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Page;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.applicationautoscaling.model.TagResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.TagResourceResponse;

/** The Application Auto Scaling operations over {@link ScalableTargets}; those about policies are {@link ScalingPolicyApi}'s. */
public final class ApplicationAutoScalingApi {
    private static final int MAX_PAGE = 50; // DescribeScalableTargets: "between 1 and 50. The default value is 50"
    private static final String ROLE = "aws-service-role/"
            + "ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService";

    private final ScalableTargets targets;
    private final Arns arns;

    public ApplicationAutoScalingApi(ScalableTargets targets, Arns arns) {
        this.targets = targets;
        this.arns = arns;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.APPLICATION_AUTO_SCALING;
        table.on(api, RegisterScalableTargetRequest.class, this::registerScalableTarget)
                .on(api, DeregisterScalableTargetRequest.class, this::deregisterScalableTarget)
                .on(api, TagResourceRequest.class, (request, id) -> tag(request))
                .on(api, ListTagsForResourceRequest.class, (request, id) -> tags(request))
                .on(api, DescribeScalableTargetsRequest.class, (request, id) -> describeScalableTargets(request));
    }

    private RegisterScalableTargetResponse registerScalableTarget(
            RegisterScalableTargetRequest request, String requestId) {
        var key = new TargetKey(
                required("serviceNamespace", request.serviceNamespaceAsString()),
                required("resourceId", request.resourceId()),
                required("scalableDimension", request.scalableDimensionAsString()));
        checkExists(key);
        var before = targets.find(key).orElse(null);
        var bounds = bounds(request, before);
        var state = before == null
                ? new ScalableTargetState(key, bounds, suspended(request, null), targets.now())
                : new ScalableTargetState(key, bounds, suspended(request, before.suspended()), before.createdAt());
        if (before != null && !request.tags().isEmpty()) {
            throw invalid("Tags are for a new scalable target; TagResource is for " + key);
        }
        targets.tags(key).putAll(request.tags());
        targets.register(state, new Mutation.Origin("RegisterScalableTarget", requestId));
        return RegisterScalableTargetResponse.builder()
                .scalableTargetARN(arn(key))
                .build();
    }

    private static Bounds bounds(RegisterScalableTargetRequest request, @Nullable ScalableTargetState before) {
        var minimum = request.minCapacity();
        var maximum = request.maxCapacity();
        if (before == null && (minimum == null || maximum == null)) {
            throw invalid("MinCapacity and MaxCapacity are required to register a new scalable target");
        }
        var least = minimum != null || before == null
                ? minimum
                : Integer.valueOf(before.bounds().minimum());
        var most = maximum != null || before == null
                ? maximum
                : Integer.valueOf(before.bounds().maximum());
        if (least < 0 || most < least) {
            throw invalid("MinCapacity and MaxCapacity must be 0 <= min <= max, were " + least + " and " + most);
        }
        return new Bounds(least, most);
    }

    private static SuspendedState suspended(RegisterScalableTargetRequest request, @Nullable SuspendedState before) {
        var wanted = request.suspendedState();
        var base = before == null
                ? SuspendedState.builder()
                        .dynamicScalingInSuspended(false)
                        .dynamicScalingOutSuspended(false)
                        .scheduledScalingSuspended(false)
                        .build()
                : before;
        if (wanted == null) {
            return base;
        }
        return SuspendedState.builder()
                .dynamicScalingInSuspended(or(wanted.dynamicScalingInSuspended(), base.dynamicScalingInSuspended()))
                .dynamicScalingOutSuspended(or(wanted.dynamicScalingOutSuspended(), base.dynamicScalingOutSuspended()))
                .scheduledScalingSuspended(or(wanted.scheduledScalingSuspended(), base.scheduledScalingSuspended()))
                .build();
    }

    private static Boolean or(@Nullable Boolean wanted, Boolean base) {
        return wanted == null ? base : wanted;
    }

    private DeregisterScalableTargetResponse deregisterScalableTarget(
            DeregisterScalableTargetRequest request, String requestId) {
        var key = new TargetKey(
                required("serviceNamespace", request.serviceNamespaceAsString()),
                required("resourceId", request.resourceId()),
                required("scalableDimension", request.scalableDimensionAsString()));
        if (!targets.deregister(supported(key), new Mutation.Origin("DeregisterScalableTarget", requestId))) {
            throw ApiError.badRequest("ObjectNotFoundException", "No scalable target found for " + key);
        }
        return DeregisterScalableTargetResponse.builder().build();
    }

    private DescribeScalableTargetsResponse describeScalableTargets(DescribeScalableTargetsRequest request) {
        var namespace = required("serviceNamespace", request.serviceNamespaceAsString());
        var size = request.maxResults() == null ? MAX_PAGE : request.maxResults();
        if (size < 1 || size > MAX_PAGE) {
            throw invalid("maxResults must be between 1 and " + MAX_PAGE + ", was " + size);
        }
        var matching = targets.all().stream()
                .filter(target -> target.key().namespace().equals(namespace))
                .filter(resourceFilter(request))
                .toList();
        var page = Page.after(
                        request.nextToken(), matching, target -> target.key().toString(), size)
                .orElseThrow(() -> ApiError.badRequest("InvalidNextTokenException", "Invalid token"));
        return DescribeScalableTargetsResponse.builder()
                .scalableTargets(page.items().stream().map(this::shape).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private TagResourceResponse tag(TagResourceRequest request) {
        targets.tags(ofArn(request.resourceARN())).putAll(request.tags());
        return TagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(targets.tags(ofArn(request.resourceARN())))
                .build();
    }

    private TargetKey ofArn(@Nullable String arn) {
        return targets.all().stream()
                .map(ScalableTargetState::key)
                .filter(key -> arn(key).equals(arn))
                .findFirst()
                .orElseThrow(
                        () -> ApiError.badRequest("ResourceNotFoundException", "No scalable target found for " + arn));
    }

    private static Predicate<ScalableTargetState> resourceFilter(DescribeScalableTargetsRequest request) {
        var dimension = request.scalableDimensionAsString();
        return target -> (!request.hasResourceIds()
                        || request.resourceIds().contains(target.key().resourceId()))
                && (dimension == null || target.key().dimension().equals(dimension));
    }

    private ScalableTarget shape(ScalableTargetState target) {
        return ScalableTarget.builder()
                .serviceNamespace(target.key().namespace())
                .resourceId(target.key().resourceId())
                .scalableDimension(target.key().dimension())
                .minCapacity(target.bounds().minimum())
                .maxCapacity(target.bounds().maximum())
                .roleARN(arns.role(ROLE))
                .creationTime(target.createdAt())
                .suspendedState(target.suspended())
                .scalableTargetARN(arn(target.key()))
                .build();
    }

    private String arn(TargetKey key) {
        return arns.scalableTarget(key.namespace(), key.resourceId(), key.dimension());
    }

    private void checkExists(TargetKey key) {
        if (targets.capacity(supported(key)).isEmpty()) {
            throw invalid(
                    (key.isOfEcs() ? "ECS service doesn't exist: " : "No resource exists of ") + key.resourceId());
        }
    }

    private static TargetKey supported(TargetKey key) {
        if (key.isOfEcs() && key.service().isEmpty()) {
            throw invalid("Unsupported service namespace, resource type or dimension: " + key);
        }
        return key;
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
