package io.tidegate.connectors.inventory.scaler;

import io.tidegate.connectors.aws.AwsClients;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;

/** The calls through the SDK's clients. */
record SdkScalerApi(AwsClients clients) implements ScalerApi {

    @Override
    public DescribeScalingPoliciesResponse policies(DescribeScalingPoliciesRequest request) {
        return clients.scaling().describeScalingPolicies(request);
    }

    @Override
    public DescribeScheduledActionsResponse actions(DescribeScheduledActionsRequest request) {
        return clients.scaling().describeScheduledActions(request);
    }

    @Override
    public DescribeScalingActivitiesResponse activities(DescribeScalingActivitiesRequest request) {
        return clients.scaling().describeScalingActivities(request);
    }

    @Override
    public DescribePoliciesResponse groupPolicies(DescribePoliciesRequest request) {
        return clients.groups().describePolicies(request);
    }

    @Override
    public software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse groupActions(
            software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest request) {
        return clients.groups().describeScheduledActions(request);
    }

    @Override
    public software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse groupActivities(
            software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest request) {
        return clients.groups().describeScalingActivities(request);
    }
}
