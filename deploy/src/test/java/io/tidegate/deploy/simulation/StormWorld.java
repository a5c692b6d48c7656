package io.tidegate.deploy.simulation;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.inventory.Watched;
import io.tidegate.connectors.inventory.cluster.WatchedCluster;
import io.tidegate.connectors.inventory.hook.WatchedHooks;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.naming.Target;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.balancing.ClassicPlan;
import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import io.tidegate.simulatedaws.fault.FaultRates;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/** Three groups of one cluster under load, each behind another kind of load balancer, and whoever lets their instances go. */
final class StormWorld {
    static final String QUEUE = "hooks";
    static final String DOMAIN = "cluster/shop";
    static final List<String> GROUPS = List.of("classic", "targets", "attached");

    // They drain for longer than a hook waits.
    private static final Duration DRAINING = Duration.ofSeconds(100);
    private static final int HOOK_SECONDS = 90;
    private static final int INSTANCES = 4;
    private static final int STANDALONE = 16;

    private final SimulatedCloud cloud;
    private final AwsClients aws;
    private final Set<String> registered = new HashSet<>();
    private final List<String> tasks = new ArrayList<>();
    private final String targetGroup;

    StormWorld(SimulatedCloud cloud, AwsClients aws) {
        this.cloud = cloud;
        this.aws = aws;
        this.targetGroup = furnish();
    }

    /** Tasks that no service keeps, on some of the instances: they end when they are done. */
    List<String> tasks() {
        return tasks;
    }

    Set<Target.Group> groups() {
        return Set.copyOf(GROUPS.stream().map(StormWorld::group).toList());
    }

    private String furnish() {
        cloud.messageQueues().add(QUEUE);
        for (var group : GROUPS) {
            cloud.addGroup(group, 0, 3 * INSTANCES, INSTANCES);
            cloud.instanceClusters().back(group, Backing.of("shop", InstanceShape.of(1_300, 3_800)));
        }
        var definition = TaskSizing.definition("web", TaskShape.of(300, 400));
        cloud.instanceClusters()
                .addService(
                        "ecs/shop/web",
                        ServicePlan.of(definition).with(PlacementStrategy.SPREAD),
                        GROUPS.size() * INSTANCES,
                        Workload.ofRequests(100));
        for (int i = 0; i < STANDALONE; i++) {
            tasks.add(cloud.instanceClusters().runTask("shop", definition));
        }
        var balancing = cloud.loadBalancing();
        var second = Duration.ofSeconds(1);
        balancing.add(TargetGroupPlan.ofInstances("attached", 80).withDelays(DRAINING, second));
        balancing.attach("attached", "attached");
        var targetGroup =
                balancing.add(TargetGroupPlan.ofInstances("targets", 80).withDelays(DRAINING, second));
        balancing.add(new ClassicPlan("classic", 80, DRAINING, second));
        GROUPS.forEach(name -> balancing.offer(name, 20, second));
        return targetGroup;
    }

    void putHooks() {
        var queue = cloud.messageQueues().arn(QUEUE);
        GROUPS.forEach(group -> aws.groups()
                .putLifecycleHook(request -> request.autoScalingGroupName(group)
                        .lifecycleHookName("drain")
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING")
                        .heartbeatTimeout(HOOK_SECONDS)
                        .notificationTargetARN(queue)
                        .roleARN("arn:aws:iam::000000000000:role/hooks")));
    }

    private List<String> inService(String group) {
        return aws
                .groups()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(group))
                .autoScalingGroups()
                .getFirst()
                .instances()
                .stream()
                .filter(instance -> instance.lifecycleStateAsString().equals("InService"))
                .map(instance -> instance.instanceId())
                .toList();
    }

    // As what starts with an instance does; one that AWS did not hear registers with the next turn.
    void registerNew() {
        try {
            for (var instance : inService("targets")) {
                if (!registered.contains(instance)) {
                    aws.balancers()
                            .registerTargets(request -> request.targetGroupArn(targetGroup)
                                    .targets(TargetDescription.builder()
                                            .id(instance)
                                            .build()));
                    registered.add(instance);
                }
            }
            for (var instance : inService("classic")) {
                if (!registered.contains(instance)) {
                    aws.classicBalancers()
                            .registerInstancesWithLoadBalancer(request -> request.loadBalancerName("classic")
                                    .instances(Instance.builder()
                                            .instanceId(instance)
                                            .build()));
                    registered.add(instance);
                }
            }
        } catch (SdkException _) {
            // It will.
        }
    }

    /** Ends an instance of a group, and tells which; empty when AWS did not. */
    Optional<String> terminate(String group, RandomGenerator random) {
        try {
            var serving = inService(group).stream()
                    .filter(instance -> group.equals("attached") || registered.contains(instance))
                    .toList();
            var leaving = serving.get(random.nextInt(Math.min(serving.size(), INSTANCES - 1)));
            cloud.faults().setRates("autoscaling.TerminateInstanceInAutoScalingGroup", FaultRates.CALM);
            aws.groups()
                    .terminateInstanceInAutoScalingGroup(
                            request -> request.instanceId(leaving).shouldDecrementDesiredCapacity(false));
            return Optional.of(leaving);
        } catch (SdkException _) {
            return Optional.empty();
        }
    }

    private static Target.Group group(String name) {
        return new Target.Group(Target.Place.DEFAULT, name);
    }

    Watched watched() {
        var cluster = new Target.Cluster(Target.Place.DEFAULT, "shop");
        return new Watched(
                List.of(),
                List.of(),
                List.of(),
                List.of(WatchedCluster.instancesOf(cluster)),
                List.of(new WatchedHooks(cluster, GROUPS, Optional.empty(), List.of("classic"), List.of(targetGroup))),
                List.of());
    }

    PolicyChange policy(Instant at) {
        var text = """
                apiVersion: tidegate/v1
                kind: DrainPolicy
                name: leaving
                target: cluster/shop
                groups: [asg/attached, asg/targets, asg/classic]
                targetGroups: ["%s"]
                loadBalancers: [classic]
                """.formatted(targetGroup);
        var document = PolicyReader.read("storm", text, _ -> Optional.empty())
                .documents()
                .getFirst();
        var policy = PolicySerdes.toAvro(document.revision(1, at, "simulation"));
        return new PolicyChange(policy.getName(), List.of(DOMAIN), List.of(), policy);
    }
}
