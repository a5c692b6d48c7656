package io.tidegate.connectors.executor;

import static io.tidegate.connectors.executor.command.Commands.bounds;
import static io.tidegate.connectors.executor.command.Commands.capacity;
import static io.tidegate.connectors.executor.command.Commands.drain;
import static io.tidegate.connectors.executor.command.Commands.groupCapacity;
import static io.tidegate.connectors.executor.command.Commands.terminate;
import static io.tidegate.connectors.executor.command.Commands.wire;
import static io.tidegate.connectors.executor.command.Commands.wireOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.connectors.executor.queue.Rate;
import io.tidegate.connectors.executor.queue.Rates;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.LedgerEntry;
import io.tidegate.schemas.LedgerPhase;
import io.tidegate.schemas.Observe;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.SetBounds;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.deadletter.DeadLetter;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.ecs.model.EcsException;

class ExecutorLoopTest {
    private final World world = new World();

    ExecutorLoopTest() {
        world.aws.service("web", 1).service("api", 1);
    }

    @Test
    void appliesACommandBetweenItsIntentAndItsResult() {
        world.send(capacity("web", 1, 5));

        new Life(world).turn(5);

        assertThat(world.aws.changes()).containsExactly("web 5");
        assertThat(world.phases()).containsExactly("OWNED", "INTENT", "RESULT");
        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
        assertThat(world.committedOffset).isEqualTo(1);
        var outcome = world.outcomes().getFirst();
        assertThat(outcome.getRequestId()).isEqualTo("request-1");
        assertThat(outcome.getAttempts()).isEqualTo(1);
        assertThat(outcome.getDomain()).isEqualTo("cluster/demo");
        assertThat(outcome.getLatencyMillis()).isEqualTo(200);
    }

    @Test
    void tellsWhatADryRunWouldHaveDoneAndWritesNoIntentOfIt() {
        var dryRun = new DryRun(false, List.of("ecs/demo/web"));
        world.send(capacity("web", 1, 5));
        world.send(capacity("api", 1, 5));

        new Life(world, World.config(QueueConfig.defaults(), dryRun)).turn(5);

        assertThat(world.aws.changes()).containsExactly("api 5");
        assertThat(world.endings()).containsExactlyInAnyOrder("web 1 SKIPPED DRY_RUN", "api 1 APPLIED OK");
        var left = world.outcomes().stream()
                .filter(outcome -> outcome.getTarget().equals("ecs/demo/web"))
                .toList();
        assertThat(left).extracting(CommandOutcome::getMessage).containsExactly("would set desired=5, was 1");
        assertThat(world.ledger())
                .filteredOn(entry -> entry.getPhase() == LedgerPhase.INTENT)
                .extracting(LedgerEntry::getTarget)
                .containsExactly("ecs/demo/api");
    }

    // Its call may have been made before the dry run began: that is resolved, and made again by nobody.
    @Test
    void resolvesAnIntentThatIsOlderThanTheDryRun() {
        world.send(capacity("web", 1, 5));
        var life = new Life(world).turn(1);
        life.hold();
        life.turn(3);

        new Life(world, World.config(QueueConfig.defaults(), new DryRun(true, List.of()))).turn(80);

        assertThat(world.aws.calls()).isZero();
        assertThat(world.endings()).containsExactly("web 1 SKIPPED DRY_RUN");
    }

    @Test
    void callsOnlyOnceTheIntentIsCommitted() {
        var life = new Life(world).turn(1);
        world.send(capacity("web", 1, 5));
        life.producer.commitTransactionException = new CommitFailedException("not a member");

        life.turn(4);

        assertThat(world.aws.calls()).isZero();
        assertThat(world.phases()).containsExactly("OWNED");
        life.producer.commitTransactionException = null;
        life.turn(3);
        assertThat(world.aws.changes()).containsExactly("web 5");
        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
    }

    @Test
    void commitsTheOffsetOfTheOpenCommandWithItsIntent() {
        world.send(capacity("web", 1, 5));
        var life = new Life(world).turn(1);

        life.hold();
        life.turn(3);

        assertThat(world.committedOffset).isZero();
        assertThat(life.producer.sentOffsets()).isTrue();
    }

    @Test
    void beginsAnewAfterAFailureThatLeavesTheTransactionOpen() {
        var life = new Life(world).turn(2);
        world.send(capacity("web", 1, 5));
        life.producer.commitTransactionException = new KafkaException("fenced");

        assertThatThrownBy(() -> life.turn(5)).hasMessage("fenced");
        new Life(world).turn(20);

        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
    }

    @Test
    void endsReplacedCommandsInTheOrderOfTheirTarget() {
        var life = new Life(world).turn(2);
        world.send(capacity("web", 1, 5));
        life.turn(1);
        life.hold();
        life.turn(1);
        world.send(capacity("web", 2, 6));
        world.send(capacity("web", 3, 7));
        life.turn(2);

        life.letGo();
        life.turn(6);

        assertThat(world.endings()).containsExactly("web 1 APPLIED OK", "web 2 SKIPPED SUPERSEDED", "web 3 APPLIED OK");
        assertThat(world.aws.changes()).containsExactly("web 5", "web 7");
    }

    @Test
    void saysWhyItDidNothing() {
        world.aws.inactive("old", "DRAINING");
        world.send(capacity("web", 1, 1));
        world.send(capacity("gone", 1, 2));
        world.send(capacity("old", 1, 2));
        world.send(wire("api", 1, new Observe(), Direction.NONE));

        new Life(world).turn(5);

        assertThat(world.endings())
                .containsExactlyInAnyOrder(
                        "web 1 SKIPPED ALREADY_THERE",
                        "gone 1 REFUSED NOT_FOUND",
                        "old 1 REFUSED INACTIVE",
                        "api 1 REFUSED NOT_YET");
        assertThat(world.aws.calls()).isZero();
        assertThat(world.committedOffset).isEqualTo(4);
    }

    @Test
    void setsBoundsOfAServiceThatIsNotRegistered() {
        world.send(bounds("web", 1, 2, 8));

        new Life(world).turn(5);

        assertThat(world.aws.changes()).containsExactly("web 2..8");
        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
    }

    @Test
    void sizesAGroup() {
        world.aws.group("web", 0, 9, 2);
        world.send(wireOf("asg/web", 1, new SetCapacity(2, 5), Direction.OUT));
        world.send(wireOf("asg/web", 2, new SetBounds(0, 9, 4, 12, 6), Direction.OUT));

        new Life(world).turn(8);

        assertThat(world.aws.changes()).containsExactly("web desired=5", "web min=4 max=12 desired=6");
        assertThat(world.endings()).containsExactly("asg/web 1 APPLIED OK", "asg/web 2 APPLIED OK");
    }

    @Test
    void drainsAnInstanceAndEndsItOnceItIsEmpty() {
        world.aws.group("web", 0, 9, 4);
        world.aws.fleet().instance("i-1", "web", "ACTIVE", 2);
        world.send(drain("i-1", 1));
        var life = new Life(world).turn(5);
        world.send(terminate("i-1", 1, true));
        life.turn(5);

        world.aws.fleet().instance("i-1", "web", "DRAINING", 0);
        world.send(terminate("i-1", 2, true));
        life.turn(5);

        assertThat(world.aws.changes()).containsExactly("i-1 drained", "i-1 terminated");
        assertThat(world.endings())
                .containsExactly("instance/i-1 1 APPLIED OK", "asg/web 1 REFUSED NOT_EMPTY", "asg/web 2 APPLIED OK");
        assertThat(world.outcomes().get(1).getMessage()).isEqualTo("the container instance must have no tasks, had 2");
        assertThat(world.aws.desiredOfGroup("web")).isEqualTo(3);
    }

    @Test
    void takesNoStepTwiceWhoseAnswerIsLost() {
        world.aws.group("web", 0, 9, 4);
        world.aws.fleet().instance("i-1", "web", "DRAINING", 0).instance("i-2", "web", "ACTIVE", 0);
        world.aws.loseAnswer(timeout());
        world.send(terminate("i-1", 1, true));
        var life = new Life(world).turn(12);

        world.aws.loseAnswer(timeout());
        world.send(drain("i-2", 1));
        life.turn(12);

        assertThat(world.endings())
                .containsExactly(
                        "asg/web 1 APPLIED RESOLVED_BY_OBSERVATION", "instance/i-2 1 APPLIED RESOLVED_BY_OBSERVATION");
        assertThat(world.aws.calls()).isEqualTo(2);
        assertThat(world.aws.desiredOfGroup("web")).isEqualTo(3);
    }

    @Test
    void countsNoDriftOfAGroupThatItTookAnInstanceFrom() {
        world.aws.group("web", 0, 9, 4);
        world.aws.fleet().instance("i-1", "web", "DRAINING", 0);
        world.send(groupCapacity(1, 5));
        world.send(terminate("i-1", 2, true));
        var life = new Life(world).turn(8);

        world.send(groupCapacity(3, 6));
        life.turn(5);

        assertThat(world.aws.changes()).containsExactly("web desired=5", "i-1 terminated", "web desired=6");
        assertThat(life.stats().drifted()).isZero();
    }

    @Test
    void setsAsideAStepWithoutItsParameters() {
        world.send(wireOf("instance/i-1", 1, new Step("DRAIN", "arn/i-1", "key", Map.of()), Direction.IN));

        new Life(world).turn(3);

        var letter = world.records(World.TOPICS.deadLetters().name()).getFirst();
        assertThat(DeadLetter.read(letter.headers()).orElseThrow().message())
                .isEqualTo("action.parameters.cluster of step DRAIN must be given, was {}");
        assertThat(world.committedOffset).isEqualTo(1);
    }

    @Test
    void setsAsideWhatIsNoCommandAndGoesOn() {
        world.sendBytes("not avro");
        world.send(wire("x/y/z", 1, new Observe(), Direction.NONE));
        world.send(capacity("web", 1, 5));

        var life = new Life(world).turn(5);

        var letters = world.records(World.TOPICS.deadLetters().name());
        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).value()).asString().isEqualTo("not avro");
        var second = DeadLetter.read(letters.get(1).headers()).orElseThrow();
        assertThat(second.offset()).isEqualTo(1);
        assertThat(second.reason()).isEqualTo("INVALID");
        assertThat(second.message())
                .contains("target must be ecs/<cluster>/<service>")
                .contains("was \"ecs/demo/x/y/z\"");
        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
        assertThat(world.committedOffset).isEqualTo(3);
        assertThat(life.stats().deadLettered()).isEqualTo(2);
    }

    @Test
    void triesAThrottledCallAgain() {
        world.aws.failCall(aws("ThrottlingException"));
        world.send(capacity("web", 1, 5));

        var life = new Life(world).turn(12);

        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
        assertThat(world.outcomes().getFirst().getAttempts()).isEqualTo(2);
        assertThat(life.stats().throttled()).isEqualTo(1);
    }

    @Test
    void givesUpAtTheDeadline() {
        for (int i = 0; i < 1_000; i++) {
            world.aws.failCall(aws("ThrottlingException"));
        }
        world.send(capacity("web", 1, 5));

        new Life(world).turn(700);

        var outcome = world.outcomes().getFirst();
        assertThat(world.endings()).containsExactly("web 1 FAILED THROTTLING");
        assertThat(outcome.getRetryable()).isTrue();
        assertThat(outcome.getMessage()).isEqualTo("in AWS's words");
        assertThat(world.aws.desired("web")).isEqualTo(1);
    }

    @Test
    void refusesWhatAwsWillNotAllow() {
        world.aws.failCall(aws("AccessDeniedException"));
        world.aws.failLook(aws("AccessDeniedException"));
        world.send(capacity("api", 1, 5));
        world.send(capacity("web", 1, 5));

        new Life(world).turn(5);

        assertThat(world.endings())
                .containsExactlyInAnyOrder("api 1 REFUSED ACCESS_DENIED", "web 1 REFUSED ACCESS_DENIED");
    }

    @Test
    void resolvesALostAnswerByLooking() {
        world.aws.loseAnswer(timeout());
        world.send(capacity("web", 1, 5));

        new Life(world).turn(12);

        assertThat(world.endings()).containsExactly("web 1 APPLIED RESOLVED_BY_OBSERVATION");
        assertThat(world.aws.calls()).isOne();
    }

    @Test
    void repeatsATimedOutCallThatHadNoEffect() {
        world.aws.failCall(timeout());
        world.send(capacity("web", 1, 5));

        new Life(world).turn(12);

        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
        assertThat(world.aws.calls()).isEqualTo(2);
    }

    @Test
    void looksAtALostAnswerBeforeItsSuccessor() {
        world.aws.loseAnswer(timeout());
        world.send(capacity("web", 1, 5));
        var life = new Life(world).turn(4);

        world.send(capacity("web", 2, 6));
        life.turn(10);

        assertThat(world.endings()).containsExactly("web 1 APPLIED RESOLVED_BY_OBSERVATION", "web 2 APPLIED OK");
    }

    @Test
    void withholdsCallsWhileTheLastHeartbeatIsTooOld() {
        world.leaseIsYoung = false;
        world.send(capacity("web", 1, 5));
        var life = new Life(world).turn(10);
        assertThat(world.aws.calls()).isZero();

        world.leaseIsYoung = true;
        life.turn(10);

        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
        assertThat(world.outcomes().getFirst().getAttempts()).isEqualTo(1);
    }

    @Test
    void passesSilentlyWhatTheLedgerKnowsAsSettled() {
        world.send(capacity("web", 1, 5));
        new Life(world).turn(5);
        world.committedOffset = 0; // as if the offset had been lost

        new Life(world).turn(30);

        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
        assertThat(world.committedOffset).isEqualTo(1);
    }

    @Test
    void passesSilentlyWhatIsSettledBehindAnOpenCommandAlthoughASuccessorIsThere() {
        var once = new Rate(1, 0.001);
        var config = World.config(new QueueConfig(10, 5, 10, Rates.all(once)));
        world.send(bounds("worker", 1, 1, 4));
        world.send(bounds("api", 1, 1, 4));
        world.send(capacity("web", 1, 5));
        new Life(world, config).turn(6);
        assertThat(world.committedOffset).as("api waits for a token").isEqualTo(1);

        world.send(capacity("web", 2, 7));
        new Life(world).turn(30);

        assertThat(world.endings())
                .containsExactlyInAnyOrder(
                        "worker 1 APPLIED OK", "web 1 APPLIED OK", "api 1 APPLIED OK", "web 2 APPLIED OK");
        assertThat(world.committedOffset).isEqualTo(4);
    }

    @Test
    void waitsForTheCallsOfAnOwnerThatDidNotHandOver() {
        new Life(world).turn(3);
        world.send(capacity("web", 1, 5));

        var life = new Life(world).turn(14);

        assertThat(world.aws.calls())
                .as("an intent may wait half a call timeout for its call")
                .isZero();
        life.turn(6);
        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
    }

    // Found by the fault simulation: a process that was stopped after its intent's commit sent a heartbeat when it
    // woke,
    // and called as if nothing had happened.
    @Test
    void doesNotCallLongAfterTheIntent() {
        var life = new Life(world).turn(2);
        world.send(capacity("web", 1, 5));
        life.turn(1);
        life.hold();
        life.turn(1);
        world.clock.advance(World.CALL_TIMEOUT);

        life.letGo();

        assertThat(world.phases()).containsExactly("OWNED", "INTENT");
        assertThat(world.aws.calls()).isZero();
        life.turn(6);
        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
        assertThat(world.aws.changes()).containsExactly("web 5");
    }

    @Test
    void startsNoCallForAPartitionThatIsLost() {
        world.send(capacity("web", 1, 5));
        var life = new Life(world).turn(2);
        life.hold();
        life.turn(1);
        assertThat(world.phases()).containsExactly("OWNED", "INTENT");

        life.lose();
        life.letGo();

        assertThat(world.aws.calls()).isZero();
    }

    @Test
    void startsAtOnceAfterACleanHandover() {
        var first = new Life(world).turn(3);
        first.release();
        world.send(capacity("web", 1, 5));

        new Life(world).turn(6);

        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
        assertThat(world.phases()).containsExactly("OWNED", "RELEASED", "OWNED", "INTENT", "RESULT");
    }

    @Test
    void doesNotHandOverWhileACallIsUnderWay() {
        world.send(capacity("web", 1, 5));
        var life = new Life(world).turn(2);
        life.hold();
        life.turn(2);

        life.revoke();

        assertThat(world.phases()).doesNotContain("RELEASED");
        assertThat(world.ledger().getLast().getPhase()).isEqualTo(LedgerPhase.INTENT);
    }

    @Test
    void writesNothingForAPartitionThatIsLost() {
        world.send(capacity("web", 1, 5));
        var life = new Life(world).turn(2);
        life.hold();
        life.turn(2);
        var before = world.phases();

        life.lose();
        life.letGo();
        life.turn(3);

        assertThat(world.phases()).isEqualTo(before);
        assertThat(world.endings()).isEmpty();
    }

    @Test
    void pausesReadingAtTheHighMarkAndResumesAtTheLowMark() {
        var slow = new Rate(1, 2);
        var config = World.config(new QueueConfig(10, 5, 10, Rates.all(slow)));
        LongStream.range(0, 12).forEach(i -> {
            world.aws.service("s" + i, 1);
            world.send(capacity("s" + i, 1, 5));
        });

        var life = new Life(world, config).turn(4);
        assertThat(life.consumer.paused()).containsExactly(World.COMMANDS);
        assertThat(life.stats().queueDepth()).isGreaterThan(10);

        life.turn(60);
        assertThat(life.consumer.paused()).isEmpty();
        assertThat(world.endings()).hasSize(12).allMatch(ending -> ending.endsWith("APPLIED OK"));
    }

    @Test
    void countsATargetThatSomebodyElseChanged() {
        world.send(capacity("web", 1, 5));
        var life = new Life(world).turn(5);
        world.aws.service("web", 3);

        world.send(capacity("web", 2, 6));
        life.turn(5);

        assertThat(life.stats().drifted()).isEqualTo(1);
        assertThat(life.stats().applied()).isEqualTo(2);
        assertThat(world.endings()).containsExactly("web 1 APPLIED OK", "web 2 APPLIED OK");
    }

    @Test
    void failsForGoodOnAFaultOfItsOwn() {
        world.aws.failCall(new IllegalStateException("a bug"));
        world.send(capacity("web", 1, 5));

        new Life(world).turn(5);

        var outcome = world.outcomes().getFirst();
        assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(outcome.getReason()).isEqualTo("INTERNAL_ERROR");
        assertThat(outcome.getRetryable()).isFalse();
    }

    private static RuntimeException aws(String code) {
        return EcsException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("in AWS's words")
                        .build())
                .build();
    }

    private static RuntimeException timeout() {
        return ApiCallTimeoutException.builder().message("too long").build();
    }
}
