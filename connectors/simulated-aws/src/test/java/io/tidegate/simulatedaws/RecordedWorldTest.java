package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.group.GroupStatus;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.service.ServiceStatus;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class RecordedWorldTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String SHORT = "arn:aws:ecs:us-east-1:123456789012:container-instance/54b69771-0328-a73f";
    private static final String LONG = "arn:aws:ecs:us-east-1:123456789012:container-instance/prod/08e2923b453cf54b";
    private static final String WORKER = "arn:aws:ecs:us-east-1:123456789012:task-definition/worker:49";

    private final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
    private final RecordedWorld world = cloud.recordedWorld();
    private final EcsClient ecs = SteppedClients.client(EcsClient.builder(), cloud);
    private final AutoScalingClient groups = SteppedClients.client(AutoScalingClient.builder(), cloud);

    @AfterEach
    void close() {
        ecs.close();
        groups.close();
    }

    @Test
    void instancesAreListedAsTheyWereAddedAndAnsweredAsTheyWere() {
        var later = instance(SHORT, "i-2").status("DRAINING").build();
        var odd = instance(LONG, "i-1")
                .agentConnected(false)
                .registeredResources(integer("CPU", 1024))
                .remainingResources(integer("MEMORY", 7), ports("22", "2375"))
                .runningTasksCount(0)
                .pendingTasksCount(1)
                .registeredAt(START.minusSeconds(7))
                .build();
        world.addContainerInstance("prod", later);
        world.addContainerInstance("prod", odd);

        var arns = ecs.listContainerInstances(request -> request.cluster("prod"));
        var described = ecs.describeContainerInstances(
                request -> request.cluster("prod").containerInstances("08e2923b453cf54b", SHORT));

        assertThat(arns.containerInstanceArns()).containsExactly(SHORT, LONG);
        assertThat(described.containerInstances())
                .containsExactly(odd, later.toBuilder().registeredAt(START).build());
    }

    @Test
    void whatIsLeftOnAnInstanceNeverChanges() {
        world.addContainerInstance("prod", instance(SHORT, "i-1").build());
        world.addService("prod", service("worker", 2).build());

        ecs.updateService(request -> request.cluster("prod").service("worker").desiredCount(5));
        cloud.instanceClusters().addDaemon("ecs/prod/agent", TaskSizing.definition("agent", TaskShape.of(1, 1)));
        cloud.instanceClusters().runTask("prod", TaskSizing.definition("batch", TaskShape.of(1, 1)));
        ecs.updateContainerInstancesState(
                request -> request.cluster("prod").containerInstances(SHORT).status("DRAINING"));
        cloud.step(START.plusSeconds(600));

        assertThat(describe())
                .containsExactly(instance(SHORT, "i-1")
                        .status("DRAINING")
                        .registeredAt(START)
                        .build());
        assertThat(cloud.effectiveMutations())
                .hasAtLeastOneElementOfType(Mutation.DesiredChanged.class)
                .hasAtLeastOneElementOfType(Mutation.InstanceStatusChanged.class);
    }

    @Test
    void aServiceKeepsItsCountsAndTakesAnotherDesiredCount() {
        world.addService(
                "prod", service("worker", 3).runningCount(1).pendingCount(2).build());

        ecs.updateService(request -> request.cluster("prod").service("worker").desiredCount(7));
        cloud.step(START.plusSeconds(600));

        assertThat(cloud.service("ecs/prod/worker")).contains(new ServiceStatus(7, 1, 2));
        assertThat(cloud.services()).containsExactly("ecs/prod/worker");
        var described = ecs.describeServices(request -> request.cluster("prod").services("worker"));
        assertThat(described.services())
                .containsExactly(service("worker", 7)
                        .runningCount(1)
                        .pendingCount(2)
                        .serviceArn("arn:aws:ecs:us-east-1:000000000000:service/prod/worker")
                        .clusterArn("arn:aws:ecs:us-east-1:000000000000:cluster/prod")
                        .launchType(LaunchType.EC2)
                        .schedulingStrategy(SchedulingStrategy.REPLICA)
                        .build());
    }

    @Test
    void anInactiveServiceIsAnsweredAndNotScaled() {
        world.addService("prod", service("etl", 3).status("INACTIVE").build());

        assertThat(ecs.describeServices(request -> request.cluster("prod").services("etl"))
                        .services())
                .singleElement()
                .satisfies(service -> assertThat(service.status()).isEqualTo("INACTIVE"));
        assertThatThrownBy(() -> ecs.updateService(
                        request -> request.cluster("prod").service("etl").desiredCount(1)))
                .isInstanceOf(ServiceNotActiveException.class);
    }

    @Test
    void aTaskDefinitionIsKnownByTheNameInItsArn() {
        var containers = List.of(
                ContainerDefinition.builder().name("c0").cpu(149).memory(599).build());
        world.addTaskDefinition(TaskDefinition.builder()
                .taskDefinitionArn(WORKER)
                .containerDefinitions(containers)
                .build());

        var described = ecs.describeTaskDefinition(request -> request.taskDefinition(WORKER))
                .taskDefinition();

        assertThat(described.taskDefinitionArn()).isEqualTo(WORKER);
        assertThat(described.containerDefinitions()).isEqualTo(containers);
        assertThat(described.family()).isEqualTo("worker");
        assertThat(described.revision()).isEqualTo(49);
        assertThat(ecs.describeTaskDefinition(request -> request.taskDefinition("worker:49"))
                        .taskDefinition())
                .isEqualTo(described);
    }

    @Test
    void aGroupHasItsInstancesUntilItsSizeIsChanged() {
        world.addGroup(group(3).build());
        world.addContainerInstance("prod", instance(SHORT, "i-1").build());
        world.addContainerInstance("prod", instance(LONG, "i-2").build());

        cloud.step(START.plusSeconds(600));
        var recorded = cloud.group("prod");
        groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId("i-1").shouldDecrementDesiredCapacity(true));
        cloud.step(START.plusSeconds(660));

        assertThat(recorded).contains(new GroupStatus(0, 4, 3, 2, 0, 0));
        assertThat(cloud.group("prod")).contains(new GroupStatus(0, 4, 2, 1, 1, 0));
        assertThat(describe()).extracting(ContainerInstance::ec2InstanceId).containsExactly("i-2");
    }

    @Test
    void whatLaunchesOrGoesInAGroupDoesSo() {
        world.addGroup(group(2).instances(
                        inState("i-1", "Pending").build(),
                        inState("i-2", "Terminating").build())
                .build());

        var recorded = cloud.group("prod");
        cloud.step(START.plusSeconds(180));

        assertThat(recorded).contains(new GroupStatus(0, 4, 2, 0, 1, 1));
        assertThat(cloud.group("prod")).contains(new GroupStatus(0, 4, 2, 1, 0, 0));
    }

    @Test
    void protectionZoneAndTagAreThoseOfTheGroup() {
        world.addGroup(group(1).instances(inState("i-1", "InService")
                        .protectedFromScaleIn(true)
                        .availabilityZone("eu-central-1c")
                        .build())
                .tags(TagDescription.builder().key("AmazonECSManaged").value("").build())
                .build());

        var described = groups.describeAutoScalingGroups().autoScalingGroups().getFirst();

        assertThat(described.instances()).singleElement().satisfies(instance -> {
            assertThat(instance.protectedFromScaleIn()).isTrue();
            assertThat(instance.availabilityZone()).isEqualTo("eu-central-1c");
        });
        assertThat(described.tags()).extracting(TagDescription::key).containsExactly("AmazonECSManaged");
    }

    @Test
    void refusesWhatCannotBe() {
        world.addContainerInstance("prod", instance(SHORT, "i-1").build());
        world.addService("prod", service("worker", 1).build());
        world.addTaskDefinition(
                TaskDefinition.builder().taskDefinitionArn(WORKER).build());
        world.addGroup(group(2).build());

        assertThatThrownBy(() -> world.addContainerInstance(
                        "prod", instance(SHORT, "i-2").build()))
                .hasMessage("container instance must be new, but 54b69771-0328-a73f is registered");
        assertThatThrownBy(() -> world.addContainerInstance(
                        "prod", instance(LONG, "i-2").status("REGISTERING").build()))
                .hasMessage("status of a container instance must be ACTIVE or DRAINING, was REGISTERING");
        assertThatThrownBy(() -> world.addService("prod", service("worker", 2).build()))
                .hasMessage("service must be new, but ecs/prod/worker exists or did");
        assertThatThrownBy(() -> world.addTaskDefinition(TaskDefinition.builder()
                        .taskDefinitionArn(WORKER)
                        .cpu("1")
                        .build()))
                .hasMessage("task definition must be new, but worker:49 exists and is another one");
        assertThatThrownBy(() -> world.addTaskDefinition(
                        TaskDefinition.builder().taskDefinitionArn("worker").build()))
                .hasMessage("task definition must be named <family>:<revision>, was worker");
        assertThatThrownBy(() -> world.addGroup(group(2).build())).hasMessage("group must be new, but prod exists");
        assertThatThrownBy(() ->
                        world.addGroup(group(5).autoScalingGroupName("other").build()))
                .hasMessage("desired must be in 0..4, was 5");
        assertThatThrownBy(() -> world.addGroup(group(1).autoScalingGroupName("other")
                        .instances(inState("i-1", "Standby").build())
                        .build()))
                .hasMessage("lifecycle state must be Pending, InService or Terminating, was Standby");
    }

    private List<ContainerInstance> describe() {
        var arns = ecs.listContainerInstances(request -> request.cluster("prod"));
        return ecs.describeContainerInstances(
                        request -> request.cluster("prod").containerInstances(arns.containerInstanceArns()))
                .containerInstances();
    }

    private static ContainerInstance.Builder instance(String arn, String ec2InstanceId) {
        return ContainerInstance.builder()
                .containerInstanceArn(arn)
                .ec2InstanceId(ec2InstanceId)
                .status("ACTIVE")
                .agentConnected(true)
                .runningTasksCount(3)
                .pendingTasksCount(0)
                .registeredResources(integer("CPU", 8192), integer("MEMORY", 15607), ports("22", "2375"))
                .remainingResources(integer("CPU", 7685), integer("MEMORY", 14530), ports("22", "2375"));
    }

    private static Service.Builder service(String name, int desired) {
        return Service.builder()
                .serviceName(name)
                .status("ACTIVE")
                .desiredCount(desired)
                .runningCount(desired)
                .pendingCount(0)
                .taskDefinition(WORKER);
    }

    private static AutoScalingGroup.Builder group(int desired) {
        return AutoScalingGroup.builder()
                .autoScalingGroupName("prod")
                .minSize(0)
                .maxSize(4)
                .desiredCapacity(desired)
                .instances(
                        inState("i-1", "InService").build(),
                        inState("i-2", "InService").build());
    }

    private static Instance.Builder inState(String id, String state) {
        return Instance.builder().instanceId(id).lifecycleState(state).healthStatus("Healthy");
    }

    private static Resource integer(String name, int value) {
        return Resource.builder().name(name).type("INTEGER").integerValue(value).build();
    }

    private static Resource ports(String... numbers) {
        return Resource.builder()
                .name("PORTS")
                .type("STRINGSET")
                .stringSetValue(numbers)
                .build();
    }
}
