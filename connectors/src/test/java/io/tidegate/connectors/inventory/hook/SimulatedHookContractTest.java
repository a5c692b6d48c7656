package io.tidegate.connectors.inventory.hook;

import static org.awaitility.Awaitility.await;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.balancing.ClassicPlan;
import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/** The SDK's clients against simulated AWS over HTTP. */
class SimulatedHookContractTest extends HookContract {
    private static final Duration AT_ONCE = Duration.ZERO;

    private final LocalAws local = new LocalAws(IamPolicy.CONNECTORS);

    @AfterEach
    void close() {
        local.close();
    }

    @Override
    HookApi api() {
        return HookApi.of(local.clients());
    }

    @Override
    List<String> addGroup(int instances) {
        local.aws().tell(cloud -> cloud.addGroup("web", 0, 9, instances));
        return local
                .allPowerful()
                .groups()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames("web"))
                .autoScalingGroups()
                .getFirst()
                .instances()
                .stream()
                .map(Instance::instanceId)
                .toList();
    }

    @Override
    String attachTargetGroup() {
        String arn = local.aws()
                .ask(cloud -> cloud.loadBalancing()
                        .add(TargetGroupPlan.ofInstances("web", 80).withDelays(Duration.ofHours(1), AT_ONCE)));
        attach("web");
        await().until(() -> local
                .allPowerful()
                .balancers()
                .describeTargetHealth(request -> request.targetGroupArn(arn))
                .targetHealthDescriptions()
                .stream()
                .allMatch(target -> target.targetHealth().stateAsString().equals("healthy")));
        return arn;
    }

    @Override
    void attachLoadBalancer(String name) {
        local.aws().tell(cloud -> {
            cloud.loadBalancing().add(new ClassicPlan(name, 80, Duration.ofHours(1), AT_ONCE));
            cloud.loadBalancing().offer(name, 1, Duration.ofHours(1));
        });
        attach(name);
        await().until(() -> local
                .allPowerful()
                .classicBalancers()
                .describeInstanceHealth(request -> request.loadBalancerName(name))
                .instanceStates()
                .stream()
                .allMatch(instance -> instance.state().equals("InService")));
    }

    private void attach(String balancer) {
        local.aws().tell((SimulatedCloud cloud) -> cloud.loadBalancing().attach("web", balancer));
    }

    @Override
    String addAddresses() {
        String arn = local.aws().ask(cloud -> cloud.loadBalancing().add(TargetGroupPlan.ofAddresses("tasks", 80)));
        var address = TargetDescription.builder().id("10.0.0.1").build();
        local.allPowerful()
                .balancers()
                .registerTargets(request -> request.targetGroupArn(arn).targets(address));
        return arn;
    }

    @Override
    void drainTarget(String targetGroup, String instance) {
        var target = TargetDescription.builder().id(instance).build();
        local.allPowerful()
                .balancers()
                .deregisterTargets(
                        request -> request.targetGroupArn(targetGroup).targets(target));
    }

    @Override
    void drainInstance(String loadBalancer, String instance) {
        var leaving = software.amazon.awssdk.services.elasticloadbalancing.model.Instance.builder()
                .instanceId(instance)
                .build();
        local.allPowerful()
                .classicBalancers()
                .deregisterInstancesFromLoadBalancer(
                        request -> request.loadBalancerName(loadBalancer).instances(leaving));
    }
}
