package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            plant.aws().tell(DrainIT::shop);
            groups.putLifecycleHook(request -> request.autoScalingGroupName("shop")
                    .lifecycleHookName("drain")
                    .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING")
                    .heartbeatTimeout(60)
                    .notificationTargetARN(plant.aws()
                            .<String>ask(cloud -> cloud.messageQueues().arn(QUEUE)))
                    .roleARN("arn:aws:iam::000000000000:role/hooks"));
            var policy = Files.writeString(folder.resolve("drain.yaml"), POLICY);
            assertThat(desk.run("policy", "apply", policy.toString()).err()).isEmpty();
            var leaving = instances(groups).getFirst();

            groups.terminateInstanceInAutoScalingGroup(
                    request -> request.instanceId(leaving).shouldDecrementDesiredCapacity(false));
            await().atMost(SOON).until(() -> instances(groups), ids -> !ids.contains(leaving));

            var why = desk.run("explain", "instance/" + leaving).out();
            assertThat(why).contains("COMPLETED").contains("recomputed: same");
            assertThat(running(plant)).isEqualTo(2);
            assertThat(desk.run("replay", "--verify").exit()).isZero();
            await().atMost(SOON).until(() -> queued(plant) == 0);
        }
    }

    private static Map<String, String> settings(SimulatedAws aws) {
        aws.tell(cloud -> cloud.messageQueues().add(QUEUE));
        return Map.of("lifecycle.queues", aws.endpoint() + "/000000000000/" + QUEUE);
    }

    private static AutoScalingClient stranger(SimulatedAws aws) {
        return AutoScalingClient.builder()
                .endpointOverride(URI.create(aws.endpoint().toString()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("ops", "secret")))
                .build();
    }

    private static void shop(SimulatedCloud cloud) {
        cloud.addGroup("shop", 1, 6, 2);
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
