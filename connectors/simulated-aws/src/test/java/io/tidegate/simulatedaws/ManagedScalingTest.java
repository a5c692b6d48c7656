package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.backing.CapacityProvider;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ecs.EcsClient;

/** A capacity provider whose group's instances have room for two tasks each. */
class ManagedScalingTest {
    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
    private static final InstanceShape SHAPE = InstanceShape.of(1024, 2048);
    private static final TaskShape HALF = TaskShape.of(512, 1024);

    private final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
    private final CloudWatchClient metrics = SteppedClients.client(CloudWatchClient.builder(), cloud);
    private final AutoScalingClient groups = SteppedClients.client(AutoScalingClient.builder(), cloud);
    private final EcsClient ecs = SteppedClients.client(EcsClient.builder(), cloud);

    @AfterEach
    void close() {
        metrics.close();
        groups.close();
        ecs.close();
    }

    private void begin(int instances, int tasks, int target) {
        begin(instances, tasks, new CapacityProvider("cp", true, false, target));
    }

    private void begin(int instances, int tasks, CapacityProvider provider) {
        cloud.addGroup("shop", 0, 20, instances);
        cloud.instanceClusters().back("shop", Backing.of("shop", SHAPE).through(provider));
        addService("web", HALF, tasks);
    }

    private void addService(String name, TaskShape shape, int tasks) {
        var plan = ServicePlan.of(TaskSizing.definition(name, shape));
        cloud.instanceClusters().addService("ecs/shop/" + name, plan, tasks, Workload.ofRequests(1));
    }

    private void setDesired(int tasks) {
        ecs.updateService(request -> request.cluster("shop").service("web").desiredCount(tasks));
    }

    private void pass(Duration time) {
        cloud.step(cloud.now().plus(time));
    }

    private int desired() {
        return cloud.group("shop").orElseThrow().desired();
    }

    /** What the group's desired capacity was set to, in order. */
    private List<Integer> changes() {
        return cloud.effectiveMutations().stream()
                .filter(Mutation.DesiredChanged.class::isInstance)
                .map(Mutation.DesiredChanged.class::cast)
                .filter(change -> change.target().equals("asg/shop"))
                .map(Mutation.DesiredChanged::to)
                .toList();
    }

    /** The values of the metric from the start, as they can be read two minutes later. */
    private List<Double> reservations(int minutes) {
        pass(Duration.ofMinutes(2));
        return metrics
                .getMetricStatistics(request -> request.namespace("AWS/ECS/ManagedScaling")
                        .metricName("CapacityProviderReservation")
                        .dimensions(dimension("ClusterName", "shop"), dimension("CapacityProviderName", "cp"))
                        .startTime(START)
                        .endTime(START.plus(Duration.ofMinutes(minutes)))
                        .period(60)
                        .statistics(Statistic.AVERAGE))
                .datapoints()
                .stream()
                .sorted(Comparator.comparing(Datapoint::timestamp))
                .map(Datapoint::average)
                .toList();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    @ParameterizedTest(name = "{0} instances, {1} tasks: {2}")
    @CsvSource({"0, 0, 100", "0, 1, 200", "0, 9, 200", "4, 8, 100", "4, 7, 100", "4, 4, 50", "4, 0, 0", "2, 9, 250"})
    void reportsWhatIsNeededOfWhatRuns(int instances, int tasks, double expected) {
        begin(instances, tasks, 100);
        pass(Duration.ofMinutes(1));

        assertThat(reservations(1)).containsExactly(expected);
    }

    @Test
    void reportsEveryMinute() {
        begin(4, 8, 100);
        pass(Duration.ofMinutes(5));

        assertThat(reservations(5)).isEqualTo(List.of(100.0, 100.0, 100.0, 100.0, 100.0));
    }

    @Test
    void aDaemonsTaskDoesNotOccupyAnInstance() {
        begin(2, 2, 100);
        cloud.instanceClusters().addDaemon("ecs/shop/agent", TaskSizing.definition("agent", TaskShape.of(16, 32)));
        setDesired(0);
        pass(Duration.ofMinutes(2));

        assertThat(reservations(2).getLast()).isZero();
    }

    @Test
    void withoutManagedScalingNothingIsReportedOrScaled() {
        begin(1, 9, new CapacityProvider("cp", false, false, 100));
        pass(Duration.ofMinutes(30));

        assertThat(reservations(30)).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest(name = "at a target of {0} %: {1}")
    @CsvSource({"100, 5", "50, 10", "80, 7"})
    void scalesOutToWhatIsNeededAtTheTarget(int target, int expected) {
        begin(2, 10, target);

        pass(Duration.ofMinutes(1));
        var wanted = desired();
        pass(Duration.ofMinutes(12));

        assertThat(wanted).isEqualTo(expected);
        assertThat(desired()).isEqualTo(expected);
        assertThat(cloud.service("ecs/shop/web").orElseThrow().running()).isEqualTo(10);
    }

    @Test
    void fromNoneItTakesTwoFirstAndWaitsUntilTheyAreWarm() {
        begin(0, 10, 100);

        pass(Duration.ofMinutes(1));
        var first = desired();
        pass(Duration.ofMinutes(6));
        var warming = desired();
        pass(Duration.ofMinutes(12));

        assertThat(first).isEqualTo(2);
        assertThat(warming).isEqualTo(2);
        assertThat(changes()).containsExactly(2, 5);
    }

    @Test
    void neverScalesBeyondTheGroupsMaximum() {
        begin(2, 100, 100);

        pass(Duration.ofMinutes(1));

        assertThat(desired()).isEqualTo(20);
    }

    @Test
    void aTaskThatFitsNoInstanceOfTheGroupIsPassedOver() {
        begin(2, 4, 80);
        addService("huge", TaskShape.of(4096, 2048), 3);

        pass(Duration.ofMinutes(1));

        assertThat(reservations(1)).containsExactly(80.0);
        assertThat(changes()).isEmpty();
    }

    @Test
    void scalesInAfterFifteenMinutesAndByLessThanHalfAMinute() {
        begin(10, 20, 100);
        pass(Duration.ofMinutes(1));
        setDesired(0);

        pass(Duration.ofMinutes(14));
        var before = desired();
        pass(Duration.ofMinutes(8));

        assertThat(before).isEqualTo(10);
        assertThat(changes()).containsExactly(6, 4, 3, 2, 1, 0);
    }

    @Test
    void whatIsSuspendedScalesNothing() {
        begin(2, 10, 100);
        groups.suspendProcesses(request -> request.autoScalingGroupName("shop").scalingProcesses("AlarmNotification"));

        pass(Duration.ofMinutes(5));

        assertThat(changes()).isEmpty();
    }
}
