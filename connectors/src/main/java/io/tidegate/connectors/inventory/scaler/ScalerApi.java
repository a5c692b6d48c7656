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

/** The calls to AWS that tell who else scales. */
public interface ScalerApi {

    DescribeScalingPoliciesResponse policies(DescribeScalingPoliciesRequest request);

    DescribeScheduledActionsResponse actions(DescribeScheduledActionsRequest request);

    DescribeScalingActivitiesResponse activities(DescribeScalingActivitiesRequest request);

    DescribePoliciesResponse groupPolicies(DescribePoliciesRequest request);

    software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse groupActions(
            software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest request);

    software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse groupActivities(
            software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest request);

    /** The calls through real clients. */
    static ScalerApi of(AwsClients clients) {
        return new SdkScalerApi(clients);
    }
}
