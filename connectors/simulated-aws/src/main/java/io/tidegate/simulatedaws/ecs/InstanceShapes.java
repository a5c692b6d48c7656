package io.tidegate.simulatedaws.ecs;

import io.tidegate.simulatedaws.instance.ContainerInstance;
import io.tidegate.simulatedaws.instance.Holding;
import io.tidegate.simulatedaws.instance.HostPort;
import io.tidegate.simulatedaws.instance.HostPort.Protocol;
import io.tidegate.simulatedaws.instance.Room;
import io.tidegate.simulatedaws.task.InstancePool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecs.model.Resource;

/** Turns container instances into the shapes that ECS answers with. */
final class InstanceShapes {
    private InstanceShapes() {}

    static software.amazon.awssdk.services.ecs.model.ContainerInstance instance(
            InstancePool pool, ContainerInstance instance) {
        return software.amazon.awssdk.services.ecs.model.ContainerInstance.builder()
                .containerInstanceArn(instance.identity().arn())
                .ec2InstanceId(instance.identity().ec2InstanceId())
                .capacityProviderName(instance.identity().capacityProvider())
                .status(instance.status().name())
                .agentConnected(instance.isConnected())
                .registeredAt(instance.registeredAt())
                .registeredResources(registered(instance))
                .remainingResources(remaining(instance))
                .runningTasksCount(pool.running(instance))
                .pendingTasksCount(pool.pending(instance))
                .build();
    }

    private static List<Resource> registered(ContainerInstance instance) {
        return switch (instance.holding()) {
            case Holding.Given given -> given.registered();
            case Holding.Counted counted -> {
                var shape = counted.room().shape();
                yield resources(
                        shape.cpu(),
                        shape.memory(),
                        shape.reservedPorts(),
                        gpus(instance, counted.room(), shape.gpus()));
            }
        };
    }

    private static List<Resource> remaining(ContainerInstance instance) {
        return switch (instance.holding()) {
            case Holding.Given given -> given.remaining();
            case Holding.Counted counted -> {
                var room = counted.room();
                yield resources(room.cpu(), room.memory(), room.takenPorts(), gpus(instance, room, room.gpus()));
            }
        };
    }

    // Ports are always those that are taken, of what is left as well (ContainerInstance, ECS API reference).
    private static List<Resource> resources(int cpu, int memory, Collection<HostPort> ports, List<Resource> gpus) {
        var resources = new ArrayList<Resource>();
        resources.add(integer("CPU", cpu));
        resources.add(integer("MEMORY", memory));
        resources.add(stringSet("PORTS", numbers(ports, Protocol.TCP)));
        resources.add(stringSet("PORTS_UDP", numbers(ports, Protocol.UDP)));
        resources.addAll(gpus);
        return resources;
    }

    /** The ids of so many of the instance's GPUs; nothing when it has none at all. */
    private static List<Resource> gpus(ContainerInstance instance, Room room, int count) {
        var ids = IntStream.range(0, count)
                .mapToObj(index -> "GPU-%s-%d".formatted(instance.id(), index))
                .toList();
        return room.shape().gpus() == 0 ? List.of() : List.of(stringSet("GPU", ids));
    }

    private static List<String> numbers(Collection<HostPort> ports, Protocol protocol) {
        return ports.stream()
                .filter(port -> port.protocol() == protocol)
                .map(port -> Integer.toString(port.number()))
                .toList();
    }

    private static Resource integer(String name, int value) {
        return Resource.builder().name(name).type("INTEGER").integerValue(value).build();
    }

    private static Resource stringSet(String name, List<String> values) {
        return Resource.builder()
                .name(name)
                .type("STRINGSET")
                .stringSetValue(values)
                .build();
    }
}
