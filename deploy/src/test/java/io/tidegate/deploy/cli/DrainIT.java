package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.balancing.ClassicPlan;
import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.queue.QueueFaults;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/** An instance that its group terminates, from the hook's message to its end, through the whole service. */
@ExtendWith(SharedKafka.class)
class DrainIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String SERVICE = "ecs/shop/web";
    private static final String QUEUE = "hooks";
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: DrainPolicy
            name: leaving
            target: cluster/shop
            groups: [asg/shop]
            """;

    @Test
    void letsAnInstanceGoOnceItsTasksRunElsewhere(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var plant = Plant.start(kafka, "drain.", folder, DrainIT::settings);
                var groups = stranger(plant.aws())) {
            var desk = plant.desk();
            plant.aws().tell(cloud -> shop(cloud, 2));
            hook(plant, groups, "drain", "autoscaling:EC2_INSTANCE_TERMINATING");
            apply(desk, folder);
            var leaving = instances(groups).getFirst();

            terminate(groups, leaving);
            await().atMost(SOON).until(() -> instances(groups), ids -> !ids.contains(leaving));

            await().atMost(SOON).until(() -> explained(desk, leaving), why -> why.contains("COMPLETED"));
            assertThat(explained(desk, leaving)).contains("recomputed: same");
            assertThat(running(plant)).isEqualTo(2);
            assertThat(desk.run("replay", "--verify").exit()).isZero();
            await().atMost(SOON).until(() -> queued(plant) == 0);
        }
    }

    @Test
    void losesNoRequestAlthoughMessagesAreLostAndDoubled(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var plant = Plant.start(kafka, "storm.", folder, DrainIT::settings);
                var groups = stranger(plant.aws())) {
            plant.aws().tell(cloud -> {
                shop(cloud, 6);
                var front = TargetGroupPlan.ofInstances("front", 80)
                        .withDelays(Duration.ofSeconds(5), Duration.ofSeconds(1));
                cloud.loadBalancing().add(front);
                cloud.loadBalancing().attach("shop", "front");
                cloud.loadBalancing().offer("front", 100, Duration.ofSeconds(1));
                // Its instances are registered by nobody who would deregister them, but for the policy.
                cloud.loadBalancing().add(new ClassicPlan("side", 80, Duration.ofSeconds(5), Duration.ofSeconds(1)));
                cloud.loadBalancing().offer("side", 100, Duration.ofSeconds(1));
                cloud.messageQueues().setFaults(new QueueFaults(0.5, 0, 0.5));
            });
            hook(plant, groups, "drain", "autoscaling:EC2_INSTANCE_TERMINATING");
            apply(plant.desk(), folder, POLICY + "loadBalancers: [side]\n");
            var leaving = instances(groups).subList(0, 4);
            instances(groups)
                    .forEach(id ->
                            plant.aws().tell(cloud -> cloud.loadBalancing().register("side", id)));

            leaving.forEach(instance -> terminate(groups, instance));
            await().atMost(SOON)
                    .until(() -> instances(groups), ids -> ids.stream().noneMatch(leaving::contains));

            assertThat(plant.aws().<Double>ask(cloud -> cloud.loadBalancing().droppedRequests()))
                    .isZero();
            assertThat(leaving)
                    .allSatisfy(instance ->
                            assertThat(completions(plant.desk(), instance)).isEqualTo(1));
            await().atMost(SOON).until(() -> running(plant) == 2);
        }
    }

    @Test
    void letsANewInstanceServeOnceItHasRegistered(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var plant = Plant.start(kafka, "launch.", folder, DrainIT::settings);
                var groups = stranger(plant.aws())) {
            plant.aws().tell(cloud -> shop(cloud, 2));
            hook(plant, groups, "ready", "autoscaling:EC2_INSTANCE_LAUNCHING");
            apply(plant.desk(), folder);

            groups.setDesiredCapacity(
                    request -> request.autoScalingGroupName("shop").desiredCapacity(3));

            await().atMost(SOON)
                    .until(
                            () -> plant.aws()
                                    .<Integer>ask(cloud ->
                                            cloud.group("shop").orElseThrow().inService()),
                            inService -> inService == 3);
            var launched = instances(groups).getLast();
            assertThat(plant.desk().run("explain", "instance/" + launched).out())
                    .contains("LAUNCHED");
        }
    }

    private static String explained(Desk desk, String instance) {
        return desk.run("explain", "instance/" + instance).out();
    }

    private static void hook(Plant plant, AutoScalingClient groups, String name, String transition) {
        var queue = plant.aws().<String>ask(cloud -> cloud.messageQueues().arn(QUEUE));
        groups.putLifecycleHook(request -> request.autoScalingGroupName("shop")
                .lifecycleHookName(name)
                .lifecycleTransition(transition)
                .heartbeatTimeout(60)
                .notificationTargetARN(queue)
                .roleARN("arn:aws:iam::000000000000:role/hooks"));
    }

    private static void apply(Desk desk, Path folder) throws IOException {
        apply(desk, folder, POLICY);
    }

    private static void apply(Desk desk, Path folder, String text) throws IOException {
        var policy = Files.writeString(folder.resolve("drain.yaml"), text);
        assertThat(desk.run("policy", "apply", policy.toString()).err()).isEmpty();
    }

    private static void terminate(AutoScalingClient groups, String instance) {
        groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(instance).shouldDecrementDesiredCapacity(false));
    }

    // Commands that told the hook to go on, and took effect.
    private static long completions(Desk desk, String instance) {
        var commands = AvroSerde.of(desk.topics().scaleCommands(), ScaleCommand.class, desk.schemas());
        var outcomes = AvroSerde.of(desk.topics().commandOutcomes(), CommandOutcome.class, desk.schemas());
        var completing = new HashSet<String>();
        var reader = new TopicReader(desk.installation().kafka());
        reader.read(desk.topics().scaleCommands().name(), Range.ALL, found -> {
            var command = commands.decode(found.value());
            if (command.getTarget().equals("instance/" + instance)
                    && command.getAction() instanceof Step step
                    && step.getKind().equals("COMPLETE")) {
                completing.add(command.getId());
            }
        });
        var applied = new HashSet<String>();
        reader.read(desk.topics().commandOutcomes().name(), Range.ALL, found -> {
            var outcome = outcomes.decode(found.value());
            if (completing.contains(outcome.getCommandId()) && outcome.getStatus() == OutcomeStatus.APPLIED) {
                applied.add(outcome.getCommandId());
            }
        });
        return applied.size();
    }

    private static Map<String, String> settings(SimulatedAws aws) {
        aws.tell(cloud -> cloud.messageQueues().add(QUEUE));
        return Map.of(
                "lifecycle.queues", aws.endpoint() + "/000000000000/" + QUEUE, "lifecycle.reconcileInterval", "2s");
    }

    private static AutoScalingClient stranger(SimulatedAws aws) {
        return AutoScalingClient.builder()
                .endpointOverride(URI.create(aws.endpoint().toString()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("ops", "secret")))
                .build();
    }

    private static void shop(SimulatedCloud cloud, int instances) {
        cloud.addGroup("shop", 1, 9, instances);
        cloud.instanceClusters().back("shop", Backing.of("shop", InstanceShape.of(1_024, 3_800)));
        var plan = ServicePlan.of(TaskSizing.definition("web", TaskShape.of(300, 400)));
        cloud.instanceClusters().addService(SERVICE, plan, 2, Workload.ofRequests(100));
    }

    private static List<String> instances(AutoScalingClient groups) {
        return groups
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames("shop"))
                .autoScalingGroups()
                .getFirst()
                .instances()
                .stream()
                .map(instance -> instance.instanceId())
                .toList();
    }

    private static int running(Plant plant) {
        return plant.aws()
                .<Integer>ask(cloud -> cloud.service(SERVICE).orElseThrow().running());
    }

    private static int queued(Plant plant) {
        return plant.aws()
                .<Integer>ask(cloud -> cloud.messageQueues().visible(QUEUE)
                        + cloud.messageQueues().inFlight(QUEUE));
    }
}
