package io.tidegate.connectors.inventory.cluster;

import static org.awaitility.Awaitility.await;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.backing.CapacityProvider;
import io.tidegate.simulatedaws.instance.HostPort;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;

/** The SDK's clients against simulated AWS over HTTP. */
class SimulatedClusterContractTest extends ClusterContract {
    private LocalAws local = new LocalAws(IamPolicy.CONNECTORS);
    private int running;

    @AfterEach
    void close() {
        local.close();
    }

    @Override
    ClusterApi api() {
        return ClusterApi.of(local.clients());
    }

    @Override
    void addCluster(int instances) {
        back(instances, Backing.of("demo", InstanceShape.of(2_048, 4_000)));
    }

    @Override
    void suspendTerminate() {
        local.allPowerful()
                .groups()
                .suspendProcesses(request -> request.autoScalingGroupName("web").scalingProcesses("Terminate"));
    }

    @Override
    void addClusterWithProvider(int instances) {
        back(
                instances,
                Backing.of("demo", InstanceShape.of(2_048, 4_000))
                        .through(new CapacityProvider("cp", false, true, 100)));
    }

    private void back(int instances, Backing backing) {
        local.aws().tell(cloud -> {
            cloud.addGroup("web", 0, 999, instances);
            cloud.instanceClusters().back("web", backing);
        });
    }

    @Override
    void addServiceWithPort(String service, int tasks) {
        addService(service, TaskShape.of(256, 512).withPorts(HostPort.tcp(8_080)), tasks);
    }

    @Override
    void addService(String service, int tasks) {
        addService(service, TaskShape.of(1, 2), tasks);
    }

    private void addService(String service, TaskShape task, int tasks) {
        local.aws()
                .tell(cloud -> cloud.instanceClusters()
                        .addService(
                                "ecs/demo/" + service,
                                ServicePlan.of(TaskSizing.definition(service, task)),
                                tasks,
                                Workload.ofRequests(1)));
        awaitRunning(tasks);
    }

    @Override
    void addDaemon(String service, int instances) {
        local.aws()
                .tell(cloud -> cloud.instanceClusters()
                        .addDaemon("ecs/demo/" + service, TaskSizing.definition(service, TaskShape.of(128, 64))));
        awaitRunning(instances);
    }

    @Override
    void addServiceOnFargate(String service, int tasks) {
        local.addService("ecs/demo/" + service, tasks);
    }

    @Override
    void runTask(String family) {
        local.aws()
                .tell(cloud -> cloud.instanceClusters()
                        .runTask("demo", TaskSizing.definition(family, TaskShape.of(512, 1_024))));
        awaitRunning(1);
    }

    // Tasks take a moment to start.
    private void awaitRunning(int more) {
        running += more;
        await().until(() -> {
            var arns = local.allPowerful()
                    .ecs()
                    .listContainerInstances(request -> request.cluster("demo"))
                    .containerInstanceArns();
            return local
                            .clients()
                            .ecs()
                            .describeContainerInstances(
                                    request -> request.cluster("demo").containerInstances(arns))
                            .containerInstances()
                            .stream()
                            .mapToInt(instance -> instance.runningTasksCount())
                            .sum()
                    == running;
        });
    }

    @Override
    void deleteService(String service) {
        local.aws().tell(cloud -> cloud.deleteService("ecs/demo/" + service));
    }

    @Override
    void drain(String containerInstance) {
        local.allPowerful()
                .ecs()
                .updateContainerInstancesState(request -> request.cluster("demo")
                        .containerInstances(containerInstance)
                        .status(ContainerInstanceStatus.DRAINING));
    }

    @Override
    void addClusterThatWants(int instances, int desired) {
        local.close();
        // An instance takes a minute and a half at least.
        local = new LocalAws(IamPolicy.CONNECTORS, 1);
        addCluster(instances);
        local.allPowerful()
                .groups()
                .setDesiredCapacity(
                        request -> request.autoScalingGroupName("web").desiredCapacity(desired));
    }
}
