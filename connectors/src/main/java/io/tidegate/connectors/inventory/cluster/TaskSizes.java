package io.tidegate.connectors.inventory.cluster;

import io.tidegate.schemas.FixedPort;
import io.tidegate.schemas.TaskResources;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What one task takes of its instance, by its definition; pure. */
final class TaskSizes {
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Comparator<FixedPort> PORT_ORDER =
            Comparator.comparingInt(FixedPort::getNumber).thenComparing(FixedPort::getProtocol);

    private TaskSizes() {}

    /**
     * The task's own size where it is set, else the sum over its containers; empty when a container without a memory of its
     * own, or a size that is no whole number, leaves it open.
     */
    static Optional<TaskResources> of(TaskDefinition definition) {
        var cpu = size(definition.cpu(), definition, TaskSizes::cpu);
        var memory = size(definition.memory(), definition, TaskSizes::memory);
        return cpu.isEmpty() || memory.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TaskResources(cpu.getAsInt(), memory.getAsInt(), gpus(definition), ports(definition)));
    }

    private static OptionalInt size(
            @Nullable String ofTask,
            TaskDefinition definition,
            Function<ContainerDefinition, OptionalInt> ofContainer) {
        if (ofTask != null && !ofTask.isEmpty()) {
            return WHOLE.matcher(ofTask).matches() ? OptionalInt.of(Integer.parseInt(ofTask)) : OptionalInt.empty();
        }
        int sum = 0;
        for (var container : definition.containerDefinitions()) {
            var part = ofContainer.apply(container);
            if (part.isEmpty()) {
                return OptionalInt.empty();
            }
            sum += part.getAsInt();
        }
        return OptionalInt.of(sum);
    }

    // A container without CPU units may use what others leave, and reserves nothing.
    private static OptionalInt cpu(ContainerDefinition container) {
        return OptionalInt.of(container.cpu() == null ? 0 : container.cpu());
    }

    // ECS reserves the soft limit where there is one (ECS API reference, ContainerDefinition.memoryReservation).
    private static OptionalInt memory(ContainerDefinition container) {
        @Nullable
        Integer reserved = container.memoryReservation() == null ? container.memory() : container.memoryReservation();
        return reserved == null ? OptionalInt.empty() : OptionalInt.of(reserved);
    }

    private static int gpus(TaskDefinition definition) {
        return definition.containerDefinitions().stream()
                .flatMap(container -> container.resourceRequirements().stream())
                .filter(requirement -> requirement.type() == ResourceType.GPU)
                .map(ResourceRequirement::value)
                .filter(value -> WHOLE.matcher(value).matches())
                .mapToInt(Integer::parseInt)
                .sum();
    }

    // With awsvpc the ports are those of the task's own network interface.
    private static List<FixedPort> ports(TaskDefinition definition) {
        if (definition.networkMode() == NetworkMode.AWSVPC) {
            return List.of();
        }
        boolean host = definition.networkMode() == NetworkMode.HOST;
        return definition.containerDefinitions().stream()
                .flatMap(container -> container.portMappings().stream())
                .filter(mapping -> number(mapping, host) != 0)
                .map(mapping -> new FixedPort(number(mapping, host), mapping.protocolAsString()))
                .map(port -> port.getProtocol() == null ? new FixedPort(port.getNumber(), "tcp") : port)
                .distinct()
                .sorted(PORT_ORDER)
                .toList();
    }

    // In the host's own network the container's port is the host's; elsewhere none, or 0, is a dynamic one.
    private static int number(PortMapping mapping, boolean host) {
        if (mapping.hostPort() != null && mapping.hostPort() != 0) {
            return mapping.hostPort();
        }
        return host && mapping.containerPort() != null ? mapping.containerPort() : 0;
    }
}
