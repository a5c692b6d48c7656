package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.queue.QueueFaults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;

/** Messages in time, and what goes wrong with them. */
class QueuePhysicsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String URL = "https://sqs.us-east-1.amazonaws.com/000000000000/hooks";

    private final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
    private final SqsClient sqs = SteppedClients.client(SqsClient.builder(), cloud);

    QueuePhysicsTest() {
        cloud.messageQueues().add("hooks");
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    private void passSeconds(long seconds) {
        cloud.step(cloud.now().plusSeconds(seconds));
    }

    private List<Message> receive() {
        return sqs.receiveMessage(
                        request -> request.queueUrl(URL).maxNumberOfMessages(10).waitTimeSeconds(20))
                .messages();
    }

    private List<String> receiveAll() {
        var bodies = new ArrayList<String>();
        for (var batch = receive(); !batch.isEmpty(); batch = receive()) {
            batch.forEach(message -> bodies.add(message.body()));
        }
        return bodies;
    }

    private void sendNumbers(int count) {
        IntStream.range(0, count).forEach(i -> cloud.messageQueues().send("hooks", String.valueOf(i)));
    }

    @Test
    void aReceivedMessageIsHiddenAndComesBackUnlessItIsDeleted() {
        sendNumbers(2);

        var first = receive();
        sqs.deleteMessage(
                request -> request.queueUrl(URL).receiptHandle(first.getFirst().receiptHandle()));
        passSeconds(29);
        var hidden = receive();
        int inFlight = cloud.messageQueues().inFlight("hooks");
        passSeconds(1);
        int visible = cloud.messageQueues().visible("hooks");
        var again = receive();

        assertThat(first).extracting(Message::body).containsExactly("0", "1");
        assertThat(hidden).isEmpty();
        assertThat(inFlight).isEqualTo(1);
        assertThat(visible).isEqualTo(1);
        assertThat(again).extracting(Message::body).containsExactly("1");
    }

    @Test
    void aHandleOfAnEarlierReceiveDeletesNothing() {
        sendNumbers(1);
        var early = receive().getFirst();
        passSeconds(30);
        var late = receive().getFirst();

        sqs.deleteMessage(request -> request.queueUrl(URL).receiptHandle(early.receiptHandle()));
        var kept = cloud.messageQueues().bodies("hooks");
        sqs.deleteMessage(request -> request.queueUrl(URL).receiptHandle(late.receiptHandle()));
        sqs.deleteMessage(request -> request.queueUrl(URL).receiptHandle(late.receiptHandle()));

        assertThat(kept).containsExactly("0");
        assertThat(cloud.messageQueues().bodies("hooks")).isEmpty();
    }

    @Test
    void visibilityIsExtendedAndGivenBack() {
        sendNumbers(1);
        var handle = receive().getFirst().receiptHandle();

        sqs.changeMessageVisibility(
                request -> request.queueUrl(URL).receiptHandle(handle).visibilityTimeout(100));
        passSeconds(99);
        var hidden = receive();
        sqs.changeMessageVisibility(
                request -> request.queueUrl(URL).receiptHandle(handle).visibilityTimeout(0));

        assertThat(hidden).isEmpty();
        assertThatThrownBy(() -> sqs.changeMessageVisibility(
                        request -> request.queueUrl(URL).receiptHandle(handle).visibilityTimeout(10)))
                .isInstanceOf(MessageNotInflightException.class);
        assertThat(receive()).hasSize(1);
        assertThatThrownBy(() -> sqs.changeMessageVisibility(
                        request -> request.queueUrl(URL).receiptHandle(handle).visibilityTimeout(10)))
                .hasMessageContaining("is invalid. Reason: Message does not exist or is not available");
    }

    @Test
    void visibilityEndsTwelveHoursAfterTheFirstReceive() {
        sendNumbers(1);
        var handle = receive().getFirst().receiptHandle();
        sqs.changeMessageVisibility(
                request -> request.queueUrl(URL).receiptHandle(handle).visibilityTimeout(43_200));
        passSeconds(1);

        assertThatThrownBy(() -> sqs.changeMessageVisibility(
                        request -> request.queueUrl(URL).receiptHandle(handle).visibilityTimeout(43_200)))
                .hasMessageContaining("beyond the limit [43200 seconds]");
    }

    @Test
    void messagesExpireAndDelayedOnesComeLater() {
        sqs.sendMessage(request -> request.queueUrl(URL).messageBody("later").delaySeconds(60));

        var early = receive();
        passSeconds(60);
        var shown = receive();
        passSeconds(345_600);

        assertThat(early).isEmpty();
        assertThat(shown).hasSize(1);
        assertThat(cloud.messageQueues().bodies("hooks")).isEmpty();
    }

    @Test
    void theNameOfADeletedQueueIsBlockedForAMinute() {
        sqs.deleteQueue(request -> request.queueUrl(URL));

        assertThatThrownBy(() -> sqs.createQueue(request -> request.queueName("hooks")))
                .isInstanceOf(QueueDeletedRecentlyException.class);
        passSeconds(60);
        assertThat(sqs.createQueue(request -> request.queueName("hooks")).queueUrl())
                .isEqualTo(URL);
    }

    @ParameterizedTest(name = "doubled {0}, late {1}, lost {2}: at once {3}, in the end {4} of 3")
    @CsvSource({"0, 0, 0, 3, 3", "1, 0, 0, 3, 6", "0, 1, 0, 0, 3", "0, 0, 1, 0, 0", "1, 1, 1, 0, 0"})
    void messagesGoWrongAsTheyAreToldTo(double doubled, double late, double lost, int atOnce, int inTheEnd) {
        cloud.messageQueues().setFaults(new QueueFaults(doubled, late, lost));
        sendNumbers(3);

        var early = receiveAll();
        early.forEach(body -> assertThat(body).isIn("0", "1", "2"));
        passSeconds(60);

        assertThat(early).hasSize(atOnce);
        assertThat(cloud.messageQueues().bodies("hooks")).hasSize(inTheEnd);
    }

    @Test
    void aDoubledMessageComesAgainAfterItWasDeleted() {
        cloud.messageQueues().setFaults(new QueueFaults(1, 0, 0));
        sendNumbers(1);
        var first = receive().getFirst();
        sqs.deleteMessage(request -> request.queueUrl(URL).receiptHandle(first.receiptHandle()));

        passSeconds(60);

        assertThat(receive()).singleElement().satisfies(again -> {
            assertThat(again.messageId()).isEqualTo(first.messageId());
            assertThat(again.receiptHandle()).isNotEqualTo(first.receiptHandle());
        });
    }

    @Test
    void lateMessagesAreOvertakenAndTheSameSeedTellsWhich() {
        cloud.messageQueues().setFaults(new QueueFaults(0.2, 0.5, 0.1));
        sendNumbers(40);

        var first = receiveAll();
        passSeconds(15);
        first.addAll(receiveAll());

        var other = new SimulatedCloud(CloudConfig.calm(START, 1));
        other.messageQueues().add("hooks");
        other.messageQueues().setFaults(new QueueFaults(0.2, 0.5, 0.1));
        IntStream.range(0, 40).forEach(i -> other.messageQueues().send("hooks", String.valueOf(i)));
        assertThat(first.stream().map(Integer::valueOf).toList())
                .isNotEqualTo(first.stream().map(Integer::valueOf).sorted().toList());
        assertThat(other.messageQueues().bodies("hooks"))
                .isEqualTo(cloud.messageQueues().bodies("hooks"));
        assertThat(cloud.messageQueues().bodies("hooks")).hasSizeBetween(30, 60);
    }

    @Test
    void malformedNeighboursAreReceivedAsTheyAre() {
        cloud.messageQueues().sendMalformed("hooks", 10);

        assertThat(receive()).extracting(Message::body).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void refusesSharesThatAreNone() {
        assertThatThrownBy(() -> new QueueFaults(0, 1.5, 0))
                .hasMessage("queue faults must be in 0..1 each, were doubled 0.0, late 1.5, lost 0.0");
        assertThatThrownBy(() -> cloud.messageQueues().send("others", "one"))
                .hasMessage("queue must exist, but others does not");
        assertThatThrownBy(() -> cloud.messageQueues().add("hooks")).hasMessage("queue must be new, but hooks exists");
    }
}
