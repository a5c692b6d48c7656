package io.tidegate.deploy.whatif.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.CapacityProvider;
import io.tidegate.streams.journal.ObservedCluster.Group;
import io.tidegate.streams.journal.ObservedCluster.Instance;
import io.tidegate.streams.journal.ObservedCluster.Kind;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import io.tidegate.streams.journal.ObservedCluster.Workload;
import io.tidegate.streams.policy.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Instances have 1,000 CPU units, a task takes 400 of them and the daemon 200: two tasks fit on one. A task starts in 40 s and ends in
 * 10 s, an instance comes in 100 s and is gone 60 s after its end was ordered.
 */
class DrivenClusterTest {
    private static final Plant TASKS = new Plant(seconds(40), seconds(10));
    private static final Plant LAUNCHES = new Plant(seconds(100), seconds(60));
    private static final Resources WHOLE = Resources.of(1_000, 1_000);
    private static final Resources TASK = Resources.of(400, 100);
    private static final Resources AGENT = Resources.of(200, 100);

    private final ClusterCourse course = new ClusterCourse();
    private final SimulatedCluster cluster = new SimulatedCluster(Optional.of(course));

    private static Delays seconds(int seconds) {
        return Delays.given(Duration.ofSeconds(seconds));
    }

    private static long at(int seconds) {
        return seconds * 1_000L;
    }

    private static Workload service(String name, int desired) {
        return new Workload(name, Kind.REPLICA, "ACTIVE", desired, desired, true, Optional.of(TASK));
    }

    private static Instance instance(String id, Map<String, Integer> tasks) {
        int services = tasks.values().stream().mapToInt(Integer::intValue).sum();
        var all = new TreeMap<>(tasks);
        all.put("agent", 1);
        var left = Resources.of(800 - 400 * services, 900 - 100 * services);
        return new Instance(
                id,
                "arn:" + id,
                "ACTIVE",
                true,
                Optional.of(WHOLE),
                Optional.of(left),
                services + 1,
                0,
                all,
                false,
                false);
    }

    private static ObservedCluster seen(int launching, List<Workload> services, Instance... instances) {
        var group = new Group("web", 0, 10, instances.length + launching, launching, Optional.of(WHOLE));
        var agent = new Workload(
                "agent", Kind.DAEMON, "ACTIVE", instances.length, instances.length, true, Optional.of(AGENT));
        var workloads = new ArrayList<>(services);
        workloads.add(agent);
        return new ObservedCluster(
                "arn:demo",
                List.of(instances),
                workloads,
                Optional.of(group),
                Optional.of(new CapacityProvider("provider", true, false)));
    }

    // Two tasks of web on one instance, which is full.
    private Tenant full() {
        var seen = seen(0, List.of(service("web", 2)), instance("i-1", Map.of("web", 2)));
        cluster.observed(seen, 0);
        var before = new SimulatedTarget(TASKS, 1, new Bounds(0, 100), 2, 0);
        var web = cluster.house(service("web", 2), seen, TASKS, 1, before, 0);
        cluster.drive(LAUNCHES, TASKS, 1, 0);
        return web;
    }

    private static Order tasks(int desired) {
        return new Order.Capacity(0, desired);
    }

    private static Order drain(String id) {
        return new Order.Drain("demo", id, "arn:" + id);
    }

    private static Order terminate(String id, boolean decrement) {
        return new Order.Terminate("demo", id, "arn:" + id, decrement);
    }

    private List<String> ids() {
        return cluster.shown().instances().stream().map(Instance::instanceId).toList();
    }

    private Instance shown(String id) {
        return cluster.shown().instances().stream()
                .filter(instance -> instance.instanceId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anOrderedInstanceComesAfterItsLaunchAndTakesTheTasksThatWait() {
        var web = full();
        web.carryOut(tasks(3), 0);
        cluster.carryOut(tasks(2), 0);

        cluster.advance(at(99));
        var before = cluster.shown();
        cluster.advance(at(140));

        assertThat(before.instances()).hasSize(1);
        assertThat(before.group().orElseThrow().launching()).isEqualTo(1);
        assertThat(ids()).containsExactly("i-1", "i-simulated-00001");
        assertThat(web.running()).isEqualTo(3);
    }

    @Test
    void aNewInstanceRunsTheDaemonsAndHasTheRestForTasks() {
        full();
        cluster.carryOut(tasks(2), 0);
        cluster.advance(at(100));

        var fresh = shown("i-simulated-00001");
        assertThat(fresh.tasks()).isEqualTo(Map.of("agent", 1));
        assertThat(fresh.remaining()).contains(Resources.of(800, 900));
        assertThat(fresh.registered()).contains(WHOLE);
    }

    @Test
    void aDrainedInstanceLosesItsTasksToAnotherAndThenGoes() {
        var web = full();
        cluster.carryOut(tasks(2), 0);
        cluster.advance(at(100));
        cluster.carryOut(drain("i-1"), at(100));

        cluster.advance(at(139));
        int meanwhile = web.running();
        var draining = shown("i-1");
        cluster.advance(at(150));
        var empty = shown("i-1");
        cluster.carryOut(terminate("i-1", true), at(150));
        cluster.advance(at(209));
        var ending = shown("i-1");
        cluster.advance(at(210));

        assertThat(meanwhile).isEqualTo(2);
        assertThat(draining.status()).isEqualTo("DRAINING");
        assertThat(draining.tasks()).containsEntry("web", 2);
        assertThat(empty.tasks()).isEqualTo(Map.of("agent", 1));
        assertThat(ending.leaving()).isTrue();
        assertThat(ids()).containsExactly("i-simulated-00001");
        assertThat(cluster.desired()).isEqualTo(1);
    }

    @Test
    void oneThatIsReplacedIsLaunchedAnew() {
        full();
        cluster.carryOut(terminate("i-1", false), 0);
        cluster.advance(at(100));

        assertThat(cluster.desired()).isEqualTo(1);
        assertThat(ids()).containsExactly("i-simulated-00001");
    }

    @Test
    void aLaunchThatIsNotWantedAnyMoreIsCalledOff() {
        full();
        cluster.carryOut(tasks(3), 0);
        cluster.carryOut(tasks(2), at(10));
        cluster.advance(at(200));

        assertThat(ids()).containsExactly("i-1", "i-simulated-00001");
    }

    @Test
    void whatWasOnItsWayOnRecordComes() {
        cluster.observed(seen(1, List.of(), instance("i-1", Map.of())), 0);
        cluster.drive(LAUNCHES, TASKS, 1, 0);
        cluster.advance(at(100));

        assertThat(ids()).hasSize(2);
    }

    @Test
    void theRecordSaysNoMoreWhichInstancesThereAre() {
        full();
        cluster.observed(
                seen(0, List.of(service("web", 2)), instance("i-7", Map.of()), instance("i-8", Map.of())), at(10));

        assertThat(ids()).containsExactly("i-1");
    }

    @Test
    void servicesThatAreNotSimulatedWantWhatTheRecordTells() {
        var two = seen(0, List.of(service("api", 2)), instance("i-1", Map.of("api", 2)));
        var three = seen(0, List.of(service("api", 3)), instance("i-1", Map.of("api", 2)));
        cluster.observed(two, 0);
        cluster.drive(LAUNCHES, TASKS, 1, 0);

        cluster.observed(three, at(10));
        var waits = cluster.shown().workloads().getFirst();
        cluster.carryOut(tasks(2), at(10));
        cluster.advance(at(150));
        var runs = cluster.shown().workloads().getFirst();

        assertThat(waits.desired()).isEqualTo(3);
        assertThat(waits.running()).isEqualTo(2);
        assertThat(runs.running()).isEqualTo(3);
    }

    @Test
    void nobodyButThePolicyScalesIt() {
        full();

        assertThat(cluster.shown().provider()).contains(new CapacityProvider("provider", false, false));
    }

    @Test
    void itsLoadIsWhatTasksTakeOfAnInstance() {
        var web = full();
        double full = course.takeMoments().getLast().load();
        web.carryOut(tasks(1), at(10));
        cluster.advance(at(20));
        double half = course.takeMoments().getLast().load();

        assertThat(full).isEqualTo(1);
        assertThat(half).isEqualTo(0.5);
    }

    @Test
    void tasksThatWaitAreLoadOnTopOfAllThatRuns() {
        var web = full();
        web.carryOut(tasks(5), 0);
        var moment = course.takeMoments().getLast();

        assertThat(moment.running()).isEqualTo(1);
        assertThat(moment.load()).isCloseTo(2.5, within(1e-9));
        assertThat(moment.least()).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void whatLaunchesAndWhatEndsIsPaidFor() {
        full();
        cluster.carryOut(tasks(2), 0);
        var launching = course.takeMoments().getLast();
        cluster.advance(at(100));
        cluster.carryOut(drain("i-1"), at(100));
        cluster.advance(at(150));
        cluster.carryOut(terminate("i-1", true), at(150));
        var ending = course.takeMoments().getLast();
        cluster.advance(at(210));
        var gone = course.takeMoments().getLast();

        assertThat(launching.running()).isEqualTo(1);
        assertThat(launching.billed()).isEqualTo(2);
        assertThat(ending.running()).isEqualTo(1);
        assertThat(ending.billed()).isEqualTo(2);
        assertThat(gone.billed()).isEqualTo(1);
    }

    @Test
    void nothingIsOrderedOfOneThatFollowsTheRecord() {
        cluster.observed(seen(0, List.of(), instance("i-1", Map.of())), 0);

        assertThatThrownBy(() -> cluster.carryOut(tasks(2), 0))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("a cluster must be driven before it takes orders");
    }
}
