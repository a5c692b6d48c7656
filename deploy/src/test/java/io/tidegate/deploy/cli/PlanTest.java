package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidegate.deploy.LeastPower;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
    private static final String WORKER = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: worker
            target: ecs/demo/worker
            capacity: {min: 1, max: 15}
            metrics:
              queue: {http: {url: "%(QUEUE_URL)", path: ready, interval: 5s}, window: 30s, statistic: last}
            rules:
              - targetTracking: {metric: "queue / running", target: 10}
            """;

    private final Path home;
    private final SimulatedAws aws;
    private final HttpServer queue;

    PlanTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        this.queue = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        aws.tell(cloud -> cloud.addService("ecs/demo/worker", 2, Workload.ofRequests(100)));
        aws.tell(cloud -> cloud.addGroup("web", 1, 5, 1));
        LeastPower.of(aws, "connectors.json");
        queue.createContext("/", exchange -> {
            var body = "{\"ready\": 60}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        queue.start();
    }

    @AfterEach
    void stop() {
        queue.stop(0);
        aws.close();
        LeastPower.assertSufficient(aws);
    }

    @Test
    void printsTheCallThatAPolicyAsksForAndMakesNone() throws IOException {
        var run = plan(WORKER);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("ecs/demo/worker: ecs:UpdateService cluster=demo service=worker desiredCount=6: ")
                .contains("note: queue is one reading for a window of 30s")
                .endsWith("1 targets, 1 would change\n");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(aws.<Integer>ask(cloud -> cloud.effectiveMutations().size())).isZero();
        assertThat(aws.<String>ask(cloud -> cloud.callCounts().toString())).doesNotContain("Update");
    }

    @Test
    void changesNothingWhereAllIsAsWanted() throws IOException {
        var run = plan(WORKER.replace("target: 10}", "target: 30}"), "--json");

        assertThat(run.exit()).isZero();
        assertThat(run.json().at("/targets/0/actions")).isEmpty();
        assertThat(run.json().at("/targets/0/decision/outcome").asText()).isEqualTo("STEADY");
    }

    @Test
    void plansForGroupsByTheirBounds() throws IOException {
        var run = plan("""
                apiVersion: tidegate/v1
                kind: GroupPolicy
                name: web
                target: asg/web
                via: bounds
                capacity: {min: 3, max: 9}
                """, "--json");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.json().at("/targets/0/actions/0/action").asText())
                .isEqualTo("autoscaling:UpdateAutoScalingGroup");
        assertThat(run.json().at("/targets/0/actions/0/params").toString())
                .startsWith("{\"AutoScalingGroupName\":\"web\",\"MinSize\":3,\"MaxSize\":9");
    }

    @Test
    void saysWhatOneLookDoesNotSee() throws IOException {
        var run = plan(WORKER.replaceAll("queue: .*", "queue: {samples: {name: queue}}"));

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("ecs/demo/worker: unchanged: METRIC_MISSING")
                .contains("note: queue is published by others, and one look does not see it");
    }

    @Test
    void failsWhereAMetricCannotBeRead() throws IOException {
        queue.removeContext("/");

        var run = plan(WORKER);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("not read: queue: answered 404").doesNotContain("127.0.0.1");
    }

    @Test
    void refusesATargetThatNoPolicyDrives() throws IOException {
        var run = plan(WORKER, "ecs/demo/none");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("tidegate: ecs/demo/none must be driven by a policy, was not\n");
    }

    @Test
    void writesWhatItReadAsASnapshotThatIsDecidedAlike() throws IOException {
        var snapshot = home.resolve("now.json");

        var run = plan(WORKER, "--write-snapshot", snapshot.toString());
        var again = CommandRun.in(home)
                .run(
                        "decide",
                        "--snapshot",
                        snapshot.toString(),
                        "--policy",
                        home.resolve("policy.yaml").toString(),
                        "--json");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(Files.readString(snapshot))
                .contains("\"url\":\"%(QUEUE_URL)\",\"status\":200,\"body\":{\"ready\":60.0}")
                .doesNotContain("127.0.0.1");
        assertThat(again.exit()).isZero();
        assertThat(again.json().at("/actions").toString())
                .startsWith("[{\"action\":\"ecs:UpdateService\",\"params\":"
                        + "{\"cluster\":\"demo\",\"service\":\"worker\",\"desiredCount\":6}");
    }

    @Test
    void plansForTheInstancesOfAClusterAndDecidesTheSnapshotAlike() throws IOException {
        aws.tell(cloud -> {
            cloud.addGroup("shop", 1, 6, 1);
            cloud.instanceClusters().back("shop", Backing.of("shop", InstanceShape.of(1_024, 3_800)));
            var tasks = ServicePlan.of(TaskSizing.definition("web", TaskShape.of(300, 400)));
            cloud.instanceClusters().addService("ecs/shop/web", tasks, 5, Workload.ofRequests(100));
        });
        var policy = Files.readString(Path.of("examples/instances.yaml"));
        var snapshot = home.resolve("now.json");

        var run = plan(policy, "--write-snapshot", snapshot.toString(), "--json");
        var again = CommandRun.in(home)
                .run("decide", "--snapshot", snapshot.toString(), "--policy", "examples/instances.yaml", "--json");

        // Five tasks and room for one more, three to an instance.
        assertThat(run.json().at("/targets/0/actions/0/params").toString())
                .isEqualTo("{\"AutoScalingGroupName\":\"shop\",\"DesiredCapacity\":2}");
        assertThat(again.json().at("/actions")).isEqualTo(run.json().at("/targets/0/actions"));
    }

    private CommandRun plan(String policy, String... more) throws IOException {
        var file = Files.writeString(home.resolve("policy.yaml"), policy);
        var arguments = new ArrayList<>(List.of(
                "plan",
                "--policy",
                file.toString(),
                "--region",
                "eu-central-1",
                "--endpoint",
                aws.endpoint().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.in(home)
                .with(
                        "QUEUE_URL",
                        "http://127.0.0.1:%d/".formatted(queue.getAddress().getPort()))
                .run(arguments.toArray(String[]::new));
    }
}
