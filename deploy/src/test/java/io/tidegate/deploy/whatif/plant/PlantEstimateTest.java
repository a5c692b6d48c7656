package io.tidegate.deploy.whatif.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlantEstimateTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final String WEB = "ecs/demo/web";
    private static final String API = "ecs/demo/api";
    private static final String WORKERS = "asg/workers";

    private final PlantEstimate estimate = new PlantEstimate(List.of(WEB, API, WORKERS));

    private void seen(String target, int second, int desired, int running) {
        service(target, second, desired, running, false);
    }

    private void service(String target, int second, int desired, int running, boolean deploys) {
        var at = START.plusSeconds(second);
        var service = new Observation.Service("ACTIVE", desired, running, 0, deploys);
        estimate.take(at.toEpochMilli(), new Input.Observed(target, at, service));
    }

    private void applied(String target, int second) {
        var at = START.plusSeconds(second);
        estimate.take(at.toEpochMilli(), new Input.Settled(target, "c", Input.Result.APPLIED, at));
    }

    // Five starts, seen to be ordered at 12 s and to run at 40 s, both in the middle between two looks.
    private void fiveStarts(String target) {
        seen(target, 10, 2, 2);
        seen(target, 14, 7, 2);
        seen(target, 38, 7, 2);
        seen(target, 42, 7, 7);
    }

    @Test
    void countsFromTheMiddleBetweenTwoLooksToThatOfTwoOthers() {
        fiveStarts(WEB);

        assertThat(estimate.of(WEB).startup().sorted()).hasSize(5).containsOnly(Duration.ofSeconds(28));
        assertThat(estimate.of(WEB).startup().origin()).isEqualTo("seen 5 times");
        assertThat(estimate.of(WEB).stopping()).isEqualTo(Plant.ASSUMED.stopping());
    }

    @Test
    void countsFromTheMomentThatAwsTookTheCommandWhereItIsKnown() {
        seen(WEB, 10, 2, 2);
        applied(WEB, 11);
        seen(WEB, 14, 7, 2);
        seen(WEB, 38, 7, 2);
        seen(WEB, 42, 7, 7);

        assertThat(estimate.of(WEB).startup().sorted()).containsOnly(Duration.ofSeconds(29));
    }

    @Test
    void takesATargetOfWhichLittleWasSeenForOneOfItsKind() {
        fiveStarts(WEB);

        assertThat(estimate.of(API).startup().origin()).isEqualTo("seen 5 times at all targets of the kind");
        assertThat(estimate.of(API).startup().sorted()).containsOnly(Duration.ofSeconds(28));
        assertThat(estimate.of(WORKERS)).isEqualTo(Plant.ASSUMED);
    }

    @Test
    void knowsNothingFromDeploymentsAndFromWhatComesTooLate() {
        seen(WEB, 10, 2, 2);
        seen(WEB, 14, 7, 2);
        service(WEB, 18, 7, 2, true);
        seen(WEB, 42, 7, 7);
        seen(API, 10, 2, 2);
        seen(API, 14, 7, 2);
        seen(API, 4_000, 7, 7);

        assertThat(estimate.of(WEB)).isEqualTo(Plant.ASSUMED);
        assertThat(estimate.of(API)).isEqualTo(Plant.ASSUMED);
    }

    @Test
    void leavesOutStartsThatWereCalledOff() {
        seen(WEB, 10, 2, 2);
        seen(WEB, 14, 7, 2);
        seen(WEB, 18, 2, 2);
        seen(WEB, 42, 2, 2);

        assertThat(estimate.of(WEB)).isEqualTo(Plant.ASSUMED);
    }

    @Test
    void knowsHowLongAnEndTakes() {
        seen(WEB, 10, 7, 7);
        seen(WEB, 14, 2, 7);
        seen(WEB, 20, 2, 7);
        seen(WEB, 24, 2, 2);

        assertThat(estimate.of(WEB).stopping().sorted()).hasSize(5).containsOnly(Duration.ofSeconds(10));
    }

    private void instances(PlantEstimate of, int second, int desired, ObservedCluster.Instance... there) {
        var at = START.plusSeconds(second);
        int counted = (int)
                List.of(there).stream().filter(instance -> !instance.leaving()).count();
        var web = new ObservedCluster.Workload(
                "web", ObservedCluster.Kind.REPLICA, "ACTIVE", 2, 2, true, Optional.of(Resources.of(10, 10)));
        var group = new ObservedCluster.Group("shop", 0, 100, desired, desired - counted, Optional.empty());
        var seen = new ObservedCluster("arn:demo", List.of(there), List.of(web), Optional.of(group), Optional.empty());
        of.take(at.toEpochMilli(), new Input.Observed("cluster/demo", at, new Observation.Cluster(seen)));
    }

    private static ObservedCluster.Instance instance(int number, String status, int tasks, boolean leaving) {
        String id = "i-" + number;
        return new ObservedCluster.Instance(
                id,
                id,
                status,
                true,
                Optional.empty(),
                Optional.empty(),
                tasks,
                0,
                new TreeMap<>(Map.of("web", tasks)),
                false,
                leaving);
    }

    private static ObservedCluster.Instance[] active(int instances) {
        return IntStream.range(0, instances)
                .mapToObj(number -> instance(number, "ACTIVE", number == 0 ? 2 : 0, false))
                .toArray(ObservedCluster.Instance[]::new);
    }

    @Test
    void countsTheLaunchOfAnInstanceFromTheCommandToItsGroup() {
        var clusters = new PlantEstimate(List.of("cluster/demo"));
        instances(clusters, 10, 1, active(1));
        var applied = START.plusSeconds(13);
        clusters.take(applied.toEpochMilli(), new Input.Settled("asg/shop", "c", Input.Result.APPLIED, applied));
        instances(clusters, 14, 6, active(1));
        instances(clusters, 208, 6, active(1));
        instances(clusters, 212, 6, active(6));

        assertThat(clusters.of("cluster/demo").startup().sorted()).hasSize(5).containsOnly(Duration.ofSeconds(197));
        assertThat(clusters.of("cluster/demo").stopping()).isEqualTo(Plant.ASSUMED_INSTANCES.stopping());
        assertThat(clusters.ofKind("ecs")).isEqualTo(Plant.ASSUMED);
    }

    @Test
    void countsTheEndOfAnInstanceUntilItIsGone() {
        var clusters = new PlantEstimate(List.of("cluster/demo"));
        var all = active(6);
        var leaving = active(6);
        for (int i = 1; i < leaving.length; i++) {
            leaving[i] = instance(i, "DRAINING", 0, true);
        }
        instances(clusters, 10, 6, all);
        instances(clusters, 14, 1, leaving);
        instances(clusters, 70, 1, leaving);
        instances(clusters, 74, 1, active(1));

        assertThat(clusters.of("cluster/demo").stopping().sorted()).hasSize(5).containsOnly(Duration.ofSeconds(60));
    }

    @Test
    void knowsNothingFromTasksThatLeaveADrainingInstance() {
        instances(estimate, 10, 2, instance(0, "ACTIVE", 2, false), instance(1, "ACTIVE", 0, false));
        // Two more start beside them, before these end: two tasks of four on two instances.
        instances(estimate, 14, 2, instance(0, "DRAINING", 2, false), instance(1, "ACTIVE", 2, false));
        instances(estimate, 40, 2, instance(0, "DRAINING", 0, false), instance(1, "ACTIVE", 2, false));
        instances(estimate, 50, 2, instance(0, "DRAINING", 0, false), instance(1, "ACTIVE", 2, false));

        assertThat(estimate.of(WEB)).isEqualTo(Plant.ASSUMED);
        assertThat(estimate.of(API)).isEqualTo(Plant.ASSUMED);
    }

    @Test
    void saysMoreOfPeopleThanOfThePast() {
        fiveStarts(WEB);

        var plant = estimate.of(WEB).but(Optional.of(Duration.ofSeconds(3)), Optional.empty());

        assertThat(plant.startup()).hasToString("3s (given)");
        assertThat(plant.stopping()).hasToString("30s (assumed)");
    }
}
