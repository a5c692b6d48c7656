package io.tidegate.deploy.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.simulatedaws.RecordedWorld;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** AWS's shapes from the JSON of a recorded case. */
record RecordedShapes(RecordedWorld world) {

    void addTaskDefinition(String arn, JsonNode json) {
        world.addTaskDefinition(TaskDefinition.builder()
                .taskDefinitionArn(arn)
                .cpu(text(json, "cpu"))
                .memory(text(json, "memory"))
                .containerDefinitions(list(json, "containerDefinitions").stream()
                        .map(container -> ContainerDefinition.builder()
                                .name(text(container, "name"))
                                .cpu(number(container, "cpu"))
                                .memory(number(container, "memory"))
                                .memoryReservation(number(container, "memoryReservation"))
                                .build())
                        .toList())
                .build());
    }

    void addCluster(String cluster, JsonNode json) {
        for (var service : list(json, "services")) {
            world.addService(
                    cluster,
                    Service.builder()
                            .serviceName(text(service, "serviceName"))
                            .status(text(service, "status"))
                            .desiredCount(number(service, "desiredCount"))
                            .runningCount(number(service, "runningCount"))
                            .pendingCount(number(service, "pendingCount"))
                            .taskDefinition(text(service, "taskDefinition"))
                            .build());
        }
        for (var instance : list(json, "container_instances")) {
            world.addContainerInstance(
                    cluster,
                    ContainerInstance.builder()
                            .containerInstanceArn(text(instance, "containerInstanceArn"))
                            .ec2InstanceId(text(instance, "ec2InstanceId"))
                            .status(text(instance, "status"))
                            .agentConnected(instance.get("agentConnected").booleanValue())
                            .runningTasksCount(number(instance, "runningTasksCount"))
                            .pendingTasksCount(number(instance, "pendingTasksCount"))
                            .registeredResources(resources(instance, "registeredResources"))
                            .remainingResources(resources(instance, "remainingResources"))
                            .build());
        }
    }

    void addGroup(JsonNode json) {
        world.addGroup(AutoScalingGroup.builder()
                .autoScalingGroupName(text(json, "AutoScalingGroupName"))
                .minSize(number(json, "MinSize"))
                .maxSize(number(json, "MaxSize"))
                .desiredCapacity(number(json, "DesiredCapacity"))
                .instances(list(json, "Instances").stream()
                        .map(instance -> Instance.builder()
                                .instanceId(text(instance, "InstanceId"))
                                .lifecycleState(text(instance, "LifecycleState"))
                                .build())
                        .toList())
                .build());
    }

    private static List<Resource> resources(JsonNode json, String key) {
        return list(json, key).stream()
                .map(resource -> Resource.builder()
                        .name(text(resource, "name"))
                        .type(text(resource, "type"))
                        .integerValue(number(resource, "integerValue"))
                        .stringSetValue(list(resource, "stringSetValue").stream()
                                .map(JsonNode::textValue)
                                .toList())
                        .build())
                .toList();
    }

    private static List<JsonNode> list(JsonNode json, String key) {
        return StreamSupport.stream(json.path(key).spliterator(), false).toList();
    }

    private static @Nullable String text(JsonNode json, String key) {
        var value = json.get(key);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static @Nullable Integer number(JsonNode json, String key) {
        var value = json.get(key);
        return value == null || value.isNull() ? null : Integer.valueOf(value.asInt());
    }
}
