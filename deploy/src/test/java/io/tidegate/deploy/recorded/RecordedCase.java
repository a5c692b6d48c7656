package io.tidegate.deploy.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.streams.ecsautoscale.Action;
import io.tidegate.streams.ecsautoscale.EcsAutoscaleRun;
import io.tidegate.streams.ecsautoscale.Item;
import io.tidegate.streams.ecsautoscale.Place;
import io.tidegate.streams.ecsautoscale.SnapshotReader;
import io.tidegate.streams.ecsautoscale.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A recorded case: the world as AWS answered it, what is to be done in it, and which calls of that AWS refused. */
record RecordedCase(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CASES =
            Path.of("../streams/src/test/resources/io/tidegate/streams/ecsautoscale/ecs-autoscale.json");

    /** Names of the original's calls, as simulated AWS has them. */
    private static final Map<String, String> OPERATIONS = Map.of(
            "ecs.update_service", "ecs.UpdateService",
            "ecs.update_container_instances_state", "ecs.UpdateContainerInstancesState",
            "autoscaling.set_desired_capacity", "autoscaling.SetDesiredCapacity",
            "autoscaling.update_auto_scaling_group", "autoscaling.UpdateAutoScalingGroup",
            "autoscaling.terminate_instance_in_auto_scaling_group", "autoscaling.TerminateInstanceInAutoScalingGroup");

    /** Cases of which AWS refused a call, the original's or ours. */
    static Stream<RecordedCase> withRefusedCalls() throws IOException {
        var all = JSON.readTree(Files.readString(CASES));
        return StreamSupport.stream(all.spliterator(), false)
                .map(RecordedCase::new)
                .filter(one -> one.calls("expected_calls").anyMatch(call -> call.has("error")));
    }

    String id() {
        return json.get("id").textValue();
    }

    /** The actions that are decided, in order. */
    List<Action> actions() throws UnusableException {
        var place = new Place("ecs-autoscale.json", 1, 1);
        var snapshot =
                SnapshotReader.read(Item.of(place, JSON.convertValue(json, Object.class)), id(), _ -> Optional.empty());
        return EcsAutoscaleRun.of(snapshot.definitions(), snapshot.inventory(), snapshot.readings())
                .actions();
    }

    /** The names of actions that AWS refuses, among those that are recommended. */
    Set<String> refused() {
        return calls("recommended_calls")
                .filter(call -> call.has("error"))
                .map(call -> operation(call) + " " + call.get("args"))
                .collect(Collectors.toSet());
    }

    /** An action in the words of {@link #refused}. */
    static String named(Action action) {
        return action.name().replace(':', '.') + " " + JSON.valueToTree(action.params());
    }

    private Stream<JsonNode> calls(String key) {
        return StreamSupport.stream(json.path(key).spliterator(), false);
    }

    /** The group that has an instance. */
    String groupOf(String instance) {
        return StreamSupport.stream(json.at("/asg/groups").spliterator(), false)
                .filter(group ->
                        group.get("Instances").findValuesAsText("InstanceId").contains(instance))
                .map(group -> group.get("AutoScalingGroupName").textValue())
                .findFirst()
                .orElseThrow();
    }

    /** The cluster that an instance is registered with. */
    String clusterOf(String instance) {
        return json.at("/ecs/clusters").properties().stream()
                .filter(cluster ->
                        cluster.getValue().findValuesAsText("ec2InstanceId").contains(instance))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** The ARN by which it is registered. */
    String arnOf(String instance) {
        return instances()
                .filter(found -> found.get("ec2InstanceId").textValue().equals(instance))
                .map(found -> found.get("containerInstanceArn").textValue())
                .findFirst()
                .orElseThrow();
    }

    /** The EC2 id of a container instance. */
    String ec2Of(String containerInstance) {
        return instances()
                .filter(found -> found.get("containerInstanceArn").textValue().endsWith("/" + containerInstance))
                .map(found -> found.get("ec2InstanceId").textValue())
                .findFirst()
                .orElseThrow();
    }

    private Stream<JsonNode> instances() {
        return json.at("/ecs/clusters").properties().stream()
                .flatMap(cluster -> StreamSupport.stream(
                        cluster.getValue().get("container_instances").spliterator(), false));
    }

    private static String operation(JsonNode call) {
        return Objects.requireNonNull(OPERATIONS.get(call.get("api").textValue()));
    }

    /** Sets up the world, with what goes wrong in it. */
    void setUp(SimulatedCloud cloud) {
        var world = new RecordedShapes(cloud.recordedWorld());
        json.at("/ecs/task_definitions")
                .properties()
                .forEach(one -> world.addTaskDefinition(one.getKey(), one.getValue()));
        json.at("/ecs/clusters")
                .properties()
                .forEach(cluster -> world.addCluster(cluster.getKey(), cluster.getValue()));
        json.at("/asg/groups").forEach(world::addGroup);
        for (var fault : json.get("faults")) {
            var when = fault.get("when").properties().stream()
                    .map(argument -> argument.getValue().textValue())
                    .findFirst()
                    .orElse("");
            cloud.faults().refuse(operation(fault), when, fault.get("error").textValue());
        }
    }

    @Override
    public String toString() {
        return "%s %s".formatted(id(), json.get("description").textValue());
    }
}
