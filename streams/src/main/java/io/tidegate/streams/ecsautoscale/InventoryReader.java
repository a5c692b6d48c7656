package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.ecsautoscale.Inventory.Cluster;
import io.tidegate.streams.ecsautoscale.Inventory.Container;
import io.tidegate.streams.ecsautoscale.Inventory.Group;
import io.tidegate.streams.ecsautoscale.Inventory.Instance;
import io.tidegate.streams.ecsautoscale.Inventory.Service;
import io.tidegate.streams.ecsautoscale.Inventory.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what AWS answered from the {@code ecs} and {@code asg} of a snapshot. */
final class InventoryReader {
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

    private InventoryReader() {}

    static Inventory read(Part snapshot) throws UnusableException {
        Part ecs = snapshot.get("ecs");
        var arns = new ArrayList<String>();
        for (Part arn : ecs.get("cluster_arns").items()) {
            arns.add(arn.text());
        }
        var clusters = new TreeMap<String, Cluster>();
        for (var cluster : ecs.get("clusters").entries().entrySet()) {
            clusters.put(cluster.getKey(), cluster(cluster.getValue()));
        }
        var tasks = new TreeMap<String, TaskDefinition>();
        for (var task : ecs.get("task_definitions").entries().entrySet()) {
            tasks.put(task.getKey(), task(task.getValue()));
        }
        var groups = new TreeMap<String, Group>();
        for (Part part : snapshot.get("asg").get("groups").items()) {
            Group group = group(part);
            groups.putIfAbsent(group.name(), group);
        }
        return new Inventory(arns, clusters, tasks, groups);
    }

    private static Cluster cluster(Part cluster) throws UnusableException {
        var services = new ArrayList<Service>();
        for (Part service : cluster.get("services").items()) {
            services.add(service(service));
        }
        var instances = new ArrayList<Instance>();
        for (Part instance : cluster.get("container_instances").items()) {
            instances.add(instance(instance));
        }
        return new Cluster(services, instances);
    }

    private static Service service(Part service) throws UnusableException {
        return new Service(
                service.get("serviceName").text(),
                service.get("status").text(),
                service.get("desiredCount").whole(),
                service.get("runningCount").whole(),
                service.get("taskDefinition").text());
    }

    private static Instance instance(Part instance) throws UnusableException {
        return new Instance(
                instance.get("containerInstanceArn").text(),
                instance.get("ec2InstanceId").text(),
                instance.get("status").text(),
                instance.get("runningTasksCount").whole(),
                instance.get("pendingTasksCount").whole(),
                size(instance.get("registeredResources").items()),
                size(instance.get("remainingResources").items()));
    }

    private static Optional<Size> size(List<Part> resources) throws UnusableException {
        OptionalLong cpu = resource(resources, "CPU");
        OptionalLong memory = resource(resources, "MEMORY");
        return cpu.isPresent() && memory.isPresent()
                ? Optional.of(new Size(cpu.getAsLong(), memory.getAsLong()))
                : Optional.empty();
    }

    private static OptionalLong resource(List<Part> resources, String name) throws UnusableException {
        for (Part resource : resources) {
            if (resource.get("name").text().equals(name)) {
                return OptionalLong.of(resource.get("integerValue").whole());
            }
        }
        return OptionalLong.empty();
    }

    private static TaskDefinition task(Part task) throws UnusableException {
        var containers = new ArrayList<Container>();
        for (Part container : task.get("containerDefinitions").items()) {
            containers.add(new Container(
                    wholeOrNone(container, "cpu").orElse(0),
                    wholeOrNone(container, "memory"),
                    wholeOrNone(container, "memoryReservation")));
        }
        return new TaskDefinition(wholeOrNone(task, "cpu"), wholeOrNone(task, "memory"), containers);
    }

    private static Group group(Part group) throws UnusableException {
        return new Group(
                group.get("AutoScalingGroupName").text(),
                group.get("MinSize").whole(),
                group.get("MaxSize").whole(),
                group.get("DesiredCapacity").whole());
    }

    /** A whole number, if given; AWS writes those of whole tasks as texts. */
    private static OptionalLong wholeOrNone(Part part, String key) throws UnusableException {
        Optional<Part> value = part.given(key);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (value.get().item() instanceof Item.Scalar(Place _, String text)
                && WHOLE.matcher(text).matches()) {
            return OptionalLong.of(Long.parseLong(text));
        }
        return OptionalLong.of(value.get().whole());
    }
}
