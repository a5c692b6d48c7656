package io.tidegate.simulatedaws.queue;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.physics.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * What other services of the account send messages to by ARN: its queues, and topics of SNS that queues are subscribed to. A topic
 * exists while it has a subscription, and wraps what it forwards as SNS does without raw delivery. Policies of queues are not asked.
 * Not thread-safe.
 */
public final class MessageTargets {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final TreeMap<String, TreeSet<String>> subscriptions = new TreeMap<>();
    private final MessageQueues queues;
    private final Timeline timeline;
    private final Arns arns;
    private long published;

    public MessageTargets(MessageQueues queues, Timeline timeline, Arns arns) {
        this.queues = queues;
        this.timeline = timeline;
        this.arns = arns;
    }

    /** Lets a topic forward to a queue; once is enough. */
    public void subscribe(String topicArn, String queue) {
        subscriptions.computeIfAbsent(topicArn, _ -> new TreeSet<>()).add(queue);
    }

    /**
     * Sends a message.
     *
     * @param subject of mails that a topic sends
     * @return whether there is a queue or topic of that ARN
     */
    public boolean deliver(String arn, String subject, String body) {
        var queue = queues.named(arn);
        if (queue.isPresent()) {
            queues.send(queue.get(), body);
            return true;
        }
        var subscribed = subscriptions.getOrDefault(arn, new TreeSet<>());
        if (subscribed.isEmpty()) {
            return false;
        }
        var wrapped = notification(arn, subject, body);
        subscribed.stream()
                .filter(name -> queues.named(arns.queue(name)).isPresent())
                .forEach(name -> queues.send(name, wrapped));
        return true;
    }

    // The shape of an SNS notification over SQS (SNS developer guide, "Parsing message formats"); the signature is
    // none.
    private String notification(String topicArn, String subject, String body) {
        try (var writer = JsonWriter.create()) {
            writer.writeStartObject();
            var members = List.of(
                    List.of("Type", "Notification"),
                    List.of("MessageId", "00000000-0000-4000-b000-%012x".formatted(++published)),
                    List.of("TopicArn", topicArn),
                    List.of("Subject", subject),
                    List.of("Message", body),
                    List.of("Timestamp", MILLIS.format(timeline.now())),
                    List.of("SignatureVersion", "1"),
                    List.of("Signature", "simulated"));
            members.forEach(member -> {
                writer.writeFieldName(member.getFirst());
                writer.writeValue(member.getLast());
            });
            writer.writeEndObject();
            return new String(writer.getBytes(), StandardCharsets.UTF_8);
        }
    }
}
