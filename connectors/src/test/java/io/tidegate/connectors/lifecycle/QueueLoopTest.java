package io.tidegate.connectors.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.IgnoredKind;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.deadletter.DeadLetter;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QueueLoopTest {
    private static final String FOREIGN = "{\"order\":17}";

    private final Fixture prompt = new Fixture(true);
    private final Fixture slow = new Fixture(false);

    private static String termination(String instance) {
        return Messages.TERMINATING.replace("i-0a1b2c3d4e5f67890", instance);
    }

    private static String stateOf(String instance) {
        return Messages.event(Messages.STATE).replace("i-0a1b2c3d4e5f67890", instance);
    }

    private static void pass(Fixture fixture) throws InterruptedException {
        fixture.bridge.consumer(Fixture.QUEUE).run();
    }

    private static Thread beginPass(Fixture fixture) {
        return Thread.ofVirtual().start(() -> {
            try {
                pass(fixture);
            } catch (InterruptedException _) {
                // The test is over.
            }
        });
    }

    private static List<String> keys(Fixture fixture) {
        return fixture.events.history().stream().map(ProducerRecord::key).toList();
    }

    private static List<String> eventIds(Fixture fixture) {
        return fixture.events.history().stream()
                .map(ProducerRecord::value)
                .map(LifecycleEvent::getEventId)
                .toList();
    }

    @Test
    void sendsWhatAMessageTellsUnderItsTargetAndDeletesTheMessage() throws InterruptedException {
        prompt.aws.send("m1", Messages.TERMINATING);

        pass(prompt);

        assertThat(keys(prompt)).containsExactly("asg/web");
        assertThat(prompt.aws.log).containsExactly("ReceiveMessage", "DeleteMessageBatch m1");
        assertThat(prompt.aws.left()).isEmpty();
        assertThat(prompt.counters.records()).isEqualTo(1);
        assertThat(prompt.pauses).isEmpty();
    }

    @Test
    void deletesAMessageOnlyAfterKafkaHasAcknowledgedIt() throws InterruptedException {
        slow.aws.send("m1", Messages.TERMINATING);

        var pass = beginPass(slow);
        await().until(() -> slow.events.history().size() == 1);
        assertThat(slow.aws.log).containsExactly("ReceiveMessage");
        slow.events.completeNext();
        pass.join();

        assertThat(slow.aws.log).containsExactly("ReceiveMessage", "DeleteMessageBatch m1");
    }

    @Test
    void deletesNothingThatKafkaDoesNotTakeAndSendsItAgainWithTheSameId() throws InterruptedException {
        prompt.aws.send("m1", Messages.TERMINATING);
        prompt.events.sendException = new TimeoutException("no metadata");
        pass(prompt);
        assertThat(prompt.aws.log).containsExactly("ReceiveMessage");
        assertThat(prompt.pauses).hasSize(1);

        prompt.events.sendException = null;
        prompt.clock.advance(Queue.VISIBILITY);
        pass(prompt);

        assertThat(eventIds(prompt))
                .containsExactly("0befcbdb-6ecd-498a-9ff7-ae9b54447cd6/autoscaling:EC2_INSTANCE_TERMINATING");
        assertThat(prompt.aws.left()).isEmpty();
        assertThat(prompt.counters.errors(ErrorKind.KAFKA)).isEqualTo(1);
    }

    @Test
    void leavesWhatComesAfterAGapInTheAcknowledgements() throws InterruptedException {
        slow.aws.send("m1", termination("i-1"));
        slow.aws.send("m2", termination("i-2"));
        slow.aws.send("m3", termination("i-3"));

        var pass = beginPass(slow);
        await().until(() -> slow.events.history().size() == 3);
        slow.events.completeNext();
        slow.events.errorNext(new TimeoutException("not in time"));
        slow.events.completeNext();
        pass.join();

        assertThat(slow.aws.left()).containsExactlyInAnyOrder("m2", "m3");
    }

    @Test
    void sendsAMessageThatCouldNotBeDeletedAgainWithTheSameId() throws InterruptedException {
        prompt.aws.send("m1", Messages.event(Messages.SPOT));
        prompt.aws.refuseToDelete("m1");

        pass(prompt);
        prompt.clock.advance(Queue.VISIBILITY);
        pass(prompt);

        assertThat(eventIds(prompt)).containsExactly("e-spot", "e-spot");
        assertThat(prompt.counters.errors(ErrorKind.AWS)).isEqualTo(2);
    }

    @Test
    void givesOneActionOneIdWhicheverWayItComes() throws InterruptedException {
        prompt.aws.send("m1", Messages.TERMINATING);
        prompt.aws.send("m2", Messages.TERMINATING);
        prompt.aws.send("m3", Messages.sns(Messages.event(Messages.TERMINATE_ACTION)));

        pass(prompt);

        assertThat(eventIds(prompt)).hasSize(3).containsOnly(eventIds(prompt).getFirst());
    }

    @Test
    void deletesWhatNobodyNeedsWithoutSendingIt() throws InterruptedException {
        prompt.aws.send("m1", Messages.TEST);
        prompt.aws.send("m2", Messages.event(Messages.IMAGE).replace("available", "failed"));

        pass(prompt);

        assertThat(prompt.events.history()).isEmpty();
        assertThat(prompt.aws.log).containsExactly("ReceiveMessage", "DeleteMessageBatch m1,m2");
        assertThat(prompt.counters.ignored(IgnoredKind.TEST)).isEqualTo(1);
        assertThat(prompt.counters.ignored(IgnoredKind.OTHER_STATE)).isEqualTo(1);
    }

    @Test
    void tellsImagesAndFiringsUnderWhatTheyAreAboutAndAsksForNoGroup() throws InterruptedException {
        prompt.aws.send("m1", Messages.event(Messages.IMAGE));
        prompt.aws.send("m2", "{\"tidegate\":\"firing\",\"name\":\"nightly\"}");

        pass(prompt);

        assertThat(prompt.events.history())
                .extracting(sent -> sent.key() + " " + sent.value().getKind())
                .containsExactly("image/ami-0abcdef1234567890 IMAGE_AVAILABLE", "firing/nightly NAMED_FIRING");
        assertThat(prompt.aws.log).containsExactly("ReceiveMessage", "DeleteMessageBatch m1,m2");
    }

    @Test
    void givesAFiringThatComesAgainTheSameIdAndTime() throws InterruptedException {
        prompt.aws.send("m1", "{\"tidegate\":\"firing\",\"name\":\"nightly\"}");
        prompt.aws.refuseToDelete("m1");

        pass(prompt);
        prompt.clock.advance(Queue.VISIBILITY);
        pass(prompt);

        assertThat(prompt.events.history()).hasSize(2);
        assertThat(prompt.events.history().getLast().value())
                .isEqualTo(prompt.events.history().getFirst().value());
    }

    @Test
    void receivesTenAtATime() throws InterruptedException {
        for (int i = 0; i < 12; i++) {
            prompt.aws.send("m" + i, termination("i-" + i));
        }

        pass(prompt);
        assertThat(prompt.aws.left()).hasSize(2);
        pass(prompt);

        assertThat(prompt.aws.left()).isEmpty();
    }

    @Test
    void asksForTheGroupsOfInstancesInOneCall() throws InterruptedException {
        prompt.aws.join("web", "i-1");
        prompt.aws.join("jobs", "i-2");
        prompt.aws.send("m1", stateOf("i-1"));
        prompt.aws.send("m2", termination("i-9"));
        prompt.aws.send("m3", stateOf("i-2"));
        prompt.aws.send("m4", stateOf("i-3"));

        pass(prompt);

        assertThat(keys(prompt)).containsExactly("asg/web", "asg/web", "asg/jobs", "instance/i-3");
        assertThat(prompt.events.history())
                .allMatch(record -> record.key().equals(record.value().getTarget()));
        assertThat(prompt.aws.log)
                .containsExactly(
                        "ReceiveMessage", "DescribeAutoScalingInstances i-1,i-2,i-3", "DeleteMessageBatch m1,m2,m3,m4");
    }

    @Test
    void keepsTheGroupOfAnInstanceThatAwsHasForgotten() throws InterruptedException {
        prompt.aws.join("web", "i-1");
        prompt.aws.send("m1", stateOf("i-1"));
        prompt.aws.send("m2", termination("i-2"));
        var consumer = prompt.bridge.consumer(Fixture.QUEUE);
        consumer.run();

        prompt.aws.forget("i-1");
        prompt.aws.send("m3", stateOf("i-1"));
        prompt.aws.send("m4", stateOf("i-2"));
        consumer.run();

        assertThat(keys(prompt)).containsExactly("asg/web", "asg/web", "asg/web", "asg/web");
    }

    @Test
    void leavesOnlyTheMessagesWhoseGroupsCannotBeAskedFor() throws InterruptedException {
        prompt.aws.fail("DescribeAutoScalingInstances");
        prompt.aws.send("m1", stateOf("i-1"));
        prompt.aws.send("m2", termination("i-2"));

        pass(prompt);

        assertThat(keys(prompt)).containsExactly("asg/web");
        assertThat(prompt.aws.left()).containsExactly("m1");
        assertThat(prompt.counters.errors(ErrorKind.AWS)).isEqualTo(1);
        assertThat(prompt.pauses).hasSize(1);
    }

    @Test
    void leavesAMessageThatCannotBeReadUntilItsLastReceive() throws InterruptedException {
        prompt.aws.send("m1", FOREIGN);

        pass(prompt);
        prompt.clock.advance(Queue.VISIBILITY);
        pass(prompt);

        assertThat(prompt.aws.left()).containsExactly("m1");
        assertThat(prompt.letters.history()).isEmpty();
        assertThat(prompt.pauses).isEmpty();
    }

    @Test
    void putsAMessageThatCannotBeReadWithTheDeadLettersAndDeletesIt() throws InterruptedException {
        prompt.aws.send("m1", FOREIGN);

        for (int receive = 1; receive <= 3; receive++) {
            pass(prompt);
            prompt.clock.advance(Queue.VISIBILITY);
        }

        var letter = prompt.letters.history().getFirst();
        assertThat(letter.topic()).isEqualTo("tidegate.dead-letters");
        assertThat(letter.key()).isEqualTo("m1".getBytes(UTF_8));
        assertThat(letter.value()).isEqualTo(FOREIGN.getBytes(UTF_8));
        assertThat(DeadLetter.read(letter.headers()))
                .contains(new DeadLetter(
                        "sqs:hooks",
                        -1,
                        -1,
                        "INVALID",
                        "a message must be of a lifecycle hook, of EventBridge or a firing, was something else"));
        assertThat(prompt.aws.left()).isEmpty();
        assertThat(prompt.counters.errors(ErrorKind.BODY)).isEqualTo(1);
    }

    @Test
    void deletesAMessageThatCannotBeReadOnlyAfterItsLetterWasTaken() throws InterruptedException {
        prompt.aws.send("m1", FOREIGN);
        prompt.letters.sendException = new TimeoutException("no metadata");
        for (int receive = 1; receive <= 3; receive++) {
            pass(prompt);
            prompt.clock.advance(Queue.VISIBILITY);
        }
        assertThat(prompt.aws.calls("DeleteMessageBatch")).isZero();

        prompt.letters.sendException = null;
        pass(prompt);

        assertThat(prompt.letters.history()).hasSize(1);
        assertThat(prompt.aws.left()).isEmpty();
    }

    @Test
    void sendsWhatCanBeReadBesideWhatCannot() throws InterruptedException {
        prompt.aws.send("m1", FOREIGN);
        prompt.aws.send("m2", Messages.TERMINATING);

        pass(prompt);

        assertThat(keys(prompt)).containsExactly("asg/web");
        assertThat(prompt.aws.left()).containsExactly("m1");
    }

    @Test
    void holdsMessagesWhileKafkaTakesItsTimeAndNoLonger() throws InterruptedException {
        slow.aws.send("m1", Messages.TERMINATING);
        var pass = beginPass(slow);
        await().until(() -> slow.events.history().size() == 1);

        slow.clock.advance(Queue.VISIBILITY.dividedBy(2));
        slow.halfTimes.release();
        await().until(() -> slow.aws.calls("ChangeMessageVisibilityBatch m1") == 1);
        assertThat(slow.aws.visibleAt("m1")).isEqualTo(slow.clock.instant().plus(Queue.VISIBILITY));
        slow.events.completeNext();
        pass.join();
        await().until(() -> !slow.halfTimes.hasQueuedThreads());

        assertThat(slow.aws.log)
                .containsExactly("ReceiveMessage", "ChangeMessageVisibilityBatch m1", "DeleteMessageBatch m1");
    }

    @Test
    void waitsLongerAndLongerForAQueueThatCannotBeRead() throws InterruptedException {
        prompt.aws.fail("ReceiveMessage");
        var consumer = prompt.bridge.consumer(Fixture.QUEUE);

        consumer.run();
        consumer.run();
        consumer.run();
        prompt.aws.recover("ReceiveMessage");
        consumer.run();

        assertThat(prompt.pauses).hasSize(3).isSorted();
        assertThat(prompt.counters.errors(ErrorKind.AWS)).isEqualTo(3);
    }

    @Test
    void endsAtOnceInTheMiddleOfALongPoll() {
        prompt.aws.fail("hang ReceiveMessage");
        var loop = Loop.start("long-poll-test", prompt.bridge.consumer(Fixture.QUEUE), prompt.setting());
        await().until(() -> prompt.aws.calls("ReceiveMessage") == 1);

        loop.close();

        assertThat(loop.health().alive()).isFalse();
        assertThat(loop.health().failure()).isEmpty();
    }
}
