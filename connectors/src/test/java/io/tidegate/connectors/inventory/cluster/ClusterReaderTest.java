package io.tidegate.connectors.inventory.cluster;

import static io.tidegate.connectors.inventory.cluster.FakeCluster.arn;
import static io.tidegate.connectors.inventory.cluster.Shapes.definition;
import static io.tidegate.connectors.inventory.cluster.Shapes.group;
import static io.tidegate.connectors.inventory.cluster.Shapes.instance;
import static io.tidegate.connectors.inventory.cluster.Shapes.provider;
import static io.tidegate.connectors.inventory.cluster.Shapes.service;
import static io.tidegate.connectors.inventory.cluster.Shapes.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.ClusterWorkload;
import io.tidegate.schemas.ContainerInstance;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.schemas.TaskResources;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.EcsException;

class ClusterReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Target.Cluster DEMO = new Target.Cluster(Place.DEFAULT, "demo");
    private static final WatchedCluster WHOLE = whole();

    private final FakeCluster aws = new FakeCluster();
    private final SourceCounters counters = new SourceCounters();
    private final ManualClock clock = new ManualClock(NOW.toString());
    private final ClusterReader reader = new ClusterReader(aws, counters, clock);

    private static WatchedCluster whole(String... services) {
        return new WatchedCluster(DEMO, Optional.of("web"), List.of(services));
    }

    private EcsClusterState read(WatchedCluster watched) {
        return reader.read(watched) instanceof ClusterReading.Told(var observation)
                        && observation.getObserved() instanceof EcsClusterState state
                ? state
                : new EcsClusterState("not told", List.of(), List.of(), null, null);
    }

    @Test
    void listsInstancesOfEveryStatusInTheOrderOfEcsOverPages() {
        IntStream.rangeClosed(1, 230)
                .forEach(number -> aws.instance(instance(number, number % 3 == 0 ? "DRAINING" : "ACTIVE")));

        var state = read(WatchedCluster.instancesOf(DEMO));

        assertThat(state.getInstances())
                .extracting(ContainerInstance::getInstanceId)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 230).mapToObj(n -> "i-" + n).toList());
        assertThat(state.getInstances())
                .extracting(ContainerInstance::getStatus)
                .contains("ACTIVE", "DRAINING");
        assertThat(aws.takeCalls())
                .isEqualTo(Map.of("DescribeClusters", 1, "ListContainerInstances", 3, "DescribeContainerInstances", 3));
    }

    @Test
    void asksForNothingElseWhereInstancesAloneAreWanted() {
        aws.instance(instance(1, "ACTIVE")).service(service("web", 1).build()).group(group(1).build());
        read(WatchedCluster.instancesOf(DEMO));
        aws.takeCalls();

        var state = read(WatchedCluster.instancesOf(DEMO));

        assertThat(state.getArn()).isEqualTo("arn:aws:ecs:eu-central-1:123456789012:cluster/demo");
        assertThat(state.getGroup()).isNull();
        assertThat(state.getWorkloads()).isEmpty();
        assertThat(aws.takeCalls()).isEqualTo(Map.of("ListContainerInstances", 1, "DescribeContainerInstances", 1));
    }

    @Test
    void tellsServicesOfTheFileFirstEvenThoseThatEcsNoLongerLists() {
        aws.service(service("a", 1).build())
                .service(service("gone", 0).status("INACTIVE").build())
                .service(service("other-gone", 0).status("INACTIVE").build())
                .service(service("b", 1).build());

        var state = read(whole("b", "gone", "never-was", "a"));

        assertThat(state.getWorkloads())
                .extracting(ClusterWorkload::getName, ClusterWorkload::getStatus)
                .containsExactly(tuple("b", "ACTIVE"), tuple("gone", "INACTIVE"), tuple("a", "ACTIVE"));
    }

    @Test
    void tellsAServiceThatIsBeingDeletedWhileItsTasksRun() {
        aws.instance(instance(1, "ACTIVE"))
                .service(service("leaving", 0).status("DRAINING").build())
                .task(task("t1", "leaving", 1).build());

        var state = read(WHOLE);

        assertThat(state.getWorkloads())
                .extracting(ClusterWorkload::getName, ClusterWorkload::getStatus)
                .containsExactly(tuple("leaving", "DRAINING"));
        assertThat(state.getInstances().getFirst().getTasks()).isEqualTo(Map.of("leaving", 1));
    }

    @Test
    void countsTasksThatShallRun() {
        aws.instance(instance(1, "ACTIVE"))
                .service(service("web", 1).build())
                .task(task("t1", "web", 1).build())
                .task(task("t2", "web", 1).desiredStatus("STOPPED").build());

        assertThat(read(WHOLE).getInstances().getFirst().getTasks()).isEqualTo(Map.of("web", 1));
    }

    @Test
    void readsATaskDefinitionOnce() {
        aws.service(service("web", 1).build()).definition(definition("web:1", 256, 512));
        var first = read(WHOLE).getWorkloads();
        aws.takeCalls();

        var second = read(WHOLE).getWorkloads();

        assertThat(first.getFirst().getTask()).isEqualTo(new TaskResources(256, 512, 0, List.of()));
        assertThat(second).isEqualTo(first);
        assertThat(aws.takeCalls()).doesNotContainKey("DescribeTaskDefinition");
    }

    @Test
    void tellsNoSizeOfATaskWhoseDefinitionIsNotTold() {
        aws.service(service("web", 1).build());

        assertThat(read(WHOLE).getWorkloads().getFirst().getTask()).isNull();
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(1);
    }

    @Test
    void asksForCapacityProvidersThatHaveInstances() {
        aws.group(group(0).build())
                .provider("FARGATE")
                .provider(provider("cp", AutoScalingGroupProvider.builder().autoScalingGroupArn("web")))
                .provider("FARGATE_SPOT");

        assertThat(read(WHOLE).getProvider().getName()).isEqualTo("cp");
        assertThat(aws.takeCalls()).containsEntry("DescribeCapacityProviders", 1);
    }

    @Test
    void doesNotAskForCapacityProvidersWhereThereAreNone() {
        aws.provider("FARGATE");

        read(WHOLE);

        assertThat(aws.takeCalls()).doesNotContainKey("DescribeCapacityProviders");
    }

    @Test
    void leavesOutWhatGoesBetweenBeingListedAndBeingDescribed() {
        aws.instance(instance(1, "ACTIVE"))
                .instance(instance(2, "ACTIVE"))
                .service(service("web", 1).build())
                .service(service("api", 1).build())
                .task(task("t1", "web", 2).build())
                .task(task("t2", "web", 2).build())
                .forget(arn("container-instance", "c-1"))
                .forget(arn("service", "api"))
                .forget(arn("task", "t1"));

        var state = read(WHOLE);

        assertThat(state.getInstances())
                .extracting(ContainerInstance::getInstanceId)
                .containsExactly("i-2");
        assertThat(state.getInstances().getFirst().getTasks()).isEqualTo(Map.of("web", 1));
        assertThat(state.getWorkloads()).extracting(ClusterWorkload::getName).containsExactly("web");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeClusters",
                "DescribeCapacityProviders",
                "ListContainerInstances",
                "DescribeContainerInstances",
                "ListServices",
                "DescribeServices",
                "DescribeTaskDefinition",
                "ListTasks",
                "DescribeTasks",
                "DescribeAutoScalingGroups"
            })
    void tellsNothingWhenAnyCallFails(String operation) {
        fill(1, 1, 1);
        aws.fail(operation, EcsException.builder().statusCode(503).build());

        assertThat(reader.read(WHOLE)).isInstanceOf(ClusterReading.Failed.class);
        assertThat(counters.errors(ErrorKind.AWS)).isEqualTo(1);
        aws.recover(operation);
        assertThat(reader.read(WHOLE)).isInstanceOf(ClusterReading.Told.class);
    }

    static Stream<Arguments> tellsNothingWhenAnythingIsNotTold() {
        return Stream.of(
                argumentSet("an instance", arn("container-instance", "c-1")),
                argumentSet("a service", arn("service", "s1")),
                argumentSet("a task", arn("task", "t1")));
    }

    @ParameterizedTest
    @MethodSource
    void tellsNothingWhenAnythingIsNotTold(String arn) {
        fill(1, 1, 1);
        aws.untold(arn, "ACCESS");

        assertThat(reader.read(WHOLE))
                .isEqualTo(new ClusterReading.Failed(
                        new AwsFailure(ErrorKind.AWS, "Unreadable", "ECS must describe " + arn + ", answered ACCESS")));
    }

    @Test
    void tellsAClusterThatAwsDoesNotKnow() {
        var nowhere = new Target.Cluster(Place.DEFAULT, "nowhere");
        var expected = new ClusterReading.Told(new CapacityObservation(
                "cluster/nowhere", NOW, new TargetNotFound("no cluster of this name"), null, null));

        assertThat(reader.read(WatchedCluster.instancesOf(nowhere))).isEqualTo(expected);
        assertThat(reader.read(new WatchedCluster(nowhere, Optional.of("web"), List.of())))
                .isEqualTo(expected);
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(2);
    }

    @Test
    void tellsAGroupThatAwsDoesNotKnowByItsAbsence() {
        aws.service(service("web", 1).build());

        var state = read(WHOLE);

        assertThat(state.getGroup()).isNull();
        assertThat(state.getWorkloads()).hasSize(1);
    }

    @Test
    void isAsOfTheTimeBeforeItsFirstCall() {
        fill(1, 1, 1);
        aws.onCall(() -> clock.advance(Duration.ofSeconds(1)));

        var reading = reader.read(WHOLE);

        assertThat(clock.instant()).isAfter(NOW);
        assertThat(reading)
                .isInstanceOfSatisfying(
                        ClusterReading.Told.class,
                        told -> assertThat(told.observation().getObservedAt()).isEqualTo(NOW));
    }

    @Test
    void readsALargeClusterInAModestNumberOfCalls() {
        fill(300, 60, 3_000);
        read(WHOLE);
        assertThat(aws.takeCalls()).as("definitions are read once").containsEntry("DescribeTaskDefinition", 60);
        long before = counters.reads();

        var reading = reader.read(WHOLE);

        var calls = aws.takeCalls();
        assertThat(calls)
                .isEqualTo(Map.of(
                        "DescribeClusters", 1,
                        "DescribeCapacityProviders", 1,
                        "ListContainerInstances", 3,
                        "DescribeContainerInstances", 3,
                        "ListServices", 1,
                        "DescribeServices", 6,
                        "ListTasks", 30,
                        "DescribeTasks", 30,
                        "DescribeAutoScalingGroups", 1,
                        "DescribeInstanceRefreshes", 1));
        assertThat(counters.reads() - before)
                .isEqualTo(calls.values().stream().mapToInt(Integer::intValue).sum());
        // Kafka's producers take records of up to 1 MiB unless configured.
        assertThat(bytes(reading)).as("size of the observation").isLessThan(1 << 18);
    }

    private static int bytes(ClusterReading reading) {
        var topic = Topics.standard().capacityObservations();
        var serde = AvroSerde.of(topic, CapacityObservation.class, InProcessRegistry.inMemory());
        return reading instanceof ClusterReading.Told(var observation)
                ? serde.serializer().serialize(topic.name(), observation).length
                : 0;
    }

    private void fill(int instances, int services, int tasks) {
        IntStream.rangeClosed(1, instances).forEach(number -> aws.instance(instance(number, "ACTIVE")));
        IntStream.rangeClosed(1, services)
                .forEach(number -> aws.service(
                                service("s" + number, tasks / services).build())
                        .definition(definition("s" + number + ":1", 256, 512)));
        IntStream.rangeClosed(1, tasks)
                .forEach(number -> aws.task(task("t" + number, "s" + (number % services + 1), number % instances + 1)
                        .build()));
        aws.group(fullGroup(instances))
                .provider(provider("cp", AutoScalingGroupProvider.builder().autoScalingGroupArn("web")));
    }

    private static AutoScalingGroup fullGroup(int instances) {
        return group(instances, Collections.nCopies(instances, "InService").toArray(String[]::new))
                .build();
    }
}
