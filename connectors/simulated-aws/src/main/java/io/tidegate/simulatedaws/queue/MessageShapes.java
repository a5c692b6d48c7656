package io.tidegate.simulatedaws.queue;

import io.tidegate.simulatedaws.identity.Place;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Turns messages into the shape that SQS answers with. */
final class MessageShapes {
    private MessageShapes() {}

    static software.amazon.awssdk.services.sqs.model.Message received(
            Queue queue, Message message, ReceiveMessageRequest request, Place place) {
        var content = message.content();
        var shape = software.amazon.awssdk.services.sqs.model.Message.builder()
                .messageId(content.id())
                .receiptHandle(new Receipt(queue.name(), message.number(), message.receives()).handle())
                .md5OfBody(content.md5())
                .body(content.body());
        var attributes = attributes(message, place);
        var wanted = wanted(request);
        attributes.keySet().removeIf(name -> !wanted.contains("All") && !wanted.contains(name));
        return attributes.isEmpty()
                ? shape.build()
                : shape.attributesWithStrings(attributes).build();
    }

    @SuppressWarnings("deprecation") // Clients still send AttributeNames, the former name of the same parameter.
    private static Set<String> wanted(ReceiveMessageRequest request) {
        var wanted = new HashSet<>(request.messageSystemAttributeNamesAsStrings());
        wanted.addAll(request.attributeNamesAsStrings());
        return wanted;
    }

    // AWSTraceHeader, DeadLetterQueueSourceArn and those of FIFO queues have no value here.
    private static SortedMap<String, String> attributes(Message message, Place place) {
        var attributes = new TreeMap<String, String>();
        attributes.put("SenderId", place.account());
        attributes.put("SentTimestamp", millis(message.content().sentAt()));
        attributes.put("ApproximateReceiveCount", String.valueOf(message.receives()));
        attributes.put("ApproximateFirstReceiveTimestamp", millis(message.firstReceivedAt()));
        return attributes;
    }

    private static String millis(@Nullable Instant time) {
        return time == null ? "0" : String.valueOf(time.toEpochMilli());
    }
}
