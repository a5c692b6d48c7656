package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.ServiceStatus;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.Task;

/** The cluster shop on the instances of the group shop, at a time that the test steps, seen through real clients. */
final class InstanceWorld implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    final SimulatedCloud cloud;
    final EcsClient ecs;
    final AutoScalingClient groups;

    private InstanceWorld(SimulatedCloud cloud) {
        this.cloud = cloud;
        this.ecs = SteppedClients.client(EcsClient.builder(), cloud);
        this.groups = SteppedClients.client(AutoScalingClient.builder(), cloud);
    }

    /** {@code instances} of {@code shape}, all registered. */
    static InstanceWorld of(int instances, InstanceShape shape) {
        return of(instances, shape, 1);
    }

    static InstanceWorld of(int instances, InstanceShape shape, long seed) {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, seed));
        cloud.addGroup("shop", 0, 1_000, instances);
        cloud.instanceClusters().back("shop", Backing.of("shop", shape));
        return new InstanceWorld(cloud);
    }

    void addService(String name, TaskShape task, int desired) {
        addService(name, plan(name, task), desired);
    }

    void addService(String name, ServicePlan plan, int desired) {
        cloud.instanceClusters().addService("ecs/shop/" + name, plan, desired, Workload.ofRequests(1));
    }

    static ServicePlan plan(String name, TaskShape task) {
        return ServicePlan.of(TaskSizing.definition(name, task));
    }

    void addDaemon(String name, TaskShape task) {
        cloud.instanceClusters().addDaemon("ecs/shop/" + name, TaskSizing.definition(name, task));
    }

    void setDesired(String service, int desired) {
        ecs.updateService(request -> request.cluster("shop").service(service).desiredCount(desired));
    }

    void setGroup(int desired) {
        groups.setDesiredCapacity(
                request -> request.autoScalingGroupName("shop").desiredCapacity(desired));
    }

    void set(ContainerInstanceStatus status, String... arns) {
        ecs.updateContainerInstancesState(
                request -> request.cluster("shop").containerInstances(arns).status(status));
    }

    void pass(Duration duration) {
        cloud.step(cloud.now().plus(duration));
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    ServiceStatus status(String service) {
        return cloud.service("ecs/shop/" + service).orElseThrow();
    }

    /** In order of registration. */
    List<ContainerInstance> instances() {
        var arns = ecs.listContainerInstancesPaginator(request -> request.cluster("shop")).stream()
                .flatMap(page -> page.containerInstanceArns().stream())
                .toList();
        var instances = new ArrayList<ContainerInstance>();
        for (var from = 0; from < arns.size(); from += 100) {
            var batch = arns.subList(from, Math.min(arns.size(), from + 100));
            instances.addAll(ecs.describeContainerInstances(
                            request -> request.cluster("shop").containerInstances(batch))
                    .containerInstances());
        }
        return instances;
    }

    List<Task> tasks() {
        var arns = new ArrayList<String>();
        for (var status : List.of("RUNNING", "STOPPED")) {
            ecs.listTasksPaginator(request -> request.cluster("shop").desiredStatus(status)).stream()
                    .forEach(page -> arns.addAll(page.taskArns()));
        }
        var tasks = new ArrayList<Task>();
        for (var from = 0; from < arns.size(); from += 100) {
            var batch = arns.subList(from, Math.min(arns.size(), from + 100));
            tasks.addAll(ecs.describeTasks(request -> request.cluster("shop").tasks(batch))
                    .tasks());
        }
        return tasks;
    }

    /** Tasks of a service or family on each instance, in order of registration. */
    List<Integer> spread(String group) {
        var counts = new TreeMap<String, Integer>();
        tasks().forEach(task -> {
            if (task.group().equals(group) && task.containerInstanceArn() != null) {
                counts.merge(task.containerInstanceArn(), 1, Integer::sum);
            }
        });
        return instances().stream()
                .map(instance -> counts.getOrDefault(instance.containerInstanceArn(), 0))
                .toList();
    }

    static Resource resource(List<Resource> resources, String name) {
        return resources.stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static int remaining(ContainerInstance instance, String name) {
        return resource(instance.remainingResources(), name).integerValue();
    }

    @Override
    public void close() {
        ecs.close();
        groups.close();
    }
}
