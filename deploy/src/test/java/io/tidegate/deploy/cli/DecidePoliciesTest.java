package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of every kind, decided from a snapshot. */
class DecidePoliciesTest {
    private static final String SNAPSHOT = """
            {"id": "noon", "at": "2026-11-26T12:00:00Z",
             "ecs": {"cluster_arns": [], "clusters": {"shop": {
               "services": [{"serviceName": "api", "status": "ACTIVE", "desiredCount": 5, "runningCount": 3,
                             "taskDefinition": "api:1"}],
               "container_instances": [{"containerInstanceArn": "arn:c/1", "ec2InstanceId": "i-1", "status": "ACTIVE",
                 "agentConnected": true, "runningTasksCount": 3, "pendingTasksCount": 0,
                 "registeredResources": [{"name": "CPU", "integerValue": 1024}, {"name": "MEMORY", "integerValue": 4000}],
                 "remainingResources": [{"name": "CPU", "integerValue": 124}, {"name": "MEMORY", "integerValue": 2800}],
                 "tasks": {"api": 3}}]}},
               "task_definitions": {"api:1": {"containerDefinitions": [{"cpu": 300, "memoryReservation": 400}]}}},
             "asg": {"groups": [{"AutoScalingGroupName": "shop", "MinSize": 1, "MaxSize": 9, "DesiredCapacity": 1}]},
             "scalable_targets": [{"target": "%s", "MinCapacity": 5, "MaxCapacity": 5}],
             "metrics": {}}
            """.formatted("appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits")
            .replace("\n", " ");

    private final Path home;

    DecidePoliciesTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void movesAGroupIntoItsBounds() throws IOException {
        var run = decide("""
                apiVersion: tidegate/v1
                kind: GroupPolicy
                name: shop
                target: asg/shop
                capacity: {min: 3, max: 9}
                """, SNAPSHOT);

        assertThat(run.json().at("/actions").toString())
                .isEqualTo(
                        "[{\"action\":\"autoscaling:SetDesiredCapacity\",\"params\":"
                                + "{\"AutoScalingGroupName\":\"shop\",\"DesiredCapacity\":3},\"reason\":\"min 3 of the policy\"}]");
    }

    @Test
    void movesAScalableTargetIntoItsBounds() throws IOException {
        var run = decide("""
                apiVersion: tidegate/v1
                kind: TargetPolicy
                name: orders
                target: appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits
                capacity: {min: 40, max: 400}
                """, SNAPSHOT);

        assertThat(run.json().at("/actions/0/action").asText())
                .isEqualTo("application-autoscaling:RegisterScalableTarget");
        assertThat(run.json().at("/actions/0/params/MinCapacity").asInt()).isEqualTo(40);
    }

    @Test
    void addsInstancesForTasksWithoutAPlace() throws IOException {
        var run = decide(Files.readString(Path.of("examples/instances.yaml")), SNAPSHOT);

        assertThat(run.json().at("/errors")).isEmpty();
        assertThat(run.json().at("/actions/0/params").toString())
                .isEqualTo("{\"AutoScalingGroupName\":\"shop\",\"DesiredCapacity\":2}");
        assertThat(run.json().at("/actions/0/reason").asText()).contains("CPU");
    }

    @Test
    void saysWhatAPolicyOfAClusterMustKnow() throws IOException {
        var run = decide(
                Files.readString(Path.of("examples/instances.yaml")),
                SNAPSHOT.replace("\"tasks\": {\"api\": 3}", "\"x\": 1"));

        assertThat(run.json().at("/actions")).isEmpty();
        assertThat(run.json().at("/errors/0/scope").asText()).isEqualTo("shop");
        assertThat(run.json().at("/errors/0/message").asText())
                .startsWith("container_instances[0].tasks must be given by service");
    }

    private CommandRun decide(String policy, String snapshot) throws IOException {
        var file = Files.writeString(home.resolve("policy.yaml"), policy);
        return CommandRun.in(home).typing(snapshot).run("decide", "--policy", file.toString(), "--json");
    }
}
