package io.tidegate.deploy.view;

import static io.tidegate.deploy.view.SomeFacts.NOON;
import static io.tidegate.deploy.view.SomeFacts.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.schemas.AppliedConstraint;
import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.AwsScalingPolicy;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.ClusterGroup;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.HookedGroupsState;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.ScalableTargetState;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.schemas.topic.GeneratedClasses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LiveViewTest {
    static {
        GeneratedClasses.trust();
    }

    private final LiveView view = new LiveView();

    @Test
    void remembersTheLowestAndHighestDesiredCapacity() {
        view.take(SomeFacts.observed(NOON, 4, 4));
        view.take(SomeFacts.observed(NOON.plusSeconds(5), 9, 4));
        view.take(SomeFacts.observed(NOON.plusSeconds(10), 6, 9));

        assertThat(view.targets()).singleElement().satisfies(target -> {
            assertThat(target.desired()).contains(6);
            assertThat(target.desiredMin()).contains(4);
            assertThat(target.desiredMax()).contains(9);
            assertThat(target.history()).hasSize(3);
        });
    }

    @Test
    void forgetsTheCapacityOfATargetThatAwsNoLongerKnows() {
        view.take(SomeFacts.observed(NOON, 4, 4));
        view.take(new CapacityObservation(TARGET, NOON.plusSeconds(5), new TargetNotFound("MISSING"), null, null));

        assertThat(view.targets()).singleElement().satisfies(target -> {
            assertThat(target.desired()).isEmpty();
            assertThat(target.observedAt()).contains(NOON.plusSeconds(5));
        });
    }

    /** Each row: what AWS said of a target, and the capacity that is shown of it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void showsTheCapacityOfEveryKindOfTarget(String target, Object observed, Optional<Integer> desired) {
        view.take(new CapacityObservation(target, NOON, observed, null, null));

        assertThat(view.targets()).singleElement().satisfies(shown -> {
            assertThat(shown.desired()).isEqualTo(desired);
            assertThat(shown.observedAt()).contains(NOON);
        });
    }

    static Stream<Arguments> showsTheCapacityOfEveryKindOfTarget() {
        var table = "appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits";
        return Stream.of(
                arguments("asg/web", new AutoScalingGroupState(1, 9, 4, 3, 1, 0, null, false), Optional.of(4)),
                arguments(
                        "cluster/demo",
                        cluster(new ClusterGroup("web", 1, 9, 4, 1, null, false, null)),
                        Optional.of(4)),
                arguments("cluster/demo", cluster(null), Optional.empty()),
                arguments(table, new ScalableTargetState(40, 40), Optional.of(40)),
                arguments(table, new ScalableTargetState(5, 40), Optional.empty()));
    }

    private static EcsClusterState cluster(@Nullable ClusterGroup group) {
        return new EcsClusterState("arn:aws:ecs:eu-central-1:1:cluster/demo", List.of(), List.of(), group, null);
    }

    /** Each row: a decision about a foreign write, and how it is counted. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "restored, ecs/demo/web, FOREIGN_WRITE, c1, restored",
        "restored in a fight, ecs/demo/web, FOREIGN_WRITER_FIGHTS, c1, restored",
        "taken the place of by hand, ecs/demo/web, OVERRIDE, c1, restored",
        "waited for in a fight, ecs/demo/web, FOREIGN_WRITER_FIGHTS, , ",
        "stale, ecs/demo/web, STALE_WRITE, c1, stale",
        "yielded, ecs/demo/web, FOREIGN_WRITE_YIELDED, , yielded",
        "seen once, ecs/demo/web, FOREIGN_WRITE, , ",
        "of a cluster, cluster/demo, FIT, , recomputed",
    })
    void countsWritesOfSomebodyElseByWhatFollowed(
            String name, String target, String reason, @Nullable String commandId, @Nullable String followed) {
        var decision = Decision.newBuilder(SomeFacts.scaledOut(NOON, 1, 5, "c1"))
                .setTarget(target)
                .setReason(reason)
                .setCommandId(commandId)
                .setConstraints(List.of(new AppliedConstraint("foreign.desired", 8, 3, "a write of somebody else")))
                .build();

        view.take(decision);

        var counted = view.foreignWrites().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey);
        assertThat(counted.toList()).isEqualTo(followed == null ? List.of() : List.of(followed));
        assertThat(view.targets().getFirst().foreignWrite().isPresent()).isEqualTo(followed != null);
    }

    @Test
    void countsNoDecisionThatSpeaksOfNobodyElse() {
        view.take(SomeFacts.scaledOut(NOON, 1, 5, "c1"));

        assertThat(view.foreignWrites().values()).containsOnly(0L);
        assertThat(view.targets().getFirst().foreignWrite()).isEmpty();
    }

    @Test
    void showsWhoElseScalesATarget() {
        var service = new EcsServiceState("ACTIVE", 4, 4, 0, false);
        var rivals = List.of(new AwsScalingPolicy("cpu-60", "TargetTrackingScaling"));
        view.take(new CapacityObservation(TARGET, NOON, service, null, rivals));
        view.take(new CapacityObservation(TARGET, NOON.plusSeconds(5), service, null, null));

        assertThat(view.targets().getFirst().rivals()).containsExactly("TargetTrackingScaling cpu-60");

        view.take(new CapacityObservation(TARGET, NOON.plusSeconds(10), service, null, List.of()));

        assertThat(view.targets().getFirst().rivals()).isEmpty();
    }

    @Test
    void keepsTheNewestDecisionsFirstAndNoMoreThanItsBound() {
        for (int i = 1; i <= 600; i++) {
            view.take(SomeFacts.scaledOut(NOON.plusSeconds(i), i, 5, "c" + i));
        }

        assertThat(view.decisionCount()).isEqualTo(600);
        assertThat(view.decisions(1_000)).hasSize(500);
        assertThat(view.decisions(1))
                .singleElement()
                .satisfies(decision -> assertThat(decision.getSequence()).isEqualTo(600));
    }

    @Test
    void forgetsInstancesThatHaveGone() {
        var decision =
                Decision.newBuilder(SomeFacts.scaledOut(NOON, 1, 5, "c1")).setTarget("instance/i-1");
        view.take(decision.setReason("DRAINING").build());
        var leaving = view.targets();

        view.take(decision.setReason("COMPLETED").build());
        view.take(CommandOutcome.newBuilder(SomeFacts.applied("c1", NOON))
                .setTarget("instance/i-1")
                .build());

        assertThat(leaving).extracting(TargetView::target).containsExactly("instance/i-1");
        assertThat(view.targets()).isEmpty();
    }

    @Test
    void showsAnOverrideUntilTheClockOfTheDecidersPassesItsEnd() {
        view.take(SomeFacts.paused(NOON.plusSeconds(10)));

        view.take(new ScheduleTick(0, NOON.plusSeconds(9)));
        var before = view.targets().getFirst().override();
        view.take(new ScheduleTick(0, NOON.plusSeconds(10)));
        var after = view.targets().getFirst().override();

        assertThat(before).map(OverrideEntry::getReason).contains("release");
        assertThat(after).isEmpty();
    }

    @Test
    void forgetsAnOverrideThatWasLifted() {
        view.take(SomeFacts.paused(NOON.plusSeconds(10)));

        view.take(new Overrides(SomeFacts.DOMAIN, List.of(), "ben", "done"));

        assertThat(view.targets().getFirst().override()).isEmpty();
    }

    @Test
    void showsNoTargetForWhatTellsNoCapacity() {
        var seen = new LiveView();

        seen.take(new CapacityObservation(
                "asg/web", NOON, new HookedGroupsState(List.of(), List.of(), false), null, null));

        assertThat(seen.targets()).isEmpty();
    }

    @Test
    void tellsTheTickOfThePartitionThatIsFurthestBehind() {
        view.take(new ScheduleTick(0, NOON.plusSeconds(9)));
        view.take(new ScheduleTick(1, NOON.plusSeconds(3)));
        view.take(new ScheduleTick(1, NOON.plusSeconds(2)));

        assertThat(view.slowestTick()).contains(NOON.plusSeconds(3));
    }
}
