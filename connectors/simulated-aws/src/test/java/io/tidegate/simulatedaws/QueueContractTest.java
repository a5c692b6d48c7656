package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** SQS over the wire, through the SDK's client, which checks the digests of messages. */
class QueueContractTest {
    private SimulatedAws aws;
    private SqsClient sqs;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        sqs = Clients.client(SqsClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        sqs.close();
        aws.close();
    }

    private List<String> bodies() {
        return aws.ask(cloud -> cloud.messageQueues().bodies("hooks"));
    }

    private String create(String name) {
        return sqs.createQueue(request -> request.queueName(name)).queueUrl();
    }

    @Test
    void aQueueIsFoundByTheUrlOfTheEndpoint() {
        var created = create("hooks");

        var found = sqs.getQueueUrl(request -> request.queueName("hooks")).queueUrl();

        assertThat(created).isEqualTo(aws.endpoint() + "/000000000000/hooks").isEqualTo(found);
        assertThatThrownBy(() -> sqs.getQueueUrl(request -> request.queueName("others")))
                .isInstanceOf(QueueDoesNotExistException.class)
                .hasMessageContaining("The specified queue does not exist.");
        assertThatThrownBy(() ->
                        sqs.getQueueUrl(request -> request.queueName("hooks").queueOwnerAWSAccountId("111111111111")))
                .isInstanceOf(QueueDoesNotExistException.class);
        assertThatThrownBy(
                        () -> sqs.receiveMessage(request -> request.queueUrl(aws.endpoint() + "/111111111111/hooks")))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void creatingAQueueAgainIsNothingUnlessItWouldBeAnother() {
        Map<QueueAttributeName, String> slow = Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60");
        Map<QueueAttributeName, String> fast = Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "5");
        var first = sqs.createQueue(request -> request.queueName("hooks").attributes(slow));

        var same = sqs.createQueue(request -> request.queueName("hooks").attributes(slow));
        var unnamed = create("hooks");

        assertThat(first.queueUrl()).isEqualTo(same.queueUrl()).isEqualTo(unnamed);
        assertThatThrownBy(() ->
                        sqs.createQueue(request -> request.queueName("hooks").attributes(fast)))
                .isInstanceOf(QueueNameExistsException.class)
                .hasMessageContaining("a different value for attribute VisibilityTimeout");
    }

    @Test
    void tellsAttributesAndTags() {
        var policy = "{\"Statement\":[]}";
        var url = sqs.createQueue(request -> request.queueName("hooks")
                        .attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "600"))
                        .tags(Map.of("made-by", "tidegate")))
                .queueUrl();
        sqs.setQueueAttributes(request -> request.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.POLICY,
                        policy,
                        QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
                        "20")));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("one"));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("two"));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("later").delaySeconds(900));
        sqs.receiveMessage(request -> request.queueUrl(url));

        var all = sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();
        var one = sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNamesWithStrings("QueueArn", "RedrivePolicy"))
                .attributesAsStrings();
        var tags = sqs.listQueueTags(request -> request.queueUrl(url)).tags();

        assertThat(all)
                .contains(
                        entry("QueueArn", "arn:aws:sqs:us-east-1:000000000000:hooks"),
                        entry("VisibilityTimeout", "30"),
                        entry("MessageRetentionPeriod", "600"),
                        entry("ReceiveMessageWaitTimeSeconds", "20"),
                        entry("Policy", policy),
                        entry("ApproximateNumberOfMessages", "1"),
                        entry("ApproximateNumberOfMessagesNotVisible", "1"),
                        entry("ApproximateNumberOfMessagesDelayed", "1"))
                .containsKeys("CreatedTimestamp", "LastModifiedTimestamp");
        assertThat(one).containsExactly(entry("QueueArn", "arn:aws:sqs:us-east-1:000000000000:hooks"));
        assertThat(tags).containsExactly(entry("made-by", "tidegate"));
    }

    @Test
    void listsQueuesByPrefixInPages() {
        IntStream.range(0, 5).forEach(i -> create("hooks-" + i));
        create("others");

        var first = sqs.listQueues(request -> request.queueNamePrefix("hooks").maxResults(3));
        var rest = sqs.listQueues(
                request -> request.queueNamePrefix("hooks").maxResults(3).nextToken(first.nextToken()));

        assertThat(first.queueUrls()).hasSize(3);
        assertThat(rest.queueUrls()).hasSize(2).last().asString().endsWith("/000000000000/hooks-4");
        assertThat(rest.nextToken()).isNull();
    }

    @Test
    void aMessageIsReceivedWithWhatIsKnownOfItAndDeleted() {
        var url = create("hooks");
        var sent = sqs.sendMessage(request -> request.queueUrl(url).messageBody("{\"héllo\": \"wörld\"}"));

        var received = sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        sqs.deleteMessage(request ->
                request.queueUrl(url).receiptHandle(received.getFirst().receiptHandle()));

        assertThat(received).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo(sent.messageId());
            assertThat(message.body()).isEqualTo("{\"héllo\": \"wörld\"}");
            assertThat(message.attributesAsStrings())
                    .contains(entry("ApproximateReceiveCount", "1"), entry("SenderId", "000000000000"))
                    .containsKeys("SentTimestamp", "ApproximateFirstReceiveTimestamp");
        });
        assertThat(bodies()).isEmpty();
    }

    @Test
    void onlyTheAttributesThatWereAskedForAreAnswered() {
        var url = create("hooks");
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("one"));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("two"));

        var some = sqs.receiveMessage(request -> request.queueUrl(url)
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages();
        var none = sqs.receiveMessage(request -> request.queueUrl(url)).messages();

        assertThat(some.getFirst().attributesAsStrings()).containsExactly(entry("ApproximateReceiveCount", "1"));
        assertThat(none.getFirst().hasAttributes()).isFalse();
    }

    @Test
    void batchesSucceedAndFailEntryByEntry() {
        var url = create("hooks");
        var sent = sqs.sendMessageBatch(request -> request.queueUrl(url)
                .entries(
                        SendMessageBatchRequestEntry.builder()
                                .id("a")
                                .messageBody("one")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("b")
                                .messageBody("")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("c")
                                .messageBody("three")
                                .build()));
        var received = sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                .messages();

        var hidden = sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                .entries(hiding("a", received.getFirst().receiptHandle()), hiding("b", "foreign")));
        var deleted = sqs.deleteMessageBatch(request -> request.queueUrl(url)
                .entries(deleting("a", received.getFirst().receiptHandle()), deleting("b", "foreign")));

        assertThat(sent.successful()).hasSize(2);
        assertThat(sent.failed())
                .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code)
                .containsExactly(tuple("b", "MissingParameter"));
        assertThat(received).extracting(Message::body).containsExactly("one", "three");
        assertThat(hidden.successful()).hasSize(1);
        assertThat(hidden.failed()).extracting(BatchResultErrorEntry::code).containsExactly("ReceiptHandleIsInvalid");
        assertThat(deleted.successful()).hasSize(1);
        assertThat(deleted.failed()).extracting(BatchResultErrorEntry::code).containsExactly("ReceiptHandleIsInvalid");
        assertThat(bodies()).containsExactly("three");
    }

    private static ChangeMessageVisibilityBatchRequestEntry hiding(String id, String handle) {
        return ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(handle)
                .visibilityTimeout(600)
                .build();
    }

    private static DeleteMessageBatchRequestEntry deleting(String id, String handle) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(handle)
                .build();
    }

    static Stream<Arguments> refusesWhatAwsRefuses() {
        return Stream.of(
                refusal("a FIFO queue", sqs -> sqs.createQueue(r -> r.queueName("a.fifo")), "UnsupportedOperation"),
                refusal("a name with a dot", sqs -> sqs.createQueue(r -> r.queueName("a.b")), "InvalidParameterValue"),
                refusal(
                        "a visibility over 12 hours",
                        sqs -> sqs.createQueue(
                                r -> r.queueName("b").attributesWithStrings(Map.of("VisibilityTimeout", "43201"))),
                        "InvalidAttributeValue"),
                refusal(
                        "an unknown attribute",
                        sqs -> sqs.createQueue(r -> r.queueName("b").attributesWithStrings(Map.of("Colour", "blue"))),
                        "InvalidAttributeName"),
                refusal(
                        "more than ten messages",
                        sqs -> sqs.receiveMessage(
                                r -> r.queueUrl("/000000000000/a").maxNumberOfMessages(11)),
                        "InvalidParameterValue"),
                refusal(
                        "waiting for more than 20 s",
                        sqs -> sqs.receiveMessage(
                                r -> r.queueUrl("/000000000000/a").waitTimeSeconds(21)),
                        "InvalidParameterValue"),
                refusal(
                        "an empty batch",
                        sqs -> sqs.sendMessageBatch(r -> r.queueUrl("/000000000000/a")),
                        "AWS.SimpleQueueService.EmptyBatchRequest"),
                refusal(
                        "two entries of one id",
                        sqs -> sqs.deleteMessageBatch(
                                r -> r.queueUrl("/000000000000/a").entries(deleting("x", "h"), deleting("x", "h"))),
                        "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"),
                refusal(
                        "an odd id",
                        sqs -> sqs.deleteMessageBatch(
                                r -> r.queueUrl("/000000000000/a").entries(deleting("x y", "h"))),
                        "AWS.SimpleQueueService.InvalidBatchEntryId"),
                refusal(
                        "a handle of nobody",
                        sqs -> sqs.deleteMessage(
                                r -> r.queueUrl("/000000000000/a").receiptHandle("h")),
                        "ReceiptHandleIsInvalid"),
                refusal(
                        "letters that XML has not",
                        sqs -> sqs.sendMessage(
                                r -> r.queueUrl("/000000000000/a").messageBody("\u0000")),
                        "InvalidMessageContents"),
                refusal(
                        "attributes of messages",
                        sqs -> sqs.sendMessage(r -> r.queueUrl("/000000000000/a")
                                .messageBody("one")
                                .messageAttributes(Map.of(
                                        "n",
                                        MessageAttributeValue.builder()
                                                .dataType("String")
                                                .stringValue("1")
                                                .build()))),
                        "AWS.SimpleQueueService.UnsupportedOperation"),
                refusal(
                        "a queue that is not there",
                        sqs -> sqs.deleteQueue(r -> r.queueUrl("/000000000000/b")),
                        "AWS.SimpleQueueService.NonExistentQueue"));
    }

    private static Arguments refusal(String name, Consumer<SqsClient> call, String code) {
        return argumentSet(name, call, code);
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatAwsRefuses(Consumer<SqsClient> call, String code) {
        create("a");

        var refused = catchThrowableOfType(SqsException.class, () -> call.accept(sqs));

        assertThat(refused.awsErrorDetails().errorCode()).endsWith(code);
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    @Timeout(30)
    void aLongPollIsAnsweredAsSoonAsAMessageIsThere() throws Exception {
        var url = create("hooks");
        var polled = CompletableFuture.supplyAsync(() -> sqs.receiveMessage(
                request -> request.queueUrl(url).waitTimeSeconds(20).maxNumberOfMessages(10)));
        await().until(() -> aws.ask(cloud -> cloud.callCounts().received().containsKey("sqs.ReceiveMessage")));
        boolean waited = !polled.isDone();

        var sentAt = Instant.now();
        aws.tell(cloud -> cloud.messageQueues().send("hooks", "one"));
        var messages = polled.get().messages();

        assertThat(waited).isTrue();
        assertThat(messages).extracting(Message::body).containsExactly("one");
        assertThat(Duration.between(sentAt, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    @Timeout(30)
    void aLongPollEndsWithItsTimeOrItsQueue() throws Exception {
        var quiet = create("quiet");
        var doomed = create("doomed");
        var polled = CompletableFuture.supplyAsync(
                () -> sqs.receiveMessage(request -> request.queueUrl(doomed).waitTimeSeconds(20)));

        var none = sqs.receiveMessage(request -> request.queueUrl(quiet).waitTimeSeconds(1));
        sqs.deleteQueue(request -> request.queueUrl(doomed));

        assertThat(none.messages()).isEmpty();
        assertThatThrownBy(polled::get).hasCauseInstanceOf(QueueDoesNotExistException.class);
    }
}
