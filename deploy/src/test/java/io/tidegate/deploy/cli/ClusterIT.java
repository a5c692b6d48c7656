package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.backing.CapacityProvider;
import io.tidegate.simulatedaws.group.GroupStatus;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.ServiceStatus;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The instances under a cluster, from a file to AWS and back to the status. */
@ExtendWith(SharedKafka.class)
class ClusterIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String WEB = "ecs/shop/web";

    /** Three tasks to an instance. */
    private static final Backing BACKING = Backing.of("shop", InstanceShape.of(1_024, 3_800));

    private static final String TASKS = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/shop/web
            capacity: {min: 1, max: 20}
            metrics:
              wanted: {samples: {name: wanted}, statistic: last, window: 10s, early: true}
            rules:
              - formula: {desired: wanted}
            cooldown: {scaleOut: 0s, scaleIn: 0s}
            """;

    private static final String FILE = """
            autoscale_group: shop
            enabled: yes
            cpu_buffer: 0
            mem_buffer: 0
            min: 1
            max: 4
            services:
              web: {enabled: yes, min: 4, max: 12, metric_sources: null, events: null}
            """;

    @Test
    void instancesComeAndGoWithTheTasks(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var plant = Plant.start(kafka, "cluster.", folder)) {
            var desk = plant.desk();
            plant.aws().tell(cloud -> shop(cloud, BACKING, 2));
            apply(desk, folder, TASKS);
            assertThat(desk.run("policy", "apply", "examples/instances.yaml").exit())
                    .isZero();

            desk.run("publish", "--name", "wanted", "--value", "10");
            await().atMost(SOON).until(() -> service(plant), new ServiceStatus(10, 10, 0)::equals);
            var grown = group(plant);
            await().atMost(SOON).until(() -> desk.run("status").out(), status -> status.contains("cluster/shop"));
            await().atMost(SOON).pollInterval(Duration.ofSeconds(2)).until(() -> {
                desk.run("publish", "--name", "wanted", "--value", "2");
                return group(plant).desired() == 1 && group(plant).terminating() == 0;
            });

            // Ten tasks and one more, three to an instance.
            assertThat(grown.desired()).isEqualTo(4);
            assertThat(service(plant)).isEqualTo(new ServiceStatus(2, 2, 0));
            assertThat(desk.run("explain", "cluster/shop").out()).contains("recomputed: same");
            assertThat(desk.run("replay", "--verify").exit()).isZero();
            assertIsSimulated(desk);
        }
    }

    // Of the tasks that were wanted, what both policies make of the instances.
    private static void assertIsSimulated(Desk desk) throws IOException {
        var run = desk.run("simulate", "--policy", "examples/instances.yaml", "--against", "current", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        var json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("targets")).hasSize(1);
        assertThat(json.at("/targets/0/target").asText()).isEqualTo("cluster/shop");
        assertThat(json.at("/targets/0/unit").asText()).isEqualTo("instance");
        assertThat(json.at("/measures/current/unitHours").asDouble()).isPositive();
        // It begins when AWS first told of them, with one; how far it comes in a minute, a busy machine decides.
        assertThat(json.at("/measures/current/actions").asInt()).isPositive();
        assertThat(json.path("measures").path("current")).isEqualTo(json.at("/measures/examples~1instances.yaml"));
        assertThat(json.path("selfReplayError").asDouble()).isLessThan(1);
    }

    @Test
    void aClusterWhoseGroupEcsScalesIsLeftAlone(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var plant = Plant.start(kafka, "managed.", folder)) {
            var desk = plant.desk();
            plant.aws().tell(cloud -> shop(cloud, BACKING.through(new CapacityProvider("own", true, true, 100)), 5));

            assertThat(desk.run("policy", "apply", "examples/instances.yaml").exit())
                    .isZero();

            await().atMost(SOON)
                    .until(() -> desk.run("explain", "cluster/shop").out(), why -> why.contains("MANAGED_SCALING"));
            assertThat(group(plant).desired()).isEqualTo(1);
        }
    }

    @Test
    void aFileOfEcsAutoscaleDecidesItsServicesAndInstances(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var plant = Plant.start(kafka, "file.", folder)) {
            var desk = plant.desk();
            plant.aws().tell(cloud -> shop(cloud, BACKING, 2));

            var file = Files.writeString(folder.resolve("shop.yml"), FILE);
            var applied = desk.run("policy", "apply", file.toString());
            var second = apply(desk, folder, TASKS);

            assertThat(applied.out()).isEqualTo("shop: created, revision 1\n");
            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.err()).contains("ecs/shop/web", "policy \"shop\"");
            // Below its minimum of 4; three fit on the one instance, and the fourth asks for another.
            await().atMost(SOON).until(() -> service(plant), new ServiceStatus(4, 4, 0)::equals);
            assertThat(group(plant).desired()).isEqualTo(2);
            assertThat(desk.run("replay", "--verify").exit()).isZero();
        }
    }

    private static void shop(SimulatedCloud cloud, Backing backing, int tasks) {
        cloud.addGroup("shop", 1, 6, 1);
        cloud.instanceClusters().back("shop", backing);
        var plan = ServicePlan.of(TaskSizing.definition("web", TaskShape.of(300, 400)));
        cloud.instanceClusters().addService(WEB, plan, tasks, Workload.ofRequests(100));
    }

    private static CommandRun apply(Desk desk, Path folder, String policy) throws IOException {
        return desk.run(
                "policy",
                "apply",
                Files.writeString(folder.resolve("web.yaml"), policy).toString());
    }

    private static ServiceStatus service(Plant plant) {
        return plant.aws().<ServiceStatus>ask(cloud -> cloud.service(WEB).orElseThrow());
    }

    private static GroupStatus group(Plant plant) {
        return plant.aws().<GroupStatus>ask(cloud -> cloud.group("shop").orElseThrow());
    }
}
