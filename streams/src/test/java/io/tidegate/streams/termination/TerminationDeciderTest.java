package io.tidegate.streams.termination;

import static io.tidegate.streams.termination.Exit.ARN;
import static io.tidegate.streams.termination.Exit.leaving;
import static io.tidegate.streams.termination.Exit.serving;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Order.HookAction;
import io.tidegate.streams.journal.Input.NoticeKind;
import io.tidegate.streams.journal.Input.Observation.Hook;
import io.tidegate.streams.journal.Input.Result;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The failure modes of hook handlers that came before, and what is done instead, a test for each. */
class TerminationDeciderTest {
    private static final HookAction ACTION = new HookAction("web", "drain", "i-1", Optional.of("token-1"));
    private static final Order DRAIN = new Order.Drain("demo", "i-1", ARN);
    private static final Order BEAT = new Order.Heartbeat(ACTION);
    private static final Order GO_ON = new Order.Complete(ACTION, true);
    private static final Order GIVE_UP = new Order.Complete(ACTION, false);
    private static final String BLUE = "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/blue/1";

    @Test
    void drainsDeregistersWaitsAndGoesOn() {
        var exit = Exit.underCluster().noticed().ticks(0);
        assertThat(exit.orders()).isEmpty();

        exit.sees(1, "ACTIVE", 3).seesBalancers(1, serving(BLUE)).ticks(2);
        assertThat(exit.orders()).containsExactly(DRAIN);

        exit.ends(Result.APPLIED, 3).sees(4, "DRAINING", 3).ticks(5);
        assertThat(exit.phase()).isEqualTo(Phase.DRAINING);
        assertThat(exit.orders()).isEmpty();

        exit.sees(60, "DRAINING", 0).ticks(61);
        assertThat(exit.phase()).isEqualTo(Phase.TASKS_GONE);
        assertThat(exit.orders()).containsExactly(new Order.Deregister("i-1", BLUE, OptionalInt.of(80)));

        exit.ends(Result.APPLIED, 62).seesBalancers(63, leaving(BLUE)).ticks(64);
        assertThat(exit.phase()).isEqualTo(Phase.DEREGISTERING);
        assertThat(exit.orders()).isEmpty();

        exit.seesBalancers(120).ticks(121);
        assertThat(exit.phase()).isEqualTo(Phase.OUT_OF_SERVICE);
        assertThat(exit.orders()).containsExactly(GO_ON);

        exit.ends(Result.APPLIED, 122).ticks(123);
        assertThat(exit.phase()).isEqualTo(Phase.COMPLETED);
        assertThat(exit.orders()).isEmpty();
        assertThat(exit.reasons())
                .containsExactly(
                        "RECEIVED",
                        "RECEIVED",
                        "DRAINING",
                        "DEREGISTERING",
                        "DEREGISTERING",
                        "OUT_OF_SERVICE",
                        "COMPLETED");
    }

    @Test
    void makesNothingOfASecondDelivery() {
        var exit = Exit.underCluster().noticed().ticks(0).sees(1, "ACTIVE", 3).ticks(2);
        assertThat(exit.orders()).containsExactly(DRAIN);

        exit.noticed().ticks(3);

        assertThat(exit.orders()).isEmpty();
    }

    @Test
    void makesNothingOfADeliveryAfterTheEnd() {
        var exit = completed();

        exit.noticed().ticks(200);

        assertThat(exit.phase()).isEqualTo(Phase.COMPLETED);
        assertThat(exit.orders()).isEmpty();
    }

    @Test
    void namesTheActionByTheInstanceWhereTheMessageWasLost() {
        var exit = Exit.underCluster()
                .noticed(NoticeKind.TERMINATING, "drain", null, 0)
                .ticks(0);
        exit.orders();

        exit.sees(1, "DRAINING", 0).seesBalancers(1).ticks(2);

        assertThat(exit.orders())
                .containsExactly(new Order.Complete(new HookAction("web", "drain", "i-1", Optional.empty()), true));
    }

    @Test
    void takesTheTokenOfAMessageThatComesLate() {
        var exit = Exit.underCluster()
                .noticed(NoticeKind.TERMINATING, "drain", null, 0)
                .ticks(0);
        exit.orders();

        exit.noticed(NoticeKind.TERMINATING, "drain", "token-1", 5)
                .sees(6, "DRAINING", 0)
                .seesBalancers(6)
                .ticks(7);

        assertThat(exit.orders()).containsExactly(GO_ON);
    }

    @Test
    void goesOnWithWhatItsClusterDoesNotKnow() {
        var exit = Exit.underCluster()
                .noticed()
                .ticks(0)
                .seesNothingOfIt(1)
                .seesBalancers(1)
                .ticks(2);

        assertThat(exit.orders()).containsExactly(GO_ON);
    }

    @Test
    void waitsUntilTheClusterWasSeenAfterTheNotice() {
        var exit = Exit.underCluster()
                .noticed()
                .seesNothingOfIt(-5)
                .seesBalancers(-5)
                .ticks(1);

        assertThat(exit.orders()).isEmpty();
        assertThat(exit.phase()).isEqualTo(Phase.RECEIVED);
    }

    @Test
    void waitsUntilBalancersWereSeen() {
        var exit = Exit.underCluster().noticed().ticks(0).sees(1, "DRAINING", 0).ticks(2);

        assertThat(exit.orders()).isEmpty();
        assertThat(exit.phase()).isEqualTo(Phase.TASKS_GONE);
    }

    @Test
    void deregistersAGroupWithoutAClusterAtOnce() {
        var exit = Exit.ofGroupAlone()
                .noticed()
                .ticks(0)
                .seesBalancers(1, serving(BLUE))
                .ticks(2);

        assertThat(exit.orders()).containsExactly(new Order.Deregister("i-1", BLUE, OptionalInt.of(80)));
    }

    @Test
    void deregistersFromEveryBalancerOnce() {
        var exit = Exit.ofGroupAlone()
                .noticed()
                .ticks(0)
                .seesBalancers(1, serving(BLUE), serving("old"))
                .ticks(2);
        assertThat(exit.orders()).hasSize(2);

        exit.seesBalancers(3, serving(BLUE), serving("old")).ticks(4);

        assertThat(exit.orders()).isEmpty();
    }

    @Test
    void keepsTheHookWaitingBeforeHalfOfItsTimeIsOver() {
        var exit = Exit.underCluster().noticed().ticks(0).sees(1, "DRAINING", 3).ticks(2);

        assertThat(exit.ticks(151).orders()).isEmpty();
        assertThat(exit.ticks(152).orders()).containsExactly(BEAT);
        assertThat(exit.ends(Result.APPLIED, 153).ticks(439).orders()).isEmpty();
        assertThat(exit.ticks(440).orders()).containsExactly(BEAT);
    }

    @Test
    void keepsAHookWaitingThatNobodyHasToldOf() {
        var exit = Exit.underCluster()
                .hooks()
                .noticed()
                .ticks(0)
                .sees(1, "DRAINING", 3)
                .ticks(2);

        assertThat(exit.ticks(12).orders()).containsExactly(BEAT);
    }

    @Test
    void learnsHowLongAHookWaitsThatNobodyHadToldOf() {
        var exit = Exit.underCluster()
                .hooks()
                .noticed()
                .ticks(0)
                .sees(1, "DRAINING", 3)
                .ticks(2);

        exit.hooks(new Hook("web", "drain", Duration.ofMinutes(10), Duration.ofHours(16)))
                .seesBalancers(3)
                .ticks(4);

        assertThat(exit.ticks(151).orders()).isEmpty();
        assertThat(exit.ticks(152).orders()).containsExactly(BEAT);
    }

    @Test
    void sendsAHeartbeatAgainThatTookNoEffect() {
        var exit = Exit.underCluster().noticed().ticks(0).sees(1, "DRAINING", 3).ticks(240);
        assertThat(exit.orders()).containsExactly(BEAT);

        exit.ends(Result.NOT_APPLIED, 241);

        assertThat(exit.ticks(242).orders()).isEmpty();
        assertThat(exit.ticks(251).orders()).containsExactly(BEAT);
    }

    @Test
    void stopsWhereTheHookHasGoneOnByItself() {
        var exit = Exit.underCluster().noticed().ticks(0).sees(1, "DRAINING", 3).ticks(240);

        exit.ends(Result.SKIPPED, 241).ticks(242);

        assertThat(exit.phase()).isEqualTo(Phase.EXPIRED);
        assertThat(exit.reasons()).last().isEqualTo("EXPIRED");
    }

    @Test
    void goesOnBeforeTheEndThatNoHeartbeatPutsOff() {
        var exit = Exit.underCluster()
                .hooks(new Hook("web", "drain", Duration.ofSeconds(30), Duration.ofMinutes(4)))
                .noticed()
                .ticks(0)
                .sees(1, "DRAINING", 3)
                .ticks(2);
        exit.endsAll(Order.Heartbeat.class, Result.APPLIED, 3);
        exit.orders();

        exit.sees(209, "DRAINING", 2).ticks(210);

        assertThat(exit.orders()).containsExactly(GO_ON);
        assertThat(exit.reasons()).last().isEqualTo("OUT_OF_TIME");
    }

    @Test
    void climbsTheLadder() {
        var exit = Exit.underCluster().noticed().ticks(0).sees(1, "DRAINING", 3).ticks(2);

        exit.ticks(300).endsAll(Order.Heartbeat.class, Result.APPLIED, 301);
        assertThat(exit.reasons()).last().isEqualTo("SLOW");
        exit.orders();

        exit.ticks(600);
        assertThat(exit.orders()).contains(new Order.StopTasks("demo", "i-1", ARN));
        exit.endsAll(Order.Heartbeat.class, Result.APPLIED, 601);

        exit.ticks(900);
        assertThat(exit.orders()).containsExactly(GO_ON);
        assertThat(exit.reasons()).last().isEqualTo("CONTINUED_ANYWAY");
    }

    @Test
    void stopsTasksAgainUntilThereIsNone() {
        var exit =
                Exit.underCluster().noticed().ticks(0).sees(1, "DRAINING", 14).ticks(2);
        exit.ticks(300).endsAll(Order.Heartbeat.class, Result.APPLIED, 301).orders();
        var stop = new Order.StopTasks("demo", "i-1", ARN);
        assertThat(exit.ticks(600).orders()).contains(stop);

        // Ten at a time.
        exit.endsAll(Order.Heartbeat.class, Result.APPLIED, 601).endsAll(Order.StopTasks.class, Result.APPLIED, 601);
        assertThat(exit.ticks(602).orders()).containsExactly(stop);

        exit.endsAll(Order.StopTasks.class, Result.THERE, 603);
        assertThat(exit.ticks(604).orders()).isEmpty();
    }

    @Test
    void goesOnAgainWhereAwsDidNotTakeIt() {
        var exit = Exit.underCluster()
                .noticed()
                .ticks(0)
                .seesNothingOfIt(1)
                .seesBalancers(1)
                .ticks(2);
        assertThat(exit.orders()).containsExactly(GO_ON);

        exit.ends(Result.NOT_APPLIED, 3).ticks(4);
        assertThat(exit.orders()).isEmpty();

        assertThat(exit.ticks(13).orders()).containsExactly(GO_ON);
    }

    @Test
    void takesAnActionThatIsNoLongerActiveAsDone() {
        var exit = Exit.underCluster()
                .noticed()
                .ticks(0)
                .seesNothingOfIt(1)
                .seesBalancers(1)
                .ticks(2);

        exit.ends(Result.THERE, 3).ticks(4);

        assertThat(exit.phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void answersEveryHookThatHoldsIt() {
        var exit = Exit.underCluster()
                .noticed()
                .noticed(NoticeKind.TERMINATING, "logs", "token-2", 0)
                .ticks(0);

        exit.seesNothingOfIt(1).seesBalancers(1).ticks(2);

        assertThat(exit.orders())
                .containsExactly(
                        GO_ON, new Order.Complete(new HookAction("web", "logs", "i-1", Optional.of("token-2")), true));
        exit.ends(Result.APPLIED, 3).ticks(4);
        assertThat(exit.phase().isOver()).isFalse();
    }

    @Test
    void standsAsideWhereEcsDrains() {
        var exit = Exit.underCluster()
                .ecsDrains()
                .noticed()
                .ticks(0)
                .sees(1, "ACTIVE", 3)
                .ticks(2);
        assertThat(exit.orders()).isEmpty();

        exit.sees(5, "DRAINING", 0).seesBalancers(5).ticks(6);

        assertThat(exit.orders()).containsExactly(GO_ON);
    }

    @Test
    void letsASpotInstanceGoByItsNoticeAlone() {
        var exit = Exit.underCluster().noticed(NoticeKind.SPOT, null, null, 0).ticks(0);

        exit.sees(1, "ACTIVE", 3).seesBalancers(1, serving(BLUE)).ticks(2);

        assertThat(exit.orders()).containsExactly(DRAIN, new Order.Deregister("i-1", BLUE, OptionalInt.of(80)));
        assertThat(exit.ticks(90).phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void answersTheHookOfASpotInstance() {
        var exit = Exit.underCluster().noticed(NoticeKind.SPOT, null, null, 0).ticks(0);

        exit.noticed(NoticeKind.TERMINATING, "drain", "token-1", 5)
                .seesNothingOfIt(6)
                .seesBalancers(6)
                .ticks(7);

        assertThat(exit.orders()).containsExactly(GO_ON);
    }

    @Test
    void tellsTheHookOfASpotInstanceBeforeAwsTakesIt() {
        var exit = Exit.underCluster().noticed().ticks(0).sees(1, "DRAINING", 3).ticks(2);
        exit.orders();

        exit.noticed(NoticeKind.SPOT, null, null, 10).sees(50, "DRAINING", 3).ticks(100);

        assertThat(exit.orders()).contains(GO_ON);
        assertThat(exit.reasons()).last().isEqualTo("OUT_OF_TIME");
    }

    @Test
    void makesNothingOfALaunchThatIsToldLate() {
        var exit = Exit.underCluster().noticed().ticks(0).sees(1, "DRAINING", 3).ticks(2);

        exit.noticed(NoticeKind.LAUNCHING, "ready", "token-0", 3)
                .seesNothingOfIt(4)
                .seesBalancers(4)
                .ticks(5);

        assertThat(exit.orders()).containsExactly(GO_ON);
    }

    // Found half a minute after its message was lost, a hook of forty seconds went on before its first heartbeat.
    @Test
    void keepsTheHookWaitingAtOnceOfAnInstanceThatWasFound() {
        var exit = Exit.underCluster()
                .noticed(NoticeKind.TERMINATING, "drain", null, 30)
                .ticks(30);

        assertThat(exit.orders())
                .containsExactly(new Order.Heartbeat(new HookAction("web", "drain", "i-1", Optional.empty())));
    }

    @Test
    void knowsSinceWhenAHookWaitsOnceItsMessageHasCome() {
        var exit = Exit.underCluster()
                .noticed(NoticeKind.TERMINATING, "drain", null, 30)
                .ticks(30);

        exit.noticed(NoticeKind.TERMINATING, "drain", "token-1", 0).ticks(31);

        assertThat(exit.state().notice().at()).isEqualTo(Exit.NOTICED);
    }

    // A message that was doubled came after its instance had left, and began a launch that nobody waited for.
    @Test
    void makesNothingOfALaunchThatIsToldAfterTheEnd() {
        var exit = completed();
        exit.orders();

        exit.noticed(NoticeKind.LAUNCHING, "ready", "token-0", 0).ticks(200);

        assertThat(exit.phase()).isEqualTo(Phase.COMPLETED);
        assertThat(exit.orders()).isEmpty();
    }

    // Where looks are seconds apart each second brought another drain, and the calls that others needed were used up.
    @Test
    void drainsOnceUntilTheClusterWasSeenAfterIt() {
        var exit = Exit.underCluster().noticed().ticks(0).sees(1, "ACTIVE", 3).ticks(2);
        exit.orders();

        exit.ends(Result.APPLIED, 3)
                .ticks(4)
                .sees(3, "ACTIVE", 3)
                .ticks(5)
                .seesBalancers(6)
                .ticks(7);
        assertThat(exit.orders()).isEmpty();

        exit.sees(8, "ACTIVE", 3).ticks(9);
        assertThat(exit.orders()).containsExactly(DRAIN);
    }

    @Test
    void drainsAgainWhereNobodyCouldLookAfterIt() {
        var exit = Exit.underCluster().noticed().ticks(0).sees(1, "ACTIVE", 3).ticks(2);
        exit.orders();

        exit.ends(Result.THERE, 3).ticks(121);
        assertThat(exit.orders()).doesNotContain(DRAIN);

        exit.ticks(122);
        assertThat(exit.orders()).contains(DRAIN);
    }

    @Test
    void deregistersOnceUntilTheBalancersWereSeenAfterIt() {
        var exit = Exit.ofGroupAlone().noticed().seesBalancers(1, serving(BLUE)).ticks(2);
        var leave = new Order.Deregister("i-1", BLUE, OptionalInt.of(80));
        assertThat(exit.orders()).containsExactly(leave);

        exit.ends(Result.APPLIED, 3).ticks(4).seesBalancers(3, serving(BLUE)).ticks(5);
        assertThat(exit.orders()).isEmpty();

        exit.seesBalancers(6, serving(BLUE)).ticks(7);
        assertThat(exit.orders()).containsExactly(leave);
    }

    @Test
    void letsAnInstanceInOnceItTakesTasks() {
        var exit = Exit.underCluster()
                .noticed(NoticeKind.LAUNCHING, "drain", "token-1", 0)
                .ticks(0);
        assertThat(exit.orders()).isEmpty();

        exit.sees(30, "ACTIVE", 0).ticks(31);

        assertThat(exit.orders()).containsExactly(GO_ON);
    }

    @Test
    void givesUpAnInstanceThatDoesNotRegister() {
        var exit = Exit.underCluster()
                .noticed(NoticeKind.LAUNCHING, "drain", "token-1", 0)
                .ticks(0);

        exit.seesNothingOfIt(599).ticks(600);

        assertThat(exit.orders()).contains(GIVE_UP);
    }

    @Test
    void beginsAnewWithAnotherActionOfTheSameInstance() {
        var exit = Exit.underCluster()
                .noticed(NoticeKind.LAUNCHING, "drain", "token-0", 0)
                .ticks(0);
        exit.sees(1, "ACTIVE", 0).ticks(2).ends(Result.APPLIED, 3).ticks(4);
        assertThat(exit.phase()).isEqualTo(Phase.COMPLETED);
        exit.orders();

        exit.noticed(NoticeKind.TERMINATING, "drain", "token-1", 100)
                .sees(101, "ACTIVE", 1)
                .ticks(102);

        assertThat(exit.orders()).containsExactly(DRAIN);
    }

    @Test
    void forgetsAnInstanceAfterAWhile() {
        var exit = completed();

        assertThat(exit.ticks(3_600).isForgotten()).isFalse();
        assertThat(exit.ticks(3_800).isForgotten()).isTrue();
    }

    @Test
    void isDecidedAgainFromWhatADecisionWasMadeOf() {
        var exit = completed();

        assertThat(exit.decisions()).allSatisfy(decided -> {
            var basis = (InstanceState) Objects.requireNonNull(decided.basis());

            assertThat(new TerminationDecider().again(basis, decided.at())).isEqualTo(decided);
        });
    }

    private static Exit completed() {
        var exit = Exit.underCluster()
                .noticed()
                .ticks(0)
                .seesNothingOfIt(1)
                .seesBalancers(1)
                .ticks(2);
        exit.ends(Result.APPLIED, 3).ticks(4);
        exit.orders();
        return exit;
    }
}
