package io.tidegate.connectors.inventory.scaler;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.applicationautoscaling.model.ApplicationAutoScalingException;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivity;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;

/** Scaling policies and activities of scalable targets in memory; groups have none. */
public final class FakeScalers implements ScalerApi {
    private final List<ScalingPolicy> policies = new CopyOnWriteArrayList<>();
    private final List<ScalingActivity> activities = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean refusing;

    public void policy(String namespace, String resource, String dimension, String name, String type) {
        policies.add(ScalingPolicy.builder()
                .serviceNamespace(namespace)
                .resourceId(resource)
                .scalableDimension(dimension)
                .policyName(name)
                .policyType(type)
                .build());
    }

    public void activity(String id, Instant at, String description, String cause) {
        activities.addFirst(ScalingActivity.builder()
                .activityId(id)
                .startTime(at)
                .description(description)
                .cause(cause)
                .statusCode(ScalingActivityStatusCode.SUCCESSFUL)
                .build());
    }

    /** Nobody may ask any more. */
    public void refuse() {
        refusing = true;
    }

    public int calls() {
        return calls.get();
    }

    private void called() {
        calls.incrementAndGet();
        if (refusing) {
            throw (ApplicationAutoScalingException) ApplicationAutoScalingException.builder()
                    .message("AccessDenied")
                    .statusCode(403)
                    .build();
        }
    }

    @Override
    public DescribeScalingPoliciesResponse policies(DescribeScalingPoliciesRequest request) {
        called();
        return DescribeScalingPoliciesResponse.builder()
                .scalingPolicies(policies)
                .build();
    }

    @Override
    public DescribeScheduledActionsResponse actions(DescribeScheduledActionsRequest request) {
        called();
        return DescribeScheduledActionsResponse.builder().build();
    }

    @Override
    public DescribeScalingActivitiesResponse activities(DescribeScalingActivitiesRequest request) {
        called();
        return DescribeScalingActivitiesResponse.builder()
                .scalingActivities(activities)
                .build();
    }

    @Override
    public DescribePoliciesResponse groupPolicies(DescribePoliciesRequest request) {
        called();
        return DescribePoliciesResponse.builder().build();
    }

    @Override
    public software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse groupActions(
            software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest request) {
        called();
        return software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse.builder()
                .build();
    }

    @Override
    public software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse groupActivities(
            software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest request) {
        called();
        return software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse.builder()
                .build();
    }
}
