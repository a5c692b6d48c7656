package io.tidegate.connectors.inventory.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CapacityProviderState;
import io.tidegate.schemas.ClusterGroup;
import io.tidegate.schemas.ClusterWorkload;
import io.tidegate.schemas.ContainerInstance;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.FixedPort;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.schemas.TaskResources;
import io.tidegate.schemas.WorkloadKind;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the reader of clusters relies on, whoever answers. */
abstract class ClusterContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Target.Cluster DEMO = new Target.Cluster(Place.DEFAULT, "demo");
    private static final WatchedCluster WHOLE = new WatchedCluster(DEMO, Optional.of("web"), List.of());

    /** What {@link #addCluster} gives each instance: 2,048 CPU units, 4,000 MiB, and the ports that ECS itself takes. */
    static final List<Integer> RESERVED = List.of(22, 2_375, 2_376, 51_678, 51_679);

    private final SourceCounters counters = new SourceCounters();
    private final ManualClock clock = new ManualClock(NOW.toString());

    abstract ClusterApi api();

    /** Has the cluster demo with so many instances, all registered, of the group web, from 0 to 999. */
    abstract void addCluster(int instances);

    /** Keeps the group of the cluster that was added from ending instances. */
    abstract void suspendTerminate();

    /** Lets the cluster use the group through a capacity provider cp that drains and does not scale. */
    abstract void addClusterWithProvider(int instances);

    /** Adds a service of tasks with 256 CPU units, 512 MiB and the fixed port 8080 on one instance each, all running. */
    abstract void addServiceWithPort(String service, int tasks);

    /** Adds a service of tasks with 1 CPU unit and 2 MiB, all running on the first instance. */
    abstract void addService(String service, int tasks);

    /** Adds a service of tasks with 128 CPU units and 64 MiB, one on each instance. */
    abstract void addDaemon(String service, int instances);

    abstract void addServiceOnFargate(String service, int tasks);

    /** Runs a task of 512 CPU units and 1,024 MiB that no service keeps, on the first instance. */
    abstract void runTask(String family);

    abstract void deleteService(String service);

    abstract void drain(String containerInstance);

    /** Has the same as {@link #addCluster}, and wants so many instances in all, which do not come yet. */
    abstract void addClusterThatWants(int instances, int desired);

    private ClusterReading reading(WatchedCluster watched) {
        return new ClusterReader(api(), counters, clock).read(watched);
    }

    private EcsClusterState read(WatchedCluster watched) {
        return reading(watched) instanceof ClusterReading.Told(var observation)
                        && observation.getObserved() instanceof EcsClusterState state
                ? state
                : new EcsClusterState("not told", List.of(), List.of(), null, null);
    }

    @Test
    void tellsInstancesAlone() {
        addCluster(2);
        addService("web", 3);

        var state = read(WatchedCluster.instancesOf(DEMO));

        assertThat(state.getArn()).endsWith(":cluster/demo");
        assertThat(state.getInstances())
                .extracting(
                        ContainerInstance::getStatus,
                        ContainerInstance::getConnected,
                        ContainerInstance::getRunningTasks,
                        ContainerInstance::getTasks)
                .containsExactly(tuple("ACTIVE", true, 3, Map.of()), tuple("ACTIVE", true, 0, Map.of()));
        assertThat(state.getWorkloads()).isEmpty();
        assertThat(state.getGroup()).isNull();
        assertThat(state.getProvider()).isNull();
    }

    @Test
    void tellsWhatInstancesHaveAndWhatRunsOnThem() {
        addCluster(2);
        addServiceWithPort("web", 2);
        addDaemon("agent", 2);
        runTask("nightly");

        var instances = read(WHOLE).getInstances();

        assertThat(instances)
                .extracting(ContainerInstance::getRegistered)
                .containsOnly(resources(2_048, 4_000, Stream.empty()));
        assertThat(instances)
                .extracting(ContainerInstance::getTasks)
                .containsExactly(Map.of("web", 1, "agent", 1, "task:nightly:1", 1), Map.of("web", 1, "agent", 1));
        assertThat(instances)
                .extracting(ContainerInstance::getRemaining)
                .containsExactly(
                        resources(2_048 - 256 - 128 - 512, 4_000 - 512 - 64 - 1_024, Stream.of(8_080)),
                        resources(2_048 - 256 - 128, 4_000 - 512 - 64, Stream.of(8_080)));
    }

    private static TaskResources resources(int cpu, int memory, Stream<Integer> ports) {
        return new TaskResources(
                cpu,
                memory,
                0,
                Stream.concat(RESERVED.stream(), ports)
                        .sorted()
                        .map(number -> new FixedPort(number, "tcp"))
                        .toList());
    }

    @Test
    void tellsWhatShallRun() {
        addCluster(2);
        addServiceWithPort("web", 2);
        addDaemon("agent", 2);
        addServiceOnFargate("edge", 3);
        runTask("nightly");

        assertThat(read(WHOLE).getWorkloads())
                .containsExactlyInAnyOrder(
                        new ClusterWorkload(
                                "web",
                                WorkloadKind.REPLICA,
                                "ACTIVE",
                                2,
                                2,
                                true,
                                new TaskResources(256, 512, 0, List.of(new FixedPort(8_080, "tcp")))),
                        workload("agent", WorkloadKind.DAEMON, 2, true, 128, 64),
                        workload("edge", WorkloadKind.REPLICA, 3, false, 256, 512),
                        workload("task:nightly:1", WorkloadKind.STANDALONE, 1, true, 512, 1_024));
    }

    private static ClusterWorkload workload(
            String name, WorkloadKind kind, int tasks, boolean onInstances, int cpu, int memory) {
        return new ClusterWorkload(
                name, kind, "ACTIVE", tasks, tasks, onInstances, new TaskResources(cpu, memory, 0, List.of()));
    }

    @Test
    void tellsTheGroupAndWhatANewInstanceHas() {
        addCluster(2);
        addServiceWithPort("web", 2);

        var state = read(WHOLE);

        assertThat(state.getGroup())
                .isEqualTo(new ClusterGroup("web", 0, 999, 2, 0, resources(2_048, 4_000, Stream.empty()), false, null));
        assertThat(state.getProvider()).isNull();
    }

    @Test
    void tellsWhatKeepsTheGroupFromEndingInstances() {
        addCluster(1);
        suspendTerminate();

        var group = Objects.requireNonNull(read(WHOLE).getGroup());

        assertThat(group.getTerminateSuspended()).isTrue();
        assertThat(group.getRefresh()).isNull();
    }

    @Test
    void tellsTheCapacityProviderOfTheGroup() {
        addClusterWithProvider(1);

        assertThat(read(WHOLE).getProvider()).isEqualTo(new CapacityProviderState("cp", false, true));
    }

    @Test
    void countsInstancesThatAreOnTheirWay() {
        addClusterThatWants(2, 5);

        var group = read(WHOLE).getGroup();

        assertThat(group.getDesired()).isEqualTo(5);
        assertThat(group.getLaunching()).isEqualTo(3);
    }

    @Test
    void tellsDrainingInstancesInTheirPlace() {
        addCluster(3);
        var before = read(WHOLE).getInstances();

        drain(before.get(1).getArn());

        var after = read(WHOLE).getInstances();
        assertThat(after).extracting(ContainerInstance::getStatus).containsExactly("ACTIVE", "DRAINING", "ACTIVE");
        assertThat(after)
                .extracting(ContainerInstance::getArn)
                .containsExactlyElementsOf(
                        before.stream().map(ContainerInstance::getArn).toList());
    }

    @Test
    void tellsServicesThatAreNamedFirstAndThoseThatAreDeleted() {
        addCluster(1);
        addService("a", 1);
        addService("b", 1);
        addService("c", 0);
        deleteService("c");

        var named = read(new WatchedCluster(DEMO, Optional.of("web"), List.of("c", "b", "never-was")));

        assertThat(named.getWorkloads())
                .extracting(ClusterWorkload::getName, ClusterWorkload::getStatus)
                .containsExactly(tuple("c", "INACTIVE"), tuple("b", "ACTIVE"), tuple("a", "ACTIVE"));
        assertThat(read(WHOLE).getWorkloads())
                .extracting(ClusterWorkload::getName)
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void readsAllPages() {
        addCluster(120);
        addService("web", 230);
        for (int service = 0; service < 23; service++) {
            addServiceOnFargate("edge" + service, 1);
        }

        var state = read(WHOLE);

        assertThat(state.getInstances()).hasSize(120);
        assertThat(state.getInstances())
                .extracting(instance -> instance.getTasks().getOrDefault("web", 0))
                .satisfies(tasks -> assertThat(
                                tasks.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(230));
        assertThat(state.getWorkloads()).hasSize(24);
    }

    @Test
    void tellsAClusterThatAwsDoesNotKnow() {
        var nowhere = new Target.Cluster(Place.DEFAULT, "nowhere");

        assertThat(reading(new WatchedCluster(nowhere, Optional.of("web"), List.of())))
                .isEqualTo(new ClusterReading.Told(new CapacityObservation(
                        "cluster/nowhere", NOW, new TargetNotFound("no cluster of this name"), null, null)));
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(1);
    }

    @Test
    void tellsNoGroupThatAwsDoesNotKnow() {
        addCluster(1);

        var state = read(new WatchedCluster(DEMO, Optional.of("gone"), List.of()));

        assertThat(state.getGroup()).isNull();
        assertThat(state.getInstances()).hasSize(1);
    }
}
