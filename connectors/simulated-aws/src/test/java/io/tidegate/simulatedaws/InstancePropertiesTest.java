package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.instance.HostPort;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** A cluster under random orders, looked at from outside after each: whatever happens, these hold. */
class InstancePropertiesTest {
    private static final InstanceShape INSTANCE = InstanceShape.of(1024, 2048).withGpus(2);
    private static final int STEPS = 150;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noTaskIsInTwoPlacesAndEveryInstanceAddsUp(long seed) {
        try (var run = new Run(seed)) {
            for (var step = 0; step < STEPS; step++) {
                var before = run.look();
                run.act();
                var after = run.look();

                assertThat(violations(run.shapes, before, after))
                        .as("seed %d, step %d, after %s", seed, step, run.log)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyWantedTaskRunsOnceThereIsRoomForAll(long seed) {
        try (var run = new Run(seed)) {
            for (var step = 0; step < STEPS; step++) {
                run.act();
            }

            run.calmDown();

            var tasks = run.world.tasks();
            assertThat(tasks)
                    .as("seed %d, after %s", seed, run.log)
                    .allMatch(task -> task.lastStatus().equals("RUNNING"))
                    .allMatch(task -> task.desiredStatus().equals("RUNNING"))
                    .allMatch(task -> task.containerInstanceArn() != null);
            for (var service : Run.SERVICES) {
                var status = run.world.status(service);
                assertThat(status.running()).as(service).isEqualTo(status.desired());
                assertThat(status.pending()).as(service).isZero();
            }
            var daemons = run.world.spread("service:agent");
            assertThat(daemons).hasSizeGreaterThanOrEqualTo(40).allMatch(count -> count == 1);
        }
    }

    @Test
    void theSameSeedAndOrdersGiveTheSameTrace() {
        assertThat(trace(9)).isEqualTo(trace(9)).isNotEqualTo(trace(10));
    }

    private static List<String> trace(long seed) {
        try (var run = new Run(seed)) {
            var trace = new ArrayList<String>();
            for (var step = 0; step < STEPS; step++) {
                run.act();
                trace.add(run.look().toString());
            }
            return trace;
        }
    }

    private record Look(Instant at, List<ContainerInstance> instances, List<Task> tasks) {
        boolean couldTakeTasks(String arn) {
            return instances.stream()
                    .filter(instance -> instance.containerInstanceArn().equals(arn))
                    .allMatch(instance -> instance.status().equals("ACTIVE") && instance.agentConnected());
        }

        boolean placed(String taskArn) {
            return tasks.stream()
                    .anyMatch(task -> task.taskArn().equals(taskArn) && task.containerInstanceArn() != null);
        }
    }

    private static List<String> violations(Map<String, TaskShape> shapes, Look before, Look after) {
        var violations = new ArrayList<String>();
        var arns = new HashSet<String>();
        after.tasks().stream()
                .filter(task -> !arns.add(task.taskArn()))
                .forEach(task -> violations.add("twice: " + task));
        after.instances().forEach(instance -> check(instance, shapes, after, violations));
        // Orders take no time here, so what is newly placed was placed on instances as they were, or are, in this
        // moment.
        after.tasks().stream()
                .filter(task -> task.containerInstanceArn() != null && !before.placed(task.taskArn()))
                .filter(task -> before.at().equals(after.at()))
                .filter(task -> !after.couldTakeTasks(task.containerInstanceArn()))
                .forEach(task -> violations.add("placed where nothing may be: " + task));
        after.tasks().stream()
                .filter(task ->
                        task.containerInstanceArn() == null && !task.group().equals("service:agent"))
                .filter(task -> after.instances().stream()
                        .anyMatch(instance -> after.couldTakeTasks(instance.containerInstanceArn())
                                && fits(shape(shapes, task), instance)))
                .forEach(task -> violations.add("waits while there is room: " + task));
        return violations;
    }

    private static TaskShape shape(Map<String, TaskShape> shapes, Task task) {
        return Objects.requireNonNull(shapes.get(task.group()), task.group());
    }

    private static boolean fits(TaskShape task, ContainerInstance instance) {
        var taken =
                InstanceWorld.resource(instance.remainingResources(), "PORTS").stringSetValue();
        return task.cpu() <= InstanceWorld.remaining(instance, "CPU")
                && task.memory() <= InstanceWorld.remaining(instance, "MEMORY")
                && task.gpus()
                        <= InstanceWorld.resource(instance.remainingResources(), "GPU")
                                .stringSetValue()
                                .size()
                && task.ports().stream().noneMatch(port -> taken.contains(Integer.toString(port.number())));
    }

    private static void check(
            ContainerInstance instance, Map<String, TaskShape> shapes, Look look, List<String> violations) {
        var there = look.tasks().stream()
                .filter(task -> instance.containerInstanceArn().equals(task.containerInstanceArn()))
                .toList();
        var taken = there.stream().map(task -> shape(shapes, task)).toList();
        var expected = List.of(
                INSTANCE.cpu() - taken.stream().mapToInt(TaskShape::cpu).sum(),
                INSTANCE.memory() - taken.stream().mapToInt(TaskShape::memory).sum(),
                INSTANCE.gpus() - taken.stream().mapToInt(TaskShape::gpus).sum(),
                5 + taken.stream().mapToInt(shape -> shape.ports().size()).sum(),
                (int) there.stream()
                        .filter(task -> task.lastStatus().equals("RUNNING"))
                        .count(),
                (int) there.stream()
                        .filter(task -> task.lastStatus().equals("PENDING"))
                        .count());
        var actual = List.of(
                InstanceWorld.remaining(instance, "CPU"),
                InstanceWorld.remaining(instance, "MEMORY"),
                InstanceWorld.resource(instance.remainingResources(), "GPU")
                        .stringSetValue()
                        .size(),
                InstanceWorld.resource(instance.remainingResources(), "PORTS")
                        .stringSetValue()
                        .size(),
                instance.runningTasksCount(),
                instance.pendingTasksCount());
        if (!actual.equals(expected) || actual.stream().anyMatch(value -> value < 0)) {
            violations.add("does not add up, " + expected + " expected: " + instance);
        }
    }

    /** One cluster and what is done to it. */
    private static final class Run implements AutoCloseable {
        private static final List<String> SERVICES = List.of("s0", "s1", "s2", "s3");
        private static final List<PlacementStrategy> STRATEGIES = List.of(PlacementStrategy.values());
        private static final TaskShape BATCH = TaskShape.of(200, 100);

        private final InstanceWorld world;
        private final RandomGenerator random;
        private final TreeMap<String, TaskShape> shapes = new TreeMap<>();
        private final List<String> log = new ArrayList<>();

        Run(long seed) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            world = InstanceWorld.of(4, INSTANCE, seed);
            for (var service : SERVICES) {
                var shape = shape();
                var low = random.nextInt(101);
                var plan = ServicePlan.of(TaskSizing.definition(service, shape))
                        .with(STRATEGIES.get(random.nextInt(STRATEGIES.size())))
                        .withHealthyPercent(low, low == 100 ? 200 : 100 + random.nextInt(101));
                shapes.put("service:" + service, shape);
                world.addService(service, plan, random.nextInt(5));
            }
            shapes.put("service:agent", TaskShape.of(16, 32));
            world.addDaemon("agent", TaskShape.of(16, 32));
            shapes.put("family:batch", BATCH);
        }

        Look look() {
            return new Look(world.cloud.now(), world.instances(), world.tasks());
        }

        void act() {
            switch (random.nextInt(8)) {
                case 0 -> {
                    var service = SERVICES.get(random.nextInt(SERVICES.size()));
                    var desired = random.nextInt(9);
                    note("desired " + service + " " + desired);
                    world.setDesired(service, desired);
                }
                case 1 -> {
                    var desired = random.nextInt(8);
                    note("group " + desired);
                    world.setGroup(desired);
                }
                case 2 -> onAnInstance("drain", instance -> world.set(ContainerInstanceStatus.DRAINING, arn(instance)));
                case 3 ->
                    onAnInstance("activate", instance -> world.set(ContainerInstanceStatus.ACTIVE, arn(instance)));
                case 4 ->
                    onAnInstance(
                            "connection",
                            instance -> world.cloud
                                    .instanceClusters()
                                    .setAgentConnected(instance.ec2InstanceId(), random.nextInt(3) > 0));
                case 5 ->
                    onAnInstance(
                            "terminate",
                            instance -> world.groups.terminateInstanceInAutoScalingGroup(
                                    request -> request.instanceId(instance.ec2InstanceId())
                                            .shouldDecrementDesiredCapacity(false)));
                case 6 -> {
                    note("run");
                    var definition = TaskSizing.definition("batch", BATCH);
                    world.cloud.instanceClusters().runTask("shop", definition);
                }
                default -> {
                    var seconds = random.nextInt(60);
                    note("pass " + seconds);
                    world.passSeconds(seconds);
                }
            }
        }

        /** Room for everybody, everything connected and active, and time for all to find their place. */
        void calmDown() {
            world.setGroup(40);
            for (var round = 0; round < 2; round++) {
                world.passSeconds(600);
                for (var instance : world.instances()) {
                    world.set(ContainerInstanceStatus.ACTIVE, arn(instance));
                    world.cloud.instanceClusters().setAgentConnected(instance.ec2InstanceId(), true);
                }
            }
            world.passSeconds(600);
        }

        private void onAnInstance(String what, Consumer<ContainerInstance> action) {
            var instances = world.instances();
            if (!instances.isEmpty()) {
                var instance = instances.get(random.nextInt(instances.size()));
                note(what + " " + instance.ec2InstanceId());
                action.accept(instance);
            }
        }

        private TaskShape shape() {
            var shape = TaskShape.of(random.nextInt(600), 1 + random.nextInt(900));
            return switch (random.nextInt(3)) {
                case 0 -> shape.withGpus(1 + random.nextInt(2));
                case 1 -> shape.withPorts(HostPort.tcp(8000 + random.nextInt(2)));
                default -> shape;
            };
        }

        private void note(String action) {
            log.add(action);
        }

        private static String arn(ContainerInstance instance) {
            return instance.containerInstanceArn();
        }

        @Override
        public void close() {
            world.close();
        }
    }
}
