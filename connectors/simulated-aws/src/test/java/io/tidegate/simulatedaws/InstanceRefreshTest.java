package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.ActiveInstanceRefreshNotFoundException;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.ScaleInProtectedInstances;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;

/** Instance refreshes of the group web, whose launch template has got a second version. */
class InstanceRefreshTest {
    private final TemplateWorld world = new TemplateWorld(10, "$Latest");

    InstanceRefreshTest() {
        world.addVersion(TemplateWorld.NEW);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String start(Consumer<RefreshPreferences.Builder> preferences) {
        return startAs(request -> request.preferences(preferences));
    }

    private String startAs(Consumer<StartInstanceRefreshRequest.Builder> request) {
        return world.groups
                .startInstanceRefresh(builder -> {
                    builder.autoScalingGroupName("web");
                    request.accept(builder);
                })
                .instanceRefreshId();
    }

    private InstanceRefresh refresh() {
        return refreshes().getFirst();
    }

    private List<InstanceRefresh> refreshes() {
        return world.groups
                .describeInstanceRefreshes(request -> request.autoScalingGroupName("web"))
                .instanceRefreshes();
    }

    /** Steps from look to look until it is over, and tells how few were in service in the meantime. */
    private int leastInService(Duration within) {
        int least = Integer.MAX_VALUE;
        var end = world.cloud.now().plus(within);
        while (refresh().endTime() == null && world.cloud.now().isBefore(end)) {
            world.pass(Duration.ofSeconds(5));
            least = Math.min(least, world.cloud.group("web").orElseThrow().inService());
        }
        return least;
    }

    @ParameterizedTest(name = "at least {0} %: never fewer than {1}")
    @CsvSource({"90, 9", "100, 9", "85, 9", "50, 5", "0, 0"})
    void replacesEveryInstanceAndKeepsEnoughInService(int percentage, int least) {
        start(preferences -> preferences.minHealthyPercentage(percentage));

        var kept = leastInService(Duration.ofHours(2));

        assertThat(kept).isEqualTo(least);
        assertThat(world.serving()).isEqualTo(Collections.nCopies(10, "2"));
        assertThat(refresh().status()).isEqualTo(InstanceRefreshStatus.SUCCESSFUL);
        assertThat(refresh().percentageComplete()).isEqualTo(100);
        assertThat(refresh().instancesToUpdate()).isZero();
        assertThat(refresh().endTime()).isEqualTo(world.cloud.now());
    }

    @Test
    void tellsHowFarItIs() {
        var id = start(preferences -> preferences.minHealthyPercentage(50));

        var pending = refresh();
        world.pass(Duration.ofSeconds(5));
        var begun = refresh();
        world.pass(Duration.ofSeconds(200));
        var half = refresh();

        assertThat(pending.instanceRefreshId()).isEqualTo(id);
        assertThat(pending.status()).isEqualTo(InstanceRefreshStatus.PENDING);
        assertThat(pending.preferences().minHealthyPercentage()).isEqualTo(50);
        assertThat(begun.status()).isEqualTo(InstanceRefreshStatus.IN_PROGRESS);
        assertThat(begun.percentageComplete()).isZero();
        assertThat(begun.instancesToUpdate()).isEqualTo(10);
        assertThat(half.instancesToUpdate()).isBetween(1, 9);
        assertThat(half.percentageComplete()).isEqualTo(100 - half.instancesToUpdate() * 10);
    }

    @Test
    void waitsUntilReplacementsAreWarm() {
        start(preferences -> preferences.minHealthyPercentage(50).instanceWarmup(600));
        leastInService(Duration.ofMinutes(14));
        var stillWarming = refresh().percentageComplete();

        leastInService(Duration.ofHours(1));

        assertThat(stillWarming).isLessThanOrEqualTo(50);
        assertThat(refresh().status()).isEqualTo(InstanceRefreshStatus.SUCCESSFUL);
        assertThat(Duration.between(refresh().startTime(), refresh().endTime()))
                .isBetween(Duration.ofMinutes(23), Duration.ofMinutes(28));
    }

    @Test
    void passesOverWhatMatchesAlready() {
        world.setDesired(12);
        world.pass(Duration.ofMinutes(3));
        var matching = world.instances().stream()
                .filter(instance -> instance.launchTemplate().version().equals("2"))
                .map(Instance::instanceId)
                .toList();

        start(preferences -> preferences.skipMatching(true).minHealthyPercentage(0));
        leastInService(Duration.ofHours(1));

        assertThat(world.serving()).isEqualTo(Collections.nCopies(12, "2"));
        assertThat(world.instances()).extracting(Instance::instanceId).containsAll(matching);
    }

    @Test
    void nothingIsDoneWhereEverythingMatches() {
        start(preferences -> preferences.minHealthyPercentage(0));
        leastInService(Duration.ofHours(1));
        var before = world.instances();

        start(preferences -> preferences.skipMatching(true));
        leastInService(Duration.ofMinutes(1));

        assertThat(refresh().status()).isEqualTo(InstanceRefreshStatus.SUCCESSFUL);
        assertThat(world.instances()).isEqualTo(before);
    }

    @Test
    void aDesiredConfigurationBecomesTheGroupsWhenAllIsWell() {
        world.follow(world.version("1"));
        startAs(request -> request.desiredConfiguration(wanted -> wanted.launchTemplate(world.version("2")))
                .preferences(preferences -> preferences.minHealthyPercentage(0)));
        world.pass(Duration.ofSeconds(60));
        var during = world.web().launchTemplate().version();

        leastInService(Duration.ofHours(1));

        assertThat(during).isEqualTo("1");
        assertThat(world.web().launchTemplate().version()).isEqualTo("2");
        assertThat(world.serving()).isEqualTo(Collections.nCopies(10, "2"));
        assertThat(refresh().desiredConfiguration().launchTemplate().version()).isEqualTo("2");
    }

    private String protectFirst() {
        var id = world.instances().getFirst().instanceId();
        protect(id, true);
        return id;
    }

    private void protect(String id, boolean isProtected) {
        world.groups.setInstanceProtection(
                request -> request.autoScalingGroupName("web").instanceIds(id).protectedFromScaleIn(isProtected));
    }

    @Test
    void replacesProtectedInstancesWhenToldTo() {
        protectFirst();

        start(preferences ->
                preferences.minHealthyPercentage(0).scaleInProtectedInstances(ScaleInProtectedInstances.REFRESH));
        leastInService(Duration.ofHours(1));

        assertThat(world.serving()).isEqualTo(Collections.nCopies(10, "2"));
    }

    @Test
    void ignoresProtectedInstancesWhenToldTo() {
        var kept = protectFirst();

        start(preferences ->
                preferences.minHealthyPercentage(0).scaleInProtectedInstances(ScaleInProtectedInstances.IGNORE));
        leastInService(Duration.ofHours(1));

        assertThat(refresh().status()).isEqualTo(InstanceRefreshStatus.SUCCESSFUL);
        assertThat(world.instances()).extracting(Instance::instanceId).contains(kept);
        assertThat(world.serving()).containsOnlyOnce("1").hasSize(10);
    }

    @Test
    void waitsForProtectedInstancesByItself() {
        var held = protectFirst();
        start(preferences -> preferences.minHealthyPercentage(0));
        leastInService(Duration.ofMinutes(50));
        var waiting = refresh();

        protect(held, false);
        leastInService(Duration.ofMinutes(10));

        assertThat(waiting.status()).isEqualTo(InstanceRefreshStatus.IN_PROGRESS);
        assertThat(waiting.percentageComplete()).isEqualTo(90);
        assertThat(waiting.statusReason())
                .isEqualTo("Waiting for 1 instances to be replaced, of which 0 are under way.");
        assertThat(refresh().status()).isEqualTo(InstanceRefreshStatus.SUCCESSFUL);
    }

    @Test
    void failsWhenProtectedInstancesAreNotReleasedForAnHour() {
        protectFirst();
        start(preferences -> preferences.minHealthyPercentage(0));

        leastInService(Duration.ofMinutes(70));

        assertThat(refresh().status()).isEqualTo(InstanceRefreshStatus.FAILED);
        assertThat(refresh().statusReason()).startsWith("Nothing moved for 60 minutes.");
    }

    @Test
    void failsWhenNothingLaunchesForAnHourAndTakesNoMoreThanItMay() {
        world.addVersion("ami-0bbbbbbbbbbbbbbbb");
        start(preferences -> preferences.minHealthyPercentage(80));

        var least = leastInService(Duration.ofMinutes(70));

        assertThat(refresh().status()).isEqualTo(InstanceRefreshStatus.FAILED);
        assertThat(least).isEqualTo(8);
    }

    @Test
    void hooksHoldWhatGoesAndWhatComes() {
        put("in", "autoscaling:EC2_INSTANCE_LAUNCHING");
        put("out", "autoscaling:EC2_INSTANCE_TERMINATING");
        start(preferences -> preferences.minHealthyPercentage(90));
        world.pass(Duration.ofMinutes(20));
        var held = world.instances();

        complete("in", "Pending:Wait");
        world.pass(Duration.ofSeconds(4));
        complete("out", "Terminating:Wait");
        world.pass(Duration.ofMinutes(4));

        assertThat(held)
                .extracting(Instance::lifecycleStateAsString)
                .containsOnlyOnce("Terminating:Wait", "Pending:Wait")
                .hasSize(11);
        assertThat(refresh().percentageComplete()).isEqualTo(10);
    }

    private void put(String hook, String transition) {
        world.groups.putLifecycleHook(request -> request.autoScalingGroupName("web")
                .lifecycleHookName(hook)
                .lifecycleTransition(transition)
                .heartbeatTimeout(7200));
    }

    private void complete(String hook, String state) {
        world.instances().stream()
                .filter(instance -> state.equals(instance.lifecycleStateAsString()))
                .forEach(instance -> world.groups.completeLifecycleAction(request -> request.autoScalingGroupName("web")
                        .lifecycleHookName(hook)
                        .instanceId(instance.instanceId())
                        .lifecycleActionResult("CONTINUE")));
    }

    @Test
    void aCancelledOneEndsWhatIsUnderWayAndBeginsNothing() {
        start(preferences -> preferences.minHealthyPercentage(80));
        world.pass(Duration.ofSeconds(10));

        var cancelled = world.groups.cancelInstanceRefresh(request -> request.autoScalingGroupName("web"));
        var cancelling = refresh().status();
        leastInService(Duration.ofHours(1));

        assertThat(cancelled.instanceRefreshId()).isEqualTo(refresh().instanceRefreshId());
        assertThat(cancelling).isEqualTo(InstanceRefreshStatus.CANCELLING);
        assertThat(refresh().status()).isEqualTo(InstanceRefreshStatus.CANCELLED);
        assertThat(world.serving()).hasSize(10).filteredOn("2"::equals).hasSize(2);
    }

    @Test
    void thereIsOneAtATimeAndTheLatestIsToldFirst() {
        var first = start(preferences -> preferences.minHealthyPercentage(0));

        assertThatThrownBy(() -> start(preferences -> {})).isInstanceOf(InstanceRefreshInProgressException.class);
        leastInService(Duration.ofHours(1));
        assertThatThrownBy(() -> world.groups.cancelInstanceRefresh(request -> request.autoScalingGroupName("web")))
                .isInstanceOf(ActiveInstanceRefreshNotFoundException.class);
        var second = start(preferences -> {});

        assertThat(world
                        .groups
                        .describeInstanceRefreshesPaginator(
                                request -> request.autoScalingGroupName("web").maxRecords(1))
                        .stream()
                        .flatMap(page -> page.instanceRefreshes().stream())
                        .map(InstanceRefresh::instanceRefreshId))
                .containsExactly(second, first);
    }

    @Test
    void oneOfAGroupThatIsDeletedEnds() {
        start(preferences -> preferences.minHealthyPercentage(0));
        world.pass(Duration.ofSeconds(5));

        world.cloud.deleteGroup("web");
        world.pass(Duration.ofHours(1));

        assertThat(world.cloud.group("web")).isEmpty();
        assertThat(world.groups.describeAutoScalingInstances().autoScalingInstances())
                .isEmpty();
    }

    static Stream<Arguments> refusesWhatItDoesNotSimulate() {
        return Stream.of(
                row("checkpoints", preferences -> preferences.checkpointPercentages(50), "CheckpointPercentages"),
                row("rollback", preferences -> preferences.autoRollback(true), "AutoRollback"),
                row("bake time", preferences -> preferences.bakeTime(60), "BakeTime"),
                row("surplus", preferences -> preferences.maxHealthyPercentage(110), "MaxHealthyPercentage"),
                row("percentage", preferences -> preferences.minHealthyPercentage(101), "MinHealthyPercentage must be"),
                row("warm-up", preferences -> preferences.instanceWarmup(-1), "InstanceWarmup must not be negative"),
                row(
                        "protection",
                        preferences -> preferences.scaleInProtectedInstances("Maybe"),
                        "ScaleInProtectedInstances must be Refresh, Ignore or Wait, was Maybe"));
    }

    private static Arguments row(String name, Consumer<RefreshPreferences.Builder> preferences, String message) {
        return argumentSet(name, preferences, message);
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatItDoesNotSimulate(Consumer<RefreshPreferences.Builder> preferences, String message) {
        assertThatThrownBy(() -> start(preferences))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationError"))
                .hasMessageContaining(message);
        assertThat(refreshes()).isEmpty();
    }
}
