package io.tidegate.simulatedaws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;

/** The group {@code web} and load balancers, real SDK clients, and time that the test steps. */
final class BalancingWorld implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

    final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
    final LoadBalancing balancing = cloud.loadBalancing();
    final AutoScalingClient groups = SteppedClients.client(AutoScalingClient.builder(), cloud);
    final ElasticLoadBalancingClient classic = SteppedClients.client(ElasticLoadBalancingClient.builder(), cloud);
    final ElasticLoadBalancingV2Client targets = SteppedClients.client(ElasticLoadBalancingV2Client.builder(), cloud);

    BalancingWorld(int instances) {
        cloud.addGroup("web", 0, 9, instances);
    }

    void after(Duration time) {
        cloud.step(cloud.now().plus(time));
    }

    AutoScalingGroup web() {
        return groups.describeAutoScalingGroups(request -> request.autoScalingGroupNames("web"))
                .autoScalingGroups()
                .getFirst();
    }

    /** In order of launch. */
    List<String> instances() {
        return web().instances().stream().map(Instance::instanceId).toList();
    }

    /** As the group tells it. */
    String state(String instance) {
        return web().instances().stream()
                .filter(one -> one.instanceId().equals(instance))
                .findFirst()
                .orElseThrow()
                .lifecycleStateAsString();
    }

    /** The hook {@code out}, which holds what leaves for two hours. */
    void putTerminatingHook() {
        groups.putLifecycleHook(request -> request.autoScalingGroupName("web")
                .lifecycleHookName("out")
                .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING")
                .heartbeatTimeout(7_200));
    }

    void terminate(String instance) {
        groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(instance).shouldDecrementDesiredCapacity(true));
    }

    void register(String targetGroup, String instance) {
        targets.registerTargets(request -> request.targetGroupArn(targetGroup).targets(target(instance)));
    }

    void deregister(String targetGroup, String instance) {
        targets.deregisterTargets(request -> request.targetGroupArn(targetGroup).targets(target(instance)));
    }

    /** That of one target, as it is when it is named. */
    TargetHealth health(String targetGroup, String instance) {
        return targets.describeTargetHealth(
                        request -> request.targetGroupArn(targetGroup).targets(target(instance)))
                .targetHealthDescriptions()
                .getFirst()
                .targetHealth();
    }

    static TargetDescription target(String id) {
        return TargetDescription.builder().id(id).build();
    }

    static TargetDescription target(String id, int port) {
        return TargetDescription.builder().id(id).port(port).build();
    }

    @Override
    public void close() {
        groups.close();
        classic.close();
        targets.close();
    }
}
