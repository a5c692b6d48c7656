package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.backing.CapacityProvider;
import io.tidegate.simulatedaws.instance.HostPort;
import io.tidegate.simulatedaws.instance.InstanceCounts;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Resource;

class ContainerInstanceContractTest {
    private static final String UNKNOWN = "ffffffffffffffffffffffffffffffff";
    private static final String UNKNOWN_ARN =
            "arn:aws:ecs:us-east-1:000000000000:container-instance/shop/ffffffffffffffffffffffffffffffff";

    private SimulatedAws aws;
    private EcsClient ecs;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        aws.tell(cloud -> {
            cloud.addGroup("shop", 0, 9, 2);
            var backing = Backing.of("shop", InstanceShape.of(4096, 7680).withGpus(2));
            cloud.instanceClusters().back("shop", backing.through(new CapacityProvider("cp", false, true, 100)));
            var task = TaskShape.of(1024, 2000).withGpus(1).withPorts(HostPort.tcp(8080), HostPort.udp(53));
            cloud.instanceClusters()
                    .addService(
                            "ecs/shop/web",
                            ServicePlan.of(TaskSizing.definition("web", task)),
                            1,
                            Workload.ofRequests(1));
        });
        ecs = Clients.client(EcsClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        ecs.close();
        aws.close();
    }

    @Test
    void describesWhatAnInstanceHasAndWhatIsLeft() {
        var arns = arns();

        var described = ecs.describeContainerInstances(
                request -> request.cluster("shop").containerInstances(arns.getFirst()));

        assertThat(described.failures()).isEmpty();
        assertThat(described.containerInstances()).singleElement().satisfies(instance -> {
            assertThat(instance.containerInstanceArn())
                    .matches("arn:aws:ecs:us-east-1:000000000000:container-instance/shop/[0-9a-f]{32}")
                    .isEqualTo(arns.getFirst());
            assertThat(instance.ec2InstanceId()).matches("i-[0-9a-f]{17}");
            assertThat(instance.status()).isEqualTo("ACTIVE");
            assertThat(instance.agentConnected()).isTrue();
            assertThat(instance.capacityProviderName()).isEqualTo("cp");
            assertThat(instance.registeredAt()).isNotNull();
            assertThat(instance.runningTasksCount()).isEqualTo(1);
            assertThat(instance.pendingTasksCount()).isZero();
            var id = arns.getFirst().substring(arns.getFirst().lastIndexOf('/') + 1);
            assertThat(instance.registeredResources())
                    .containsExactly(
                            integer("CPU", 4096),
                            integer("MEMORY", 7680),
                            stringSet("PORTS", "22", "2375", "2376", "51678", "51679"),
                            stringSet("PORTS_UDP"),
                            stringSet("GPU", "GPU-" + id + "-0", "GPU-" + id + "-1"));
            assertThat(instance.remainingResources())
                    .containsExactly(
                            integer("CPU", 3072),
                            integer("MEMORY", 5680),
                            stringSet("PORTS", "22", "2375", "2376", "8080", "51678", "51679"),
                            stringSet("PORTS_UDP", "53"),
                            stringSet("GPU", "GPU-" + id + "-0"));
        });
    }

    @Test
    void saysNothingOfGpusWhereThereAreNone() {
        aws.tell(cloud -> {
            cloud.addGroup("plain", 0, 9, 1);
            cloud.instanceClusters().back("plain", Backing.of("plain", InstanceShape.of(4096, 7680)));
        });
        var arn = ecs.listContainerInstances(request -> request.cluster("plain"))
                .containerInstanceArns()
                .getFirst();

        var described = ecs.describeContainerInstances(
                request -> request.cluster("plain").containerInstances(arn));

        assertThat(described.containerInstances().getFirst().registeredResources())
                .extracting(Resource::name)
                .containsExactly("CPU", "MEMORY", "PORTS", "PORTS_UDP");
        assertThat(described.containerInstances().getFirst().capacityProviderName())
                .isNull();
    }

    @Test
    void tellsWhichInstancesItDoesNotKnow() {
        var known = arns().getFirst();

        var described = ecs.describeContainerInstances(
                request -> request.cluster("shop").containerInstances(known, UNKNOWN));

        assertThat(described.containerInstances()).hasSize(1);
        assertThat(described.failures())
                .containsExactly(
                        Failure.builder().arn(UNKNOWN_ARN).reason("MISSING").build());
    }

    @Test
    void tellsWhoseAgentIsNotConnected() {
        var first = describe().getFirst().ec2InstanceId();

        aws.tell(cloud -> cloud.instanceClusters().setAgentConnected(first, false));

        assertThat(describe()).extracting(ContainerInstance::agentConnected).containsExactly(false, true);
        InstanceCounts counts = aws.ask(cloud -> cloud.instanceClusters().count("shop"));
        assertThat(counts).isEqualTo(new InstanceCounts(2, 0, 1));
    }

    @Test
    void drainsAndActivatesByIdOrArn() {
        var arns = arns();
        var second = arns.getLast().substring(arns.getLast().lastIndexOf('/') + 1);

        var drained = ecs.updateContainerInstancesState(request -> request.cluster("shop")
                .containerInstances(arns.getFirst(), second, UNKNOWN)
                .status(ContainerInstanceStatus.DRAINING));
        var draining = arns(ContainerInstanceStatus.DRAINING);
        var active = arns(ContainerInstanceStatus.ACTIVE);
        var activated = ecs.updateContainerInstancesState(
                request -> request.cluster("shop").containerInstances(second).status(ContainerInstanceStatus.ACTIVE));

        assertThat(drained.containerInstances())
                .extracting(ContainerInstance::status)
                .containsExactly("DRAINING", "DRAINING");
        assertThat(drained.failures()).extracting(Failure::arn).containsExactly(UNKNOWN_ARN);
        assertThat(draining).isEqualTo(arns);
        assertThat(active).isEmpty();
        assertThat(activated.containerInstances())
                .extracting(ContainerInstance::status)
                .containsExactly("ACTIVE");
        assertThat(arns(ContainerInstanceStatus.ACTIVE)).containsExactly(arns.getLast());
        assertThat(arns()).isEqualTo(arns);
    }

    @Test
    void pagesThroughAllInstancesInOrderOfRegistration() {
        aws.tell(cloud -> {
            cloud.addGroup("many", 0, 300, 250);
            cloud.instanceClusters().back("many", Backing.of("many", InstanceShape.of(1, 1)));
        });

        var first = ecs.listContainerInstances(request -> request.cluster("many"));
        var pages = ecs
                .listContainerInstancesPaginator(
                        request -> request.cluster("many").maxResults(60))
                .stream()
                .toList();

        assertThat(first.containerInstanceArns()).hasSize(100);
        assertThat(pages).hasSize(5);
        var all = pages.stream()
                .flatMap(page -> page.containerInstanceArns().stream())
                .toList();
        assertThat(all)
                .hasSize(250)
                .doesNotHaveDuplicates()
                .startsWith(first.containerInstanceArns().toArray(String[]::new));
    }

    @Test
    void refusesAsEcsDoes() {
        var eleven = IntStream.range(0, 11).mapToObj(i -> "%032x".formatted(i)).toList();
        var many = IntStream.range(0, 101).mapToObj(i -> "%032x".formatted(i)).toList();

        assertThatThrownBy(() -> ecs.listContainerInstances(request -> request.cluster("no")))
                .isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> ecs.listContainerInstances(
                        request -> request.cluster("shop").status("GONE")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("was GONE");
        assertThatThrownBy(() -> ecs.listContainerInstances(
                        request -> request.cluster("shop").maxResults(101)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> ecs.listContainerInstances(
                        request -> request.cluster("shop").nextToken("?")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> ecs.listContainerInstances(
                        request -> request.cluster("shop").filter("task:group == service:web")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("filter is not simulated");
        assertThatThrownBy(() -> ecs.describeContainerInstances(
                        request -> request.cluster("no").containerInstances("i")))
                .isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> ecs.describeContainerInstances(
                        request -> request.cluster("shop").containerInstances(List.of())))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> ecs.describeContainerInstances(
                        request -> request.cluster("shop").containerInstances(many)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("must not be more than 100, were 101");
        assertThatThrownBy(() -> ecs.updateContainerInstancesState(
                        request -> request.cluster("no").containerInstances("i").status("DRAINING")))
                .isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> ecs.updateContainerInstancesState(request ->
                        request.cluster("shop").containerInstances(eleven).status("DRAINING")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("must not be more than 10, were 11");
        assertThatThrownBy(() -> ecs.updateContainerInstancesState(request ->
                        request.cluster("shop").containerInstances(arns()).status("DEREGISTERING")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("status must be ACTIVE or DRAINING, was DEREGISTERING");
        assertThatThrownBy(() -> ecs.updateContainerInstancesState(
                        request -> request.cluster("shop").containerInstances(arns())))
                .isInstanceOf(InvalidParameterException.class);
        List<Mutation> changes = aws.ask(SimulatedCloud::effectiveMutations);
        assertThat(changes).isEmpty();
    }

    private List<ContainerInstance> describe() {
        return ecs.describeContainerInstances(request -> request.cluster("shop").containerInstances(arns()))
                .containerInstances();
    }

    private List<String> arns() {
        return ecs.listContainerInstances(request -> request.cluster("shop")).containerInstanceArns();
    }

    private List<String> arns(ContainerInstanceStatus status) {
        return ecs.listContainerInstances(request -> request.cluster("shop").status(status))
                .containerInstanceArns();
    }

    private static Resource integer(String name, int value) {
        return Resource.builder().name(name).type("INTEGER").integerValue(value).build();
    }

    private static Resource stringSet(String name, String... values) {
        return Resource.builder()
                .name(name)
                .type("STRINGSET")
                .stringSetValue(values)
                .build();
    }
}
