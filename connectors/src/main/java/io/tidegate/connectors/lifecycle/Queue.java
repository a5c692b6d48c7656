package io.tidegate.connectors.lifecycle;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** The calls to one queue; what AWS answers instead is counted and told, never thrown. Thread-safe. */
final class Queue {
    // SQS: at most 10 messages a receive, and 20 s of waiting (ReceiveMessage).
    private static final int MOST_MESSAGES = 10;
    static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    // What AWS may take beside the waiting.
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** How long a message that was received is nobody else's: SQS's own default. */
    static final Duration VISIBILITY = Duration.ofSeconds(30);

    private final QueueUrl url;
    private final LifecycleApi api;
    private final SourceCounters counters;
    private final Trouble receiving;
    private final Trouble deleting;
    private final Trouble holding;

    Queue(QueueUrl url, LifecycleApi api, SourceCounters counters) {
        this.url = url;
        this.api = api;
        this.counters = counters;
        this.receiving = new Trouble(url.text(), "A queue cannot be read; its messages wait", counters);
        this.deleting = new Trouble(url.text(), "Messages cannot be deleted and will come again", counters);
        this.holding = new Trouble(url.text(), "Messages cannot be held and may come again", counters);
    }

    QueueUrl url() {
        return url;
    }

    /** Waits for messages; none when none came, empty when the queue could not be asked. */
    Optional<List<Message>> receive() throws InterruptedException {
        var request = ReceiveMessageRequest.builder()
                .queueUrl(url.text())
                .maxNumberOfMessages(MOST_MESSAGES)
                .waitTimeSeconds((int) LONGEST_WAIT.toSeconds())
                .visibilityTimeout((int) VISIBILITY.toSeconds())
                .messageSystemAttributeNames(
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, MessageSystemAttributeName.SENT_TIMESTAMP)
                .overrideConfiguration(call ->
                        call.apiCallTimeout(LONGEST_WAIT.plus(ANSWER)).apiCallAttemptTimeout(LONGEST_WAIT.plus(ANSWER)))
                .build();
        counters.countRead();
        try {
            var messages = LongPoll.answer(() -> api.receiveMessage(request)).messages();
            receiving.over();
            return Optional.of(messages);
        } catch (SdkException e) {
            receiving.met(AwsFailure.of(e));
            return Optional.empty();
        }
    }

    /** Deletes messages; those that stay come again. */
    void delete(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var entries = IntStream.range(0, messages.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build())
                .toList();
        counters.countRead();
        try {
            var answer = api.deleteMessageBatch(DeleteMessageBatchRequest.builder()
                    .queueUrl(url.text())
                    .entries(entries)
                    .build());
            told(deleting, answer.failed());
        } catch (SdkException e) {
            deleting.met(AwsFailure.of(e));
        }
    }

    /** Keeps messages from everybody else for another while, from now on. */
    void hold(List<Message> messages) {
        var entries = IntStream.range(0, messages.size())
                .mapToObj(i -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(String.valueOf(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .visibilityTimeout((int) VISIBILITY.toSeconds())
                        .build())
                .toList();
        counters.countRead();
        try {
            var answer = api.changeMessageVisibilityBatch(ChangeMessageVisibilityBatchRequest.builder()
                    .queueUrl(url.text())
                    .entries(entries)
                    .build());
            told(holding, answer.failed());
        } catch (SdkException e) {
            holding.met(AwsFailure.of(e));
        }
    }

    private static void told(Trouble trouble, List<BatchResultErrorEntry> failed) {
        if (failed.isEmpty()) {
            trouble.over();
        }
        failed.forEach(entry ->
                trouble.met(new AwsFailure(ErrorKind.AWS, entry.code(), entry.code() + ": " + entry.message())));
    }
}
