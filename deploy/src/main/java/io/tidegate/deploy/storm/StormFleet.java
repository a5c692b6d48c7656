package io.tidegate.deploy.storm;

import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.balancing.ClassicPlan;
import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The groups of a storm with everything about them: clusters and what runs there, load balancers under load, hooks and the ways of
 * their notices, and the policies that answer them. Not thread-safe.
 */
final class StormFleet {
    /** The name of the hooks of what leaves. */
    static final String DRAIN = "drain";

    // Instances leave within less, and heartbeats are needed all the same: they come after 6 to 58 s.
    private static final Duration HOOK = Duration.ofMinutes(2);

    // A request takes less than the draining of whoever serves it.
    private static final Duration LATENCY = Duration.ofSeconds(1);
    private static final Duration DRAINING = Duration.ofSeconds(5);
    private static final Duration HEALTH_CHECK = Duration.ofSeconds(1);
    private static final double REQUESTS_PER_SECOND = 20;

    // Three tasks fit, one is there: room for the tasks of others.
    private static final InstanceShape INSTANCE = InstanceShape.of(1_024, 3_800);
    private static final TaskShape TASK = TaskShape.of(300, 400);

    private static final String HOOK_EVENTS =
            "\"EC2 Instance-terminate Lifecycle Action\",\"EC2 Instance-launch Lifecycle Action\"";
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:storm";

    private final StormPlan plan;
    private final Scene scene;
    private final Operator operator;
    private final List<StormGroup> groups;
    private final Map<String, String> targetGroups = new TreeMap<>();
    private final Set<String> registered = new HashSet<>();

    StormFleet(StormPlan plan, Scene scene, Operator operator) {
        this.plan = plan;
        this.scene = scene;
        this.operator = operator;
        this.groups =
                IntStream.range(0, plan.groups()).mapToObj(StormGroup::new).toList();
    }

    List<StormGroup> groups() {
        return groups;
    }

    /** Lets it stand and serve. */
    void create() {
        scene.aws().tell(cloud -> {
            groups.forEach(group -> add(cloud, group));
            clusters().forEach((cluster, members) -> addService(cloud, cluster, members.size() * plan.instances()));
            cloud.subscribe(TOPIC, scene.queue());
        });
        registerNew();
        applyPolicies();
        putHooks();
    }

    private void add(SimulatedCloud cloud, StormGroup group) {
        cloud.addGroup(group.name(), 0, 2 * plan.instances(), plan.instances());
        group.cluster()
                .ifPresent(cluster -> cloud.instanceClusters().back(group.name(), Backing.of(cluster, INSTANCE)));
        var balancing = cloud.loadBalancing();
        if (group.front().isClassic()) {
            balancing.add(new ClassicPlan(group.balancer(), 80, DRAINING, HEALTH_CHECK));
        } else {
            targetGroups.put(
                    group.name(),
                    balancing.add(
                            TargetGroupPlan.ofInstances(group.balancer(), 80).withDelays(DRAINING, HEALTH_CHECK)));
        }
        if (group.front().isAttached()) {
            balancing.attach(group.name(), group.balancer());
        }
        balancing.offer(group.balancer(), REQUESTS_PER_SECOND, LATENCY);
    }

    private static void addService(SimulatedCloud cloud, String cluster, int tasks) {
        var definition = TaskSizing.definition("web", TASK);
        cloud.instanceClusters()
                .addService(
                        "ecs/%s/web".formatted(cluster),
                        ServicePlan.of(definition).with(PlacementStrategy.SPREAD),
                        tasks,
                        Workload.ofRequests(100));
    }

    private Map<String, List<StormGroup>> clusters() {
        return groups.stream()
                .filter(group -> group.cluster().isPresent())
                .collect(Collectors.groupingBy(
                        group -> group.cluster().orElseThrow(), TreeMap::new, Collectors.toList()));
    }

    private void putHooks() {
        var queue = scene.aws().<String>ask(cloud -> cloud.messageQueues().arn(scene.queue()));
        for (var group : groups) {
            var target = switch (group.way()) {
                case QUEUE -> queue;
                case TOPIC -> TOPIC;
                case RULE -> null;
            };
            operator.putHook(group.name(), DRAIN, "autoscaling:EC2_INSTANCE_TERMINATING", HOOK, target);
            if (group.holdsLaunches()) {
                operator.putHook(group.name(), "ready", "autoscaling:EC2_INSTANCE_LAUNCHING", HOOK, target);
            }
        }
        var byRule = groups.stream()
                .filter(group -> group.way() == StormGroup.Way.RULE)
                .map(group -> "\"" + group.name() + "\"")
                .collect(Collectors.joining(","));
        if (!byRule.isEmpty()) {
            operator.putRule(
                    "storm",
                    "{\"source\":[\"aws.autoscaling\"],\"detail-type\":[%s],\"detail\":{\"AutoScalingGroupName\":[%s]}}"
                            .formatted(HOOK_EVENTS, byRule),
                    queue);
        }
    }

    /** Registers instances that serve by now where they have to do so themselves. */
    void registerNew() {
        var serving = inService();
        for (var group : groups) {
            if (!group.front().isAttached()) {
                serving.getOrDefault(group.name(), List.of()).stream()
                        .filter(registered::add)
                        .forEach(instance -> register(group, instance));
            }
        }
    }

    /** The instances that are in service, by group, in the order of their launch. */
    Map<String, List<String>> inService() {
        return operator.inService(groups.stream().map(StormGroup::name).toList());
    }

    private void register(StormGroup group, String instance) {
        var targetGroup = targetGroups.get(group.name());
        if (targetGroup == null) {
            operator.registerInstance(group.balancer(), instance);
        } else {
            operator.registerTarget(targetGroup, instance);
        }
    }

    private void applyPolicies() {
        var texts = new ArrayList<String>();
        clusters().forEach((cluster, members) -> texts.add(policy(cluster, "cluster/" + cluster, members)));
        groups.stream()
                .filter(group -> group.cluster().isEmpty())
                .forEach(group -> texts.add(policy(group.name() + "-alone", group.target(), List.of(group))));
        var parsed = PolicyReader.read("storm", String.join("---\n", texts), _ -> Optional.empty());
        if (!parsed.problems().isEmpty()) {
            throw new IllegalStateException(parsed.problems().getFirst().toString());
        }
        new PolicyStore(scene.access(), scene.topics(), scene.registry())
                .apply(parsed.documents(), scene.clock().instant(), "storm");
    }

    private String policy(String name, String target, List<StormGroup> members) {
        return """
                apiVersion: tidegate/v1
                kind: DrainPolicy
                name: %s
                target: %s
                groups: [%s]
                targetGroups: [%s]
                loadBalancers: [%s]
                """.formatted(
                        name,
                        target,
                        joined(members.stream().map(StormGroup::target).toList()),
                        joined(members.stream()
                                .filter(group -> group.front() == StormGroup.Front.OWN_TARGETS)
                                .map(group -> targetGroups.get(group.name()))
                                .toList()),
                        joined(members.stream()
                                .filter(group -> group.front() == StormGroup.Front.OWN_CLASSIC)
                                .map(StormGroup::balancer)
                                .toList()));
    }

    private static String joined(List<String> items) {
        return String.join(", ", items);
    }
}
