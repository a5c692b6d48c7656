package io.tidegate.simulatedaws.queue;

import io.tidegate.simulatedaws.identity.Place;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Outcome;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The operations of SQS about messages. Attributes that senders give messages are not simulated, and refused. */
public final class MessageApi {
    private static final int MOST_RECEIVED = 10; // SQS: at most 10 messages a receive
    private static final int LONGEST_WAIT = 20; // SQS: long polling up to 20 s
    private static final int LONGEST_DELAY = 900; // SendMessage: "Valid values: 0 to 900"
    private static final int LONGEST_VISIBILITY = 43_200; // ChangeMessageVisibility: "Values range: 0 to 43200"
    private static final int MOST_BATCH_BYTES = 1 << 20; // SendMessageBatch: 1 MiB

    private final MessageQueues queues;
    private final Timeline timeline;
    private final Place place;

    public MessageApi(MessageQueues queues, Timeline timeline, Place place) {
        this.queues = queues;
        this.timeline = timeline;
        this.place = place;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.SQS;
        table.on(api, SendMessageRequest.class, (request, id) -> send(request))
                .on(api, SendMessageBatchRequest.class, (request, id) -> send(request))
                .onWaiting(api, ReceiveMessageRequest.class, this::receive)
                .on(api, DeleteMessageRequest.class, (request, id) -> delete(request))
                .on(api, DeleteMessageBatchRequest.class, (request, id) -> delete(request))
                .on(api, ChangeMessageVisibilityRequest.class, (request, id) -> change(request))
                .on(api, ChangeMessageVisibilityBatchRequest.class, (request, id) -> change(request));
    }

    private SendMessageResponse send(SendMessageRequest request) {
        var queue = queue(request.queueUrl());
        checkPlain(request.hasMessageAttributes() || request.hasMessageSystemAttributes());
        var sent = send(queue, request.messageBody(), request.delaySeconds());
        return SendMessageResponse.builder()
                .messageId(sent.id())
                .md5OfMessageBody(sent.md5())
                .build();
    }

    private SendMessageBatchResponse send(SendMessageBatchRequest request) {
        var queue = queue(request.queueUrl());
        int bytes = request.entries().stream()
                .mapToInt(entry -> bytes(entry.messageBody()))
                .sum();
        if (bytes > MOST_BATCH_BYTES) {
            throw SqsErrors.batch(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than " + MOST_BATCH_BYTES + " bytes. You have sent " + bytes
                            + " bytes.");
        }
        var batch = Batch.of(request.entries(), SendMessageBatchRequestEntry::id, entry -> send(queue, entry));
        return SendMessageBatchResponse.builder()
                .successful(batch.successful())
                .failed(batch.failed())
                .build();
    }

    private SendMessageBatchResultEntry send(Queue queue, SendMessageBatchRequestEntry entry) {
        checkPlain(entry.hasMessageAttributes() || entry.hasMessageSystemAttributes());
        var sent = send(queue, entry.messageBody(), entry.delaySeconds());
        return SendMessageBatchResultEntry.builder()
                .id(entry.id())
                .messageId(sent.id())
                .md5OfMessageBody(sent.md5())
                .build();
    }

    private Message.Content send(Queue queue, @Nullable String body, @Nullable Integer delay) {
        if (body == null || body.isEmpty()) {
            throw SqsErrors.missing("MessageBody");
        }
        int most = queue.attributes().number(QueueAttributes.SIZE);
        if (bytes(body) > most) {
            throw SqsErrors.parameter(
                    "MessageBody", bytes(body) + " bytes", "Must be shorter than " + most + " bytes.");
        }
        if (!body.codePoints().allMatch(MessageApi::isAllowed)) {
            throw SqsErrors.contents();
        }
        int usual = queue.attributes().number(QueueAttributes.DELAY);
        return queues.send(queue, body, Duration.ofSeconds(inRange("DelaySeconds", delay, 0, LONGEST_DELAY, usual)));
    }

    // "Allowed: #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF" (SendMessage)
    private static boolean isAllowed(int letter) {
        return letter == 0x9
                || letter == 0xA
                || letter == 0xD
                || (letter >= 0x20 && letter <= 0xD7FF)
                || (letter >= 0xE000 && letter <= 0xFFFD)
                || letter >= 0x10000;
    }

    private Outcome receive(ReceiveMessageRequest request, String requestId) {
        var attributes = queue(request.queueUrl()).attributes();
        int wait = inRange(
                "WaitTimeSeconds", request.waitTimeSeconds(), 0, LONGEST_WAIT, attributes.number(QueueAttributes.WAIT));
        var until = timeline.now().plusSeconds(wait);
        return poll(request, until)
                .<Outcome>map(Outcome.Done::new)
                .orElseGet(() -> new Outcome.Waiting(
                        () -> poll(request, until),
                        ReceiveMessageResponse.builder().build()));
    }

    /** A response with messages, or without any when the time is over. */
    private Optional<SdkPojo> poll(ReceiveMessageRequest request, Instant until) {
        var queue = queue(request.queueUrl());
        int most = inRange("MaxNumberOfMessages", request.maxNumberOfMessages(), 1, MOST_RECEIVED, 1);
        int visibility = inRange(
                "VisibilityTimeout",
                request.visibilityTimeout(),
                0,
                LONGEST_VISIBILITY,
                queue.attributes().number(QueueAttributes.VISIBILITY));
        var received = queue.receive(most, Duration.ofSeconds(visibility));
        if (received.isEmpty()) {
            return timeline.now().isBefore(until)
                    ? Optional.empty()
                    : Optional.of(ReceiveMessageResponse.builder().build());
        }
        return Optional.of(ReceiveMessageResponse.builder()
                .messages(received.stream()
                        .map(message -> MessageShapes.received(queue, message, request, place))
                        .toList())
                .build());
    }

    private DeleteMessageResponse delete(DeleteMessageRequest request) {
        queue(request.queueUrl()).delete(handle(request.receiptHandle()));
        return DeleteMessageResponse.builder().build();
    }

    private DeleteMessageBatchResponse delete(DeleteMessageBatchRequest request) {
        var queue = queue(request.queueUrl());
        var batch = Batch.of(request.entries(), DeleteMessageBatchRequestEntry::id, entry -> {
            queue.delete(handle(entry.receiptHandle()));
            return DeleteMessageBatchResultEntry.builder().id(entry.id()).build();
        });
        return DeleteMessageBatchResponse.builder()
                .successful(batch.successful())
                .failed(batch.failed())
                .build();
    }

    private ChangeMessageVisibilityResponse change(ChangeMessageVisibilityRequest request) {
        change(queue(request.queueUrl()), request.receiptHandle(), request.visibilityTimeout());
        return ChangeMessageVisibilityResponse.builder().build();
    }

    private ChangeMessageVisibilityBatchResponse change(ChangeMessageVisibilityBatchRequest request) {
        var queue = queue(request.queueUrl());
        var batch = Batch.of(request.entries(), ChangeMessageVisibilityBatchRequestEntry::id, entry -> {
            change(queue, entry.receiptHandle(), entry.visibilityTimeout());
            return ChangeMessageVisibilityBatchResultEntry.builder()
                    .id(entry.id())
                    .build();
        });
        return ChangeMessageVisibilityBatchResponse.builder()
                .successful(batch.successful())
                .failed(batch.failed())
                .build();
    }

    private static void change(Queue queue, @Nullable String handle, @Nullable Integer seconds) {
        if (seconds == null) {
            throw SqsErrors.missing("VisibilityTimeout");
        }
        int visibility = inRange("VisibilityTimeout", seconds, 0, LONGEST_VISIBILITY, 0);
        queue.changeVisibility(handle(handle), Duration.ofSeconds(visibility));
    }

    private Queue queue(@Nullable String url) {
        return QueueUrls.name(url, place).flatMap(queues::find).orElseThrow(SqsErrors::noSuchQueue);
    }

    private static String handle(@Nullable String handle) {
        if (handle == null) {
            throw SqsErrors.missing("ReceiptHandle");
        }
        return handle;
    }

    private static void checkPlain(boolean hasAttributes) {
        if (hasAttributes) {
            throw SqsErrors.unsupported("Message attributes are not simulated");
        }
    }

    private static int inRange(String name, @Nullable Integer wanted, int least, int most, int otherwise) {
        if (wanted == null) {
            return otherwise;
        }
        if (wanted < least || wanted > most) {
            throw SqsErrors.parameter(name, wanted, "Must be between " + least + " and " + most + ", if provided.");
        }
        return wanted;
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
