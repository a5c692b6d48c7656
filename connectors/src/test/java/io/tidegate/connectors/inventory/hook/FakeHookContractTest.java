package io.tidegate.connectors.inventory.hook;

import static io.tidegate.connectors.inventory.hook.HookShapes.group;
import static io.tidegate.connectors.inventory.hook.HookShapes.instance;
import static io.tidegate.connectors.inventory.hook.HookShapes.target;

import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

class FakeHookContractTest extends HookContract {
    private final FakeHooks aws = new FakeHooks();
    private List<String> ids = List.of();

    @Override
    HookApi api() {
        return aws;
    }

    @Override
    List<String> addGroup(int instances) {
        ids = IntStream.range(0, instances).mapToObj(i -> "i-" + i).toList();
        aws.group(group("web", ids.toArray(String[]::new)).build());
        return ids;
    }

    @Override
    String attachTargetGroup() {
        aws.group(group("web", ids.toArray(String[]::new))
                .targetGroupARNs("arn:web")
                .build());
        targets("");
        return "arn:web";
    }

    private void targets(String draining) {
        aws.targetGroup(
                "arn:web",
                TargetTypeEnum.INSTANCE,
                ids.stream()
                        .map(id -> target(id, 80, id.equals(draining) ? "draining" : "healthy"))
                        .toArray(TargetHealthDescription[]::new));
    }

    @Override
    void attachLoadBalancer(String name) {
        aws.group(
                group("web", ids.toArray(String[]::new)).loadBalancerNames(name).build());
        instances(name, "");
    }

    private void instances(String name, String draining) {
        aws.loadBalancer(
                name,
                ids.stream()
                        .map(id -> instance(
                                id,
                                "InService",
                                id.equals(draining) ? "Instance deregistration currently in progress." : "N/A"))
                        .toArray(InstanceState[]::new));
    }

    @Override
    String addAddresses() {
        aws.targetGroup("arn:tasks", TargetTypeEnum.IP, target("10.0.0.1", 80, "healthy"));
        return "arn:tasks";
    }

    @Override
    void drainTarget(String targetGroup, String instance) {
        targets(instance);
    }

    @Override
    void drainInstance(String loadBalancer, String instance) {
        instances(loadBalancer, instance);
    }
}
