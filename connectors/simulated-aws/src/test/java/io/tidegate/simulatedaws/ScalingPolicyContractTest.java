package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.load.Workload;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivity;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Policies, scheduled actions and activities of Application Auto Scaling, through the SDK's client. */
class ScalingPolicyContractTest {
    private SimulatedAws aws;
    private ApplicationAutoScalingClient scaling;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        aws.tell(cloud -> cloud.addService("ecs/shop/web", 4, Workload.ofRequests(100)));
        scaling = Clients.client(ApplicationAutoScalingClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        scaling.close();
        aws.close();
    }

    @Test
    void tellsThePoliciesOfATarget() {
        register(1, 9);

        var put = scaling.putScalingPolicy(policy("cpu-60"));

        assertThat(policies()).singleElement().satisfies(policy -> {
            assertThat(policy.policyName()).isEqualTo("cpu-60");
            assertThat(policy.policyType()).isEqualTo(PolicyType.TARGET_TRACKING_SCALING);
            assertThat(policy.resourceId()).isEqualTo("service/shop/web");
            assertThat(policy.policyARN()).isEqualTo(put.policyARN());
        });
    }

    @Test
    void pagesPolicies() {
        register(1, 9);
        IntStream.range(0, 25).forEach(i -> scaling.putScalingPolicy(policy("p%02d".formatted(i))));

        var first = scaling.describeScalingPolicies(request -> request.serviceNamespace(ServiceNamespace.ECS));
        var rest = scaling.describeScalingPolicies(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .nextToken(first.nextToken())
                .maxResults(50));

        assertThat(first.scalingPolicies()).hasSize(10);
        assertThat(rest.scalingPolicies()).hasSize(15);
        assertThat(rest.nextToken()).isNull();
    }

    @Test
    void forgetsThePoliciesOfATargetThatIsDeregistered() {
        register(1, 9);
        scaling.putScalingPolicy(policy("cpu-60"));

        scaling.deregisterScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .resourceId("service/shop/web")
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT));

        assertThat(policies()).isEmpty();
    }

    @Test
    void refusesAPolicyOfATargetThatIsNotRegistered() {
        assertThatThrownBy(() -> scaling.putScalingPolicy(policy("cpu-60")))
                .isInstanceOf(ObjectNotFoundException.class)
                .hasMessageContaining("service/shop/web");
    }

    @Test
    void tellsScheduledActions() {
        register(1, 9);
        scaling.putScheduledAction(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .resourceId("service/shop/web")
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .scheduledActionName("night")
                .schedule("cron(0 20 * * ? *)"));

        var actions = scaling.describeScheduledActions(request -> request.serviceNamespace(ServiceNamespace.ECS));

        assertThat(actions.scheduledActions()).singleElement().satisfies(action -> {
            assertThat(action.scheduledActionName()).isEqualTo("night");
            assertThat(action.schedule()).isEqualTo("cron(0 20 * * ? *)");
        });
    }

    @Test
    void recordsAnActivityWhenBoundsPullTheCapacityAndNoneOtherwise() {
        register(1, 9);
        assertThat(activities()).isEmpty();

        register(6, 9);

        assertThat(activities()).singleElement().satisfies(activity -> {
            assertThat(activity.description()).isEqualTo("Setting desired count to 6.");
            assertThat(activity.cause()).isEqualTo("minimum capacity was set to 6");
            assertThat(activity.startTime()).isNotNull();
        });
    }

    @Test
    void scalesAsAPolicyWouldWhenToldSoAndTellsTheLatestFirst() {
        register(1, 9);

        aws.tell(cloud -> cloud.scaleByAws("ecs/shop/web", 5, "alarm high"));
        aws.tell(cloud -> cloud.scaleByAws("ecs/shop/web", 7, "alarm higher"));

        assertThat(aws.<Integer>ask(
                        cloud -> cloud.service("ecs/shop/web").orElseThrow().desired()))
                .isEqualTo(7);
        assertThat(activities()).extracting(ScalingActivity::cause).containsExactly("alarm higher", "alarm high");
        assertThat(activities()).extracting(ScalingActivity::activityId).doesNotHaveDuplicates();
    }

    private void register(int min, int max) {
        scaling.registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .resourceId("service/shop/web")
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .minCapacity(min)
                .maxCapacity(max));
    }

    private static PutScalingPolicyRequest policy(String name) {
        return PutScalingPolicyRequest.builder()
                .serviceNamespace(ServiceNamespace.ECS)
                .resourceId("service/shop/web")
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .policyName(name)
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(configuration -> configuration.targetValue(60.0))
                .build();
    }

    private List<ScalingPolicy> policies() {
        return scaling.describeScalingPolicies(request ->
                        request.serviceNamespace(ServiceNamespace.ECS).resourceId("service/shop/web"))
                .scalingPolicies();
    }

    private List<ScalingActivity> activities() {
        return scaling.describeScalingActivities(request ->
                        request.serviceNamespace(ServiceNamespace.ECS).resourceId("service/shop/web"))
                .scalingActivities();
    }
}
