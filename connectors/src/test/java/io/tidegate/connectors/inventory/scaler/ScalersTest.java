package io.tidegate.connectors.inventory.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.AwsScalingPolicy;
import io.tidegate.schemas.CapacityChange;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.ChangeKind;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Against simulated AWS, through the clients of production. */
class ScalersTest {
    private static final Target WEB = Target.parse("ecs/demo/web");

    private final LocalAws local = new LocalAws();
    private final SourceCounters counters = new SourceCounters();
    private final ScalerApi api = ScalerApi.of(local.clients());
    private final Scalers scalers = new Scalers(api, counters);
    private final Changes changes = new Changes(api, counters);

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void knowsNothingOfWhatWasNotAskedAbout() {
        assertThat(scalers.of("ecs/demo/web")).isEmpty();
    }

    @Test
    void tellsThePoliciesAndScheduledActionsOfAServiceAndOfNoOther() {
        register("web");
        register("api");
        put("web", "cpu-60");
        put("api", "requests");
        local.clients()
                .scaling()
                .putScheduledAction(request -> request.serviceNamespace(ServiceNamespace.ECS)
                        .resourceId("service/demo/web")
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .scheduledActionName("night")
                        .schedule("cron(0 20 * * ? *)"));

        scalers.read("ecs", List.of(WEB));

        assertThat(scalers.of("ecs/demo/web"))
                .contains(List.of(
                        new AwsScalingPolicy("night", "ScheduledAction"),
                        new AwsScalingPolicy("cpu-60", "TargetTrackingScaling")));
        assertThat(scalers.of("ecs/demo/api")).isEmpty();
    }

    @Test
    void readsAllPages() {
        register("web");
        for (int i = 0; i < 60; i++) {
            register("s%02d".formatted(i));
            put("s%02d".formatted(i), "cpu");
        }
        put("web", "cpu-60");

        scalers.read("ecs", List.of(WEB));

        assertThat(scalers.of("ecs/demo/web"))
                .contains(List.of(new AwsScalingPolicy("cpu-60", "TargetTrackingScaling")));
        assertThat(counters.reads()).isEqualTo(3);
    }

    @Test
    void forgetsAPolicyThatIsGone() {
        register("web");
        put("web", "cpu-60");
        scalers.read("ecs", List.of(WEB));
        local.clients()
                .scaling()
                .deleteScalingPolicy(request -> request.serviceNamespace(ServiceNamespace.ECS)
                        .resourceId("service/demo/web")
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .policyName("cpu-60"));

        scalers.read("ecs", List.of(WEB));

        assertThat(scalers.of("ecs/demo/web")).contains(List.of());
    }

    @Test
    void tellsThePoliciesOfAGroupThatAreOn() {
        local.aws().tell(cloud -> cloud.addGroup("web", 1, 9, 2));
        var groups = local.clients().groups();
        groups.putScalingPolicy(request -> request.autoScalingGroupName("web").policyName("simple"));
        groups.putScalingPolicy(
                request -> request.autoScalingGroupName("web").policyName("off").enabled(false));
        groups.putScheduledUpdateGroupAction(request ->
                request.autoScalingGroupName("web").scheduledActionName("night").recurrence("0 20 * * *"));

        scalers.readGroups(Map.of("web", List.of("asg/web", "cluster/demo"), "other", List.of("asg/other")));

        var expected = List.of(
                new AwsScalingPolicy("night", "ScheduledAction"), new AwsScalingPolicy("simple", "SimpleScaling"));
        assertThat(scalers.of("asg/web")).contains(expected);
        assertThat(scalers.of("cluster/demo")).contains(expected);
        assertThat(scalers.of("asg/other")).contains(List.of());
    }

    @Test
    void explainsAChangeByTheActivityThatMadeIt() {
        register("web");
        local.aws().tell(cloud -> cloud.scaleByAws("ecs/demo/web", 5, "monitor alarm cpu-high in state ALARM"));

        var change = changes.of(service(5, null)).orElseThrow();

        assertThat(change.getKind()).isEqualTo(ChangeKind.SCALING_ACTIVITY);
        assertThat(change.getCause())
                .isEqualTo("Setting desired count to 5. monitor alarm cpu-high in state ALARM (Successful)");
        assertThat(changes.of(service(5, null))).isEmpty();
    }

    @Test
    void explainsAChangeOfAGroupByItsActivity() {
        local.aws().tell(cloud -> cloud.addGroup("web", 1, 9, 2));
        local.clients()
                .groups()
                .setDesiredCapacity(
                        request -> request.autoScalingGroupName("web").desiredCapacity(4));
        var state = new AutoScalingGroupState(1, 9, 4, 2, 2, 0, null, false);

        var change = changes.of(new CapacityObservation("asg/web", Instant.now(), state, null, null));

        assertThat(change.orElseThrow().getCause())
                .contains("a user request explicitly set group desired capacity changing the desired capacity"
                        + " from 2 to 4.");
    }

    @Test
    void prefersADeploymentThatBeganLater() {
        register("web");
        local.aws().tell(cloud -> cloud.scaleByAws("ecs/demo/web", 5, "monitor alarm cpu-high in state ALARM"));
        var deployment = new CapacityChange(
                ChangeKind.DEPLOYMENT, "ecs-svc/1", Instant.now().plusSeconds(5), "web:8");

        assertThat(changes.of(service(5, deployment))).contains(deployment);
    }

    @Test
    void takesNothingOfLongAgoForAnExplanation() {
        register("web");
        local.aws().tell(cloud -> cloud.scaleByAws("ecs/demo/web", 5, "monitor alarm cpu-high in state ALARM"));
        var state = new EcsServiceState("ACTIVE", 5, 5, 0, false);
        var later = Instant.now().plus(Changes.RECENT).plusSeconds(60);

        var change = changes.of(new CapacityObservation("ecs/demo/web", later, state, null, null));

        assertThat(change).isEmpty();
        assertThat(Changes.ofDeployment("ecs-svc/1", later.minus(Duration.ofHours(1)), later, "web:8"))
                .isEmpty();
    }

    @Test
    void asksAtMostThirtyTimesAMinute() {
        for (int desired = 0; desired < 40; desired++) {
            changes.of(service(desired, null));
        }

        assertThat(counters.reads()).isEqualTo(30);
    }

    private static CapacityObservation service(int desired, @Nullable CapacityChange deployment) {
        var state = new EcsServiceState("ACTIVE", desired, desired, 0, false);
        return new CapacityObservation("ecs/demo/web", Instant.now(), state, deployment, null);
    }

    private void register(String service) {
        local.addService("ecs/demo/" + service, 2);
        local.clients()
                .scaling()
                .registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                        .resourceId("service/demo/" + service)
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .minCapacity(1)
                        .maxCapacity(9));
    }

    private void put(String service, String policy) {
        local.clients()
                .scaling()
                .putScalingPolicy(request -> request.serviceNamespace(ServiceNamespace.ECS)
                        .resourceId("service/demo/" + service)
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .policyName(policy)
                        .policyType(PolicyType.TARGET_TRACKING_SCALING)
                        .targetTrackingScalingPolicyConfiguration(configuration -> configuration.targetValue(60.0)));
    }
}
