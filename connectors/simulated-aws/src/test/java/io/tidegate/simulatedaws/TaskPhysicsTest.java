package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.service.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskPhysicsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String WEB = "ecs/shop/web";

    @ParameterizedTest(name = "at pace {0}: none after {1} ms, all after {2} ms")
    @CsvSource({"1, 19999, 40000", "10, 1999, 4000", "0.5, 39999, 80000"})
    void tasksStartWithinTheirLatencyDividedByThePace(double pace, long noneAfter, long allAfter) {
        var cloud = cloud(CloudConfig.calm(START, 1).withPace(pace), 1);
        Calls.updateService(cloud, "web", 50);

        cloud.step(START.plusMillis(noneAfter));
        var early = cloud.service(WEB);
        cloud.step(START.plusMillis(allAfter));
        var late = cloud.service(WEB);

        assertThat(early).contains(new ServiceStatus(50, 1, 49));
        assertThat(late).contains(new ServiceStatus(50, 50, 0));
    }

    @Test
    void startUpTimesAreSpread() {
        var cloud = cloud(CloudConfig.calm(START, 1), 0);
        Calls.updateService(cloud, "web", 100);

        cloud.step(START.plusSeconds(30));

        assertThat(cloud.service(WEB).orElseThrow().running()).isBetween(30, 70);
    }

    @Test
    void stoppingTasksServeUntilTheyAreGone() {
        var cloud = cloud(CloudConfig.calm(START, 1), 10);
        Calls.updateService(cloud, "web", 3);

        cloud.step(START.plusMillis(1_999));
        var stopping = cloud.service(WEB);
        cloud.step(START.plusSeconds(5));
        var stopped = cloud.service(WEB);

        assertThat(stopping).contains(new ServiceStatus(3, 10, 0));
        assertThat(stopped).contains(new ServiceStatus(3, 3, 0));
    }

    @Test
    void pendingTasksAreStoppedFirstAndAtOnce() {
        var cloud = cloud(CloudConfig.calm(START, 1), 2);
        Calls.updateService(cloud, "web", 6);

        Calls.updateService(cloud, "web", 3);
        var after = cloud.service(WEB);
        cloud.step(START.plusSeconds(60));

        assertThat(after).contains(new ServiceStatus(3, 2, 1));
        assertThat(cloud.service(WEB)).contains(new ServiceStatus(3, 3, 0));
    }

    @Test
    void aRolloutIsInProgressUntilTheServiceIsSteadyForTheFirstTime() {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
        cloud.addService(WEB, 2, 0, Workload.ofRequests(1));

        var starting = describe(cloud);
        cloud.step(START.plusSeconds(40));
        var steady = describe(cloud);
        Calls.updateService(cloud, "web", 5);
        var scaling = describe(cloud);

        assertThat(starting).contains("\"rolloutState\":\"IN_PROGRESS\"");
        assertThat(steady).contains("\"rolloutState\":\"COMPLETED\"");
        assertThat(scaling).contains("\"rolloutState\":\"COMPLETED\"");
    }

    @Test
    void oneLongStepDoesWhatManyShortOnesDo() {
        var inOne = cloud(CloudConfig.calm(START, 7), 2);
        var inMany = cloud(CloudConfig.calm(START, 7), 2);
        List.of(inOne, inMany).forEach(cloud -> {
            cloud.setLoad(WEB, 150);
            cloud.setArrivals(WEB, 90);
            Calls.updateService(cloud, "web", 8);
        });

        inOne.step(START.plusSeconds(120));
        for (var at = START; !at.isAfter(START.plusSeconds(120)); at = at.plusMillis(137)) {
            inMany.step(at);
        }
        inMany.step(START.plusSeconds(120));

        assertThat(trace(inMany)).isEqualTo(trace(inOne));
    }

    @Test
    void theSameSeedGivesTheSameTraceAndAnotherSeedAnother() {
        var first = run(7);
        var again = run(7);
        var other = run(8);

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    private static List<String> run(long seed) {
        var cloud = cloud(CloudConfig.real(START, seed), 4);
        cloud.setLoad(WEB, 500);
        var trace = new ArrayList<String>();
        for (var second = 1; second <= 300; second++) {
            cloud.step(START.plus(Duration.ofSeconds(second)));
            var answer = Calls.response(Calls.updateService(cloud, "web", 2 + second % 7));
            trace.add(answer.status() + answer.body().asUtf8String());
        }
        trace.addAll(trace(cloud));
        return trace;
    }

    private static List<String> trace(SimulatedCloud cloud) {
        var metrics = Calls.json(
                cloud,
                "AmazonEC2ContainerServiceV20141113.ListTasks",
                "{\"cluster\":\"shop\",\"serviceName\":\"web\"}");
        return List.of(
                cloud.service(WEB).toString(),
                "%.6f".formatted(cloud.backlog(WEB)),
                cloud.effectiveMutations().toString(),
                cloud.callCounts().toString(),
                metrics.toString());
    }

    private static String describe(SimulatedCloud cloud) {
        return Calls.response(Calls.json(
                        cloud,
                        "AmazonEC2ContainerServiceV20141113.DescribeServices",
                        "{\"cluster\":\"shop\",\"services\":[\"web\"]}"))
                .body()
                .asUtf8String();
    }

    private static SimulatedCloud cloud(CloudConfig config, int desired) {
        var cloud = new SimulatedCloud(config);
        cloud.addService(WEB, desired, new Workload(100, 10));
        return cloud;
    }
}
