package io.tidegate.simulatedaws.service;

import io.tidegate.simulatedaws.instance.HostPort;
import io.tidegate.simulatedaws.instance.TaskShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What a task takes of an instance, read from a task definition and written as one; pure. */
public final class TaskSizing {
    private TaskSizing() {}

    /** A definition of one container that takes exactly {@code shape}, its memory as a reservation. */
    public static TaskDefinition definition(String family, TaskShape shape) {
        var container = ContainerDefinition.builder()
                .name(family)
                .cpu(shape.cpu())
                .memoryReservation(shape.memory())
                .portMappings(shape.ports().stream().map(TaskSizing::mapping).toList());
        if (shape.gpus() > 0) {
            container.resourceRequirements(gpus(shape.gpus()));
        }
        return TaskDefinition.builder()
                .family(family)
                .containerDefinitions(container.build())
                .build();
    }

    /** The same with a first container that listens at a port, which is any free one of the host's. */
    public static TaskDefinition listening(TaskDefinition definition, int containerPort) {
        var containers = new ArrayList<>(definition.containerDefinitions());
        var mapping =
                PortMapping.builder().containerPort(containerPort).hostPort(0).build();
        containers.addFirst(
                containers.removeFirst().toBuilder().portMappings(mapping).build());
        return definition.toBuilder().containerDefinitions(containers).build();
    }

    /**
     * The container that takes requests, reduced to the port where it does so.
     *
     * @throws IllegalArgumentException when none listens
     */
    public static ContainerDefinition exposed(TaskDefinition definition) {
        return definition.containerDefinitions().stream()
                .filter(container -> !container.portMappings().isEmpty())
                .findFirst()
                .map(container -> container.toBuilder()
                        .portMappings(container.portMappings().getFirst())
                        .build())
                .orElseThrow(() ->
                        new IllegalArgumentException("a container must have a port to take requests at, but none of "
                                + definition.family() + " has"));
    }

    /** The host's port of the container that takes requests; 0 for any that is free. */
    static int hostPort(TaskDefinition definition) {
        return number(exposed(definition).portMappings().getFirst(), definition.networkMode());
    }

    /**
     * What a task of the definition takes: its own size where it has one, else the sum over its containers of cpu and of
     * memoryReservation, or memory where that is not set. Host ports count unless the task has a network of its own.
     */
    public static TaskShape shape(TaskDefinition definition) {
        var containers = definition.containerDefinitions();
        var cpu = definition.cpu() == null
                ? containers.stream()
                        .mapToInt(container -> or(container.cpu(), 0))
                        .sum()
                : Integer.parseInt(definition.cpu());
        var memory = definition.memory() == null
                ? containers.stream().mapToInt(TaskSizing::memory).sum()
                : Integer.parseInt(definition.memory());
        var gpus = containers.stream().mapToInt(TaskSizing::gpus).sum();
        return new TaskShape(cpu, memory, gpus, new TreeSet<>(ports(definition)));
    }

    private static int memory(ContainerDefinition container) {
        return or(container.memoryReservation(), or(container.memory(), 0));
    }

    private static ResourceRequirement gpus(int count) {
        return ResourceRequirement.builder()
                .type(ResourceType.GPU)
                .value(Integer.toString(count))
                .build();
    }

    private static int gpus(ContainerDefinition container) {
        return container.resourceRequirements().stream()
                .filter(requirement -> requirement.type() == ResourceType.GPU)
                .mapToInt(requirement -> Integer.parseInt(requirement.value()))
                .sum();
    }

    private static List<HostPort> ports(TaskDefinition definition) {
        var ports = new ArrayList<HostPort>();
        for (var container : definition.containerDefinitions()) {
            for (var mapping : container.portMappings()) {
                var number = number(mapping, definition.networkMode());
                if (number != 0) {
                    ports.add(new HostPort(number, protocol(mapping)));
                }
            }
        }
        return ports;
    }

    // On the host's network the container's port is the host's; a host port of 0 is any that is free.
    private static int number(PortMapping mapping, @Nullable NetworkMode mode) {
        return switch (mode == null ? NetworkMode.BRIDGE : mode) {
            case HOST -> or(mapping.containerPort(), 0);
            case AWSVPC, NONE -> 0;
            default -> or(mapping.hostPort(), 0);
        };
    }

    private static HostPort.Protocol protocol(PortMapping mapping) {
        return mapping.protocol() == null
                ? HostPort.Protocol.TCP
                : HostPort.Protocol.valueOf(mapping.protocolAsString().toUpperCase(Locale.ROOT));
    }

    private static PortMapping mapping(HostPort port) {
        return PortMapping.builder()
                .containerPort(port.number())
                .hostPort(port.number())
                .protocol(port.protocol().name().toLowerCase(Locale.ROOT))
                .build();
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
