package io.tidegate.deploy.simulation;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.inventory.InventoryApi;
import io.tidegate.connectors.inventory.InventoryBridge;
import io.tidegate.connectors.inventory.Watched;
import io.tidegate.connectors.inventory.cluster.WatchedCluster;
import io.tidegate.connectors.inventory.hook.WatchedHooks;
import io.tidegate.connectors.lifecycle.LifecycleApi;
import io.tidegate.deploy.simulation.Promises.Broken;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.naming.Target;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.balancing.ClassicPlan;
import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import io.tidegate.simulatedaws.fault.FaultRates;
import io.tidegate.simulatedaws.hook.Transition;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.queue.QueueFaults;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import io.tidegate.streams.decide.JournalPartition;
import io.tidegate.streams.decide.JournalPartition.Result;
import io.tidegate.streams.decide.JournalSerdes;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/**
 * Instances of three groups that leave under load, in virtual time and on one thread, under one seed: the production source of lifecycle
 * events, inventory, deciders, planner and actuators, the SDK's clients and simulated AWS. Messages are lost, doubled, late and malformed;
 * AWS throttles, fails and loses answers; Kafka refuses records; deletions fail; whatever is on its way to the journal or the executor is
 * late, overtaken or doubled. The same seed gives the same run.
 */
final class StormSimulation {
    private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration STORM = Duration.ofSeconds(60);

    /** What leaves last drains, is noticed late, and messages come again after a minute and three receives. */
    private static final Duration LONGEST = Duration.ofSeconds(400);

    private static final Duration INVENTORY = Duration.ofSeconds(3);

    // They drain for longer than a hook waits.
    private static final Duration DRAINING = Duration.ofSeconds(100);
    private static final int HOOK_SECONDS = 90;
    private static final int INSTANCES = 4;
    private static final int LEAVING = 3;
    private static final int MALFORMED = 5;

    /** Tasks that no service keeps, on some of the instances: they end when they are done. */
    private static final int STANDALONE = 16;

    private static final String QUEUE = "hooks";
    private static final String DOMAIN = "cluster/shop";
    private static final List<String> GROUPS = List.of("classic", "targets", "attached");

    private final RandomGenerator random;
    private final SimulatedCloud cloud;
    private final AwsClients aws;
    private final Promises promises = new Promises();
    private final JournalPartition partition = new JournalPartition(new TargetStates.InMemory(), Duration.ofDays(1));
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Set<String> registered = new HashSet<>();
    private final Map<String, String> conclusions = new HashMap<>();
    private final Map<String, String> completing = new HashMap<>();
    private final Map<String, Deque<String>> waiting = new HashMap<>();
    private final Map<String, Integer> answers = new HashMap<>();
    private final List<String> trace = new ArrayList<>();
    private final StormSource source;
    private final StormExecutor executor;
    private final Watched watched;
    private Instant now = START;
    private long numbers;

    private record Due(Instant at, long number, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    private StormSimulation(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        cloud = new SimulatedCloud(CloudConfig.calm(START, seed).withPace(10).withMetricPeriod(Duration.ofMinutes(60)));
        aws = SteppedAws.clients(cloud);
        var targetGroup = furnish();
        watched = watched(targetGroup);
        var groups = Set.copyOf(GROUPS.stream().map(StormSimulation::group).toList());
        source = new StormSource(LifecycleApi.of(aws), groups, new Now(), random, promises);
        executor = new StormExecutor(aws);
        journal(policy(targetGroup), Duration.ZERO);
    }

    /** What came of a run: the promise that was broken, if one was, and the story. */
    record Outcome(long seed, Optional<Broken> broken, List<String> trace) {}

    static Outcome run(long seed) {
        var simulation = new StormSimulation(seed);
        try {
            simulation.live();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            simulation.aws.close();
        }
        return new Outcome(seed, simulation.promises.broken(), List.copyOf(simulation.trace));
    }

    private void live() throws InterruptedException {
        calm();
        putHooks();
        registerNew();
        schedule();
        for (var end = START.plus(LONGEST); now.isBefore(end) && !isOver(); now = now.plus(STEP)) {
            turn();
            check();
            if (promises.broken().isPresent()) {
                return;
            }
        }
        checkEnd();
    }

    private void turn() throws InterruptedException {
        cloud.step(now);
        registerNew();
        source.turn();
        source.events().forEach(event -> {
            trace(event.getKind() + " " + event.getInstanceId());
            journal(event, millis(5, 3_000));
        });
        while (!due.isEmpty() && !due.peek().at().isAfter(now)) {
            due.remove().action().run();
        }
    }

    private void schedule() {
        cloud.messageQueues().setFaults(new QueueFaults(0.3, 0.3, 0.2));
        cloud.faults().setRates(new FaultRates(0.04, 0.02, 0.02, 0.02));
        GROUPS.forEach(group -> {
            for (int i = 0; i < LEAVING; i++) {
                after(millis(5_000, STORM.toMillis()), () -> terminate(group));
            }
        });
        after(Duration.ofSeconds(10), () -> {
            var faults = new QueueFaults(0.3, 0.3, 0.2);
            cloud.messageQueues().setFaults(QueueFaults.NONE);
            cloud.messageQueues().sendMalformed(QUEUE, MALFORMED);
            cloud.messageQueues().setFaults(faults);
        });
        after(STORM, () -> cloud.messageQueues().setFaults(QueueFaults.NONE));
        after(Duration.ZERO, this::look);
        after(Duration.ZERO, this::tick);
    }

    private void tick() {
        apply(new JournalEntry("0", new ScheduleTick(0, now)));
        after(Duration.ofSeconds(1), this::tick);
    }

    // One round in eight is lost, and what was seen is told late.
    private void look() {
        var seen = InventoryBridge.observeOnce(InventoryApi.of(aws), watched, new Now());
        if (random.nextInt(8) > 0) {
            seen.observations().forEach(observation -> journal(observation, millis(50, 4_000)));
        }
        after(INVENTORY, this::look);
    }

    private void apply(JournalEntry entry) {
        partition.apply(entry.getDomain(), JournalSerdes.fromAvro(entry)).forEach(this::take);
    }

    private void take(Result result) {
        switch (result) {
            case Result.Emitted(Commanded command) -> send(OutputSerdes.toAvro(command));
            case Result.Emitted(Decided decided) -> {
                conclusions.put(decided.target(), decided.verdict().reason());
                trace(decided.target() + " " + decided.verdict().reason() + ": "
                        + decided.verdict().explanation());
            }
            case Result.Emitted _, Result.SnapshotDue _ -> {}
        }
    }

    private void send(ScaleCommand command) {
        if (command.getAction() instanceof Step step && step.getKind().equals("COMPLETE")) {
            completing.put(command.getId(), step.getSubject());
        }
        waiting.computeIfAbsent(command.getTarget(), _ -> new ArrayDeque<>()).add(command.getId());
        after(millis(20, 1_500), () -> attempt(command));
        if (random.nextInt(8) == 0) {
            after(millis(1_500, 20_000), () -> attempt(command));
        }
    }

    // Those of a target end in their order.
    private void attempt(ScaleCommand command) {
        var before = waiting.getOrDefault(command.getTarget(), new ArrayDeque<>());
        if (before.contains(command.getId()) && !command.getId().equals(before.peek())) {
            after(STEP, () -> attempt(command));
            return;
        }
        var tried = executor.tryNow(command, now);
        tried.outcome().ifPresent(outcome -> {
            trace(outcome.getCommandId() + " " + command.getAction() + " " + outcome.getStatus() + " "
                    + outcome.getReason());
            before.remove(command.getId());
            told(outcome);
            journal(outcome, millis(20, 3_000));
        });
        if (tried.again()) {
            after(millis(500, 4_000), () -> attempt(command));
        }
    }

    private void told(CommandOutcome outcome) {
        var instance = completing.get(outcome.getCommandId());
        if (instance != null && outcome.getStatus() == OutcomeStatus.APPLIED) {
            int times = answers.merge(instance, 1, Integer::sum);
            promises.check(times == 1, Promise.EACH_TOLD_ONCE, "the hook of %s is told %d times", instance, times);
        }
    }

    private void check() {
        var actions = cloud.hookActions(Transition.TERMINATING);
        promises.check(actions.timedOut() == 0, Promise.NONE_EXPIRED, "%d hooks went on", actions.timedOut());
        double dropped = cloud.loadBalancing().droppedRequests();
        promises.check(dropped < 1e-6, Promise.NO_REQUEST_DROPPED, "%.2f requests were dropped", dropped);
        long cutOff = cloud.instanceClusters().tasksCutOff();
        promises.check(cutOff == 0, Promise.NO_TASK_CUT_OFF, "%d tasks ended with their instance", cutOff);
    }

    private boolean isOver() {
        return cloud.hookActions(Transition.TERMINATING).completed() == GROUPS.size() * LEAVING
                && conclusions.values().stream().filter("COMPLETED"::equals).count() == GROUPS.size() * LEAVING
                && cloud.messageQueues().bodies(QUEUE).isEmpty();
    }

    private void checkEnd() {
        int all = GROUPS.size() * LEAVING;
        var actions = cloud.hookActions(Transition.TERMINATING);
        promises.check(
                actions.begun() == all && actions.completed() == all,
                Promise.ALL_DONE,
                "%d instances were to leave: %s",
                all,
                actions);
        long concluded =
                conclusions.values().stream().filter("COMPLETED"::equals).count();
        promises.check(concluded == all, Promise.ALL_DONE, "%d of %d are done with: %s", concluded, all, conclusions);
        promises.check(
                cloud.messageQueues().bodies(QUEUE).isEmpty()
                        && source.deadMessages().size() == MALFORMED,
                Promise.NOTHING_LEFT,
                "%s is left, and %s are dead",
                cloud.messageQueues().bodies(QUEUE),
                source.deadMessages());
    }

    private void calm() {
        cloud.faults().setRates(FaultRates.CALM);
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
            var task = cloud.instanceClusters().runTask("shop", definition);
            after(millis(70_000, 110_000), () -> cloud.instanceClusters().stopTask("shop", task));
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

    private void putHooks() {
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
    private void registerNew() {
        try {
            for (var instance : inService("targets")) {
                if (!registered.contains(instance)) {
                    aws.balancers()
                            .registerTargets(request -> request.targetGroupArn(targetGroup())
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

    private void terminate(String group) {
        try {
            var serving = inService(group).stream()
                    .filter(instance -> group.equals("attached") || registered.contains(instance))
                    .toList();
            var leaving = serving.get(random.nextInt(Math.min(serving.size(), INSTANCES - 1)));
            cloud.faults().setRates("autoscaling.TerminateInstanceInAutoScalingGroup", FaultRates.CALM);
            aws.groups()
                    .terminateInstanceInAutoScalingGroup(
                            request -> request.instanceId(leaving).shouldDecrementDesiredCapacity(false));
            trace(leaving + " is told to go");
        } catch (SdkException _) {
            after(STEP, () -> terminate(group));
        }
    }

    private String targetGroup() {
        return watched.hooks().getFirst().targetGroups().getFirst();
    }

    private static Target.Group group(String name) {
        return new Target.Group(Target.Place.DEFAULT, name);
    }

    private static Watched watched(String targetGroup) {
        var cluster = new Target.Cluster(Target.Place.DEFAULT, "shop");
        return new Watched(
                List.of(),
                List.of(),
                List.of(),
                List.of(WatchedCluster.instancesOf(cluster)),
                List.of(new WatchedHooks(cluster, GROUPS, Optional.empty(), List.of("classic"), List.of(targetGroup))),
                List.of());
    }

    private static PolicyChange policy(String targetGroup) {
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
        var policy = PolicySerdes.toAvro(document.revision(1, START, "simulation"));
        return new PolicyChange(policy.getName(), List.of(DOMAIN), List.of(), policy);
    }

    private void journal(Object input, Duration delay) {
        var entry = new JournalEntry(DOMAIN, input);
        after(delay, () -> apply(entry));
    }

    private void after(Duration delay, Runnable action) {
        due.add(new Due(now.plus(delay), numbers++, action));
    }

    private Duration millis(long least, long most) {
        return Duration.ofMillis(random.nextLong(least, most));
    }

    private void trace(String event) {
        trace.add("%8.1f s %s".formatted(Duration.between(START, now).toMillis() / 1e3, event));
    }

    /** The virtual clock as Java's. */
    private final class Now extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("virtual time is in UTC");
        }
    }
}
