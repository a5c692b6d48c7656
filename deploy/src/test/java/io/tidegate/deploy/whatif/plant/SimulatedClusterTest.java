package io.tidegate.deploy.whatif.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.Group;
import io.tidegate.streams.journal.ObservedCluster.Instance;
import io.tidegate.streams.journal.ObservedCluster.Kind;
import io.tidegate.streams.journal.ObservedCluster.Port;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import io.tidegate.streams.journal.ObservedCluster.Workload;
import io.tidegate.streams.policy.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Instances have 1,000 CPU units, a task takes 500 of them; it starts in 40 s and ends in 10 s. */
class SimulatedClusterTest {
    private static final Plant TASKS = new Plant(seconds(40), seconds(10));
    private static final Resources HALF = Resources.of(500, 100);

    private final SimulatedCluster cluster = new SimulatedCluster(Optional.empty());

    private static Delays seconds(int seconds) {
        return Delays.given(Duration.ofSeconds(seconds));
    }

    private static long at(int seconds) {
        return seconds * 1_000L;
    }

    private static Workload workload(String name, Resources size) {
        return new Workload(name, Kind.REPLICA, "ACTIVE", 0, 0, true, Optional.of(size));
    }

    private static Instance instance(String id, String status, int freeCpu, Map<String, Integer> tasks) {
        int all = tasks.values().stream().mapToInt(Integer::intValue).sum();
        return new Instance(
                id,
                "arn:" + id,
                status,
                true,
                Optional.of(Resources.of(1_000, 1_000)),
                Optional.of(Resources.of(freeCpu, 1_000 - 100 * all)),
                all,
                0,
                new TreeMap<>(tasks),
                false,
                false);
    }

    private static ObservedCluster seen(Instance... instances) {
        var group = new Group("web-instances", 0, 10, instances.length, 0, Optional.of(Resources.of(1_000, 1_000)));
        var workloads = List.of(workload("api", HALF), workload("web", HALF));
        return new ObservedCluster("arn:demo", List.of(instances), workloads, Optional.of(group), Optional.empty());
    }

    private Tenant house(String name, int running, ObservedCluster seen) {
        var before = new SimulatedTarget(TASKS, 1, new Bounds(0, 100), running, 0);
        return cluster.house(workload(name, HALF), seen, TASKS, 1, before, 0);
    }

    private static Order tasks(int desired) {
        return new Order.Capacity(0, desired);
    }

    @Test
    void aTaskThatFindsRoomStartsAtOnce() {
        var web = house("web", 1, seen(instance("i-1", "ACTIVE", 500, Map.of("web", 1))));

        web.carryOut(tasks(2), 0);
        web.advance(at(39));
        int before = web.running();
        web.advance(at(40));

        assertThat(before).isEqualTo(1);
        assertThat(web.running()).isEqualTo(2);
    }

    @Test
    void aTaskThatFindsNoRoomWaitsForAnInstanceAndStartsThen() {
        var web = house("web", 2, seen(instance("i-1", "ACTIVE", 0, Map.of("web", 2))));

        web.carryOut(tasks(3), 0);
        int waiting = web.waiting();
        cluster.observed(
                seen(instance("i-1", "ACTIVE", 0, Map.of("web", 2)), instance("i-2", "ACTIVE", 1_000, Map.of())),
                at(100));
        web.advance(at(139));
        int before = web.running();
        web.advance(at(140));

        assertThat(waiting).isEqualTo(1);
        assertThat(before).isEqualTo(2);
        assertThat(web.running()).isEqualTo(3);
        assertThat(web.waiting()).isZero();
    }

    @Test
    void tasksOfADrainingInstanceWorkUntilTheirReplacementsDo() {
        var web = house(
                "web",
                2,
                seen(
                        instance("i-1", "ACTIVE", 500, Map.of("web", 1)),
                        instance("i-2", "ACTIVE", 500, Map.of("web", 1))));

        cluster.observed(
                seen(
                        instance("i-1", "ACTIVE", 500, Map.of("web", 1)),
                        instance("i-2", "DRAINING", 500, Map.of("web", 1))),
                0);
        web.advance(at(50));

        assertThat(web.occupancy().mean(0, at(50))).isEqualTo(2);
        // From 0 on the replacement is paid for as well, and from 40 to 50 the one that ends.
        assertThat(billed(web, 0, 50)).isEqualTo(3 * 50);
        assertThat(billed(web, 50, 60)).isEqualTo(2 * 10);
    }

    private static long billed(Tenant tenant, int from, int to) {
        long[] sum = new long[1];
        tenant.occupancy().each(at(from), at(to), (start, end, _, billed) -> sum[0] += billed * (end - start) / 1_000);
        return sum[0];
    }

    @Test
    void aDrainingInstanceWhoseTasksFindNoRoomElsewhereKeepsThemUntilItIsGone() {
        var web = house("web", 1, seen(instance("i-1", "ACTIVE", 500, Map.of("web", 1))));

        cluster.observed(seen(instance("i-1", "DRAINING", 500, Map.of("web", 1))), at(10));
        int draining = web.running();
        cluster.observed(seen(), at(20));

        assertThat(draining).isEqualTo(1);
        assertThat(web.running()).isZero();
        assertThat(web.waiting()).isEqualTo(1);
    }

    @Test
    void whatAServiceGivesUpIsRoomForAnother() {
        var told = seen(instance("i-1", "ACTIVE", 0, Map.of("web", 1, "api", 1)));
        var api = house("api", 1, told);
        var web = house("web", 1, told);

        web.carryOut(tasks(2), 0);
        int waiting = web.waiting();
        api.carryOut(tasks(0), at(5)); // Its task holds its room for 10 s more.
        web.advance(at(54));
        int before = web.running();
        web.advance(at(55));

        assertThat(waiting).isEqualTo(1);
        assertThat(before).isEqualTo(1);
        assertThat(web.running()).isEqualTo(2);
    }

    @Test
    void whatOthersTakeIsNoRoom() {
        var web = house("web", 1, seen(instance("i-1", "ACTIVE", 200, Map.of("web", 1)))); // 300 are somebody else's.

        web.carryOut(tasks(2), 0);

        assertThat(web.waiting()).isEqualTo(1);
    }

    @Test
    void anInstanceIsEmptiedOfTasksOnRecordForThoseThatAreSimulated() {
        var web = house("web", 2, seen(instance("i-1", "ACTIVE", 0, Map.of("web", 2))));

        web.carryOut(tasks(1), 0);
        cluster.observed(seen(instance("i-1", "ACTIVE", 0, Map.of("web", 2))), at(10));
        web.carryOut(tasks(2), at(20));

        assertThat(web.waiting()).isZero();
    }

    @Test
    void tasksAreSpreadOverInstances() {
        var told = seen(instance("i-1", "ACTIVE", 1_000, Map.of()), instance("i-2", "ACTIVE", 1_000, Map.of()));
        var web = house("web", 0, told);

        web.carryOut(tasks(2), 0);
        cluster.observed(seen(instance("i-1", "ACTIVE", 1_000, Map.of())), at(50));

        assertThat(web.running()).isEqualTo(1);
    }

    @Test
    void aFixedPortIsTakenOnceOnAnInstance() {
        var port = new Resources(10, 10, 0, new TreeSet<>(List.of(new Port(80, "tcp"))));
        var told = seen(instance("i-1", "ACTIVE", 1_000, Map.of()));
        var before = new SimulatedTarget(TASKS, 1, new Bounds(0, 100), 0, 0);
        var web = cluster.house(workload("web", port), told, TASKS, 1, before, 0);

        web.carryOut(tasks(2), 0);

        assertThat(web.waiting()).isEqualTo(1);
    }

    @Test
    void onlyReplicatedServicesOnInstancesAreHoused() {
        var all = List.of(
                workload("web", HALF),
                new Workload("agent", Kind.DAEMON, "ACTIVE", 1, 1, true, Optional.of(HALF)),
                new Workload("fargate", Kind.REPLICA, "ACTIVE", 1, 1, false, Optional.of(HALF)));
        var told = new ObservedCluster("arn:demo", List.of(), all, Optional.empty(), Optional.empty());

        assertThat(SimulatedCluster.services("cluster/demo", told)).containsOnlyKeys("ecs/demo/web");
        assertThat(SimulatedCluster.tellsRoom(told)).isFalse();
    }

    @Test
    void theSameOrdersHaveTheSameCourse() {
        assertThat(course()).isEqualTo(course());
    }

    private static List<String> course() {
        var starts =
                new Delays(List.of(Duration.ofSeconds(60), Duration.ofSeconds(90), Duration.ofSeconds(150)), "seen");
        var plant = new Plant(starts, seconds(10));
        var one = new SimulatedCluster(Optional.empty());
        var before = new SimulatedTarget(plant, 3, new Bounds(0, 100), 0, 0);
        var told = seen(instance("i-1", "ACTIVE", 1_000, Map.of()), instance("i-2", "ACTIVE", 1_000, Map.of()));
        var web = one.house(workload("web", HALF), told, plant, 3, before, 0);
        web.carryOut(tasks(6), 0);
        var course = new ArrayList<String>();
        while (one.nextChange() < Long.MAX_VALUE) {
            long next = one.nextChange();
            one.advance(next);
            course.add("%d: %d".formatted(next, web.running()));
        }
        assertThat(course.getLast()).endsWith(": 4");
        return course;
    }
}
