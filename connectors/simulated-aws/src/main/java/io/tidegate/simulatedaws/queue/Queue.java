package io.tidegate.simulatedaws.queue;

import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;

/** A standard queue: at least once, in the order of sending as long as nothing goes wrong. */
final class Queue {
    // "a maximum of 12 hours from the time that Amazon SQS receives the ReceiveMessage request" (visibility timeout).
    private static final Duration LONGEST_FLIGHT = Duration.ofHours(12);
    private static final Duration DOUBLED_WITHIN = Duration.ofMinutes(1);
    private static final Duration LATE_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Instant createdAt;
    private final SortedMap<String, String> tags;
    private final LinkedHashMap<Long, Message> messages = new LinkedHashMap<>();
    private QueueAttributes attributes;
    private Instant modifiedAt;
    private long numbers;

    Queue(
            String name,
            QueueAttributes attributes,
            Map<String, String> tags,
            Timeline timeline,
            RandomGenerator random) {
        this.name = name;
        this.attributes = attributes;
        this.tags = new TreeMap<>(tags);
        this.timeline = timeline;
        this.random = random;
        this.createdAt = timeline.now();
        this.modifiedAt = createdAt;
    }

    String name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant modifiedAt() {
        return modifiedAt;
    }

    SortedMap<String, String> tags() {
        return new TreeMap<>(tags);
    }

    void tag(Map<String, String> more) {
        tags.putAll(more);
    }

    QueueAttributes attributes() {
        return attributes;
    }

    void set(QueueAttributes next) {
        attributes = next;
        modifiedAt = timeline.now();
    }

    /** Takes a message, and does to it what chance and {@code faults} say. */
    void send(Message.Content content, Duration delay, QueueFaults faults) {
        // All are drawn each time: one rate must not change what another one meets.
        boolean lost = random.nextDouble() < faults.lost();
        boolean late = random.nextDouble() < faults.late();
        boolean doubled = random.nextDouble() < faults.doubled();
        double lot = random.nextDouble();
        if (lost) {
            return;
        }
        add(content, late ? delay.plus(share(LATE_WITHIN, lot)) : delay);
        if (doubled) {
            add(content, delay.plus(share(DOUBLED_WITHIN, lot)));
        }
    }

    private void add(Message.Content content, Duration hidden) {
        long number = ++numbers;
        messages.put(number, new Message(number, content, timeline.now().plus(hidden)));
    }

    private static Duration share(Duration whole, double lot) {
        return Duration.ofNanos((long) (whole.toNanos() * lot));
    }

    /** Up to {@code most} messages that are visible, hidden from now on for {@code visibility}. */
    List<Message> receive(int most, Duration visibility) {
        expire();
        var now = timeline.now();
        var received = new ArrayList<Message>();
        for (var message : messages.values()) {
            if (received.size() == most) {
                break;
            }
            if (message.isVisible(now)) {
                message.receive(now, now.plus(visibility));
                received.add(message);
            }
        }
        return received;
    }

    /** Deletes what was received last with the handle; a message that was received again since then stays. */
    void delete(String handle) {
        var receipt = receipt(handle);
        var message = messages.get(receipt.message());
        if (message != null && message.receives() == receipt.receive()) {
            messages.remove(receipt.message());
        }
    }

    void changeVisibility(String handle, Duration visibility) {
        expire();
        var now = timeline.now();
        var receipt = receipt(handle);
        var message = messages.get(receipt.message());
        if (message == null || message.receives() != receipt.receive()) {
            throw SqsErrors.gone(handle);
        }
        if (!message.isInFlight(now)) {
            throw SqsErrors.notInFlight();
        }
        var first = message.firstReceivedAt();
        if (first != null && now.plus(visibility).isAfter(first.plus(LONGEST_FLIGHT))) {
            throw SqsErrors.parameter(
                    "VisibilityTimeout",
                    visibility.toSeconds(),
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].");
        }
        message.hideUntil(now.plus(visibility));
    }

    private Receipt receipt(String handle) {
        return Receipt.of(handle)
                .filter(receipt -> receipt.queue().equals(name) && receipt.message() <= numbers)
                .orElseThrow(() -> SqsErrors.receiptHandle(handle));
    }

    int count(BiPredicate<Message, Instant> which) {
        expire();
        var now = timeline.now();
        return (int) messages.values().stream()
                .filter(message -> which.test(message, now))
                .count();
    }

    /** In the order of sending, whether they are visible or not. */
    List<Message> messages() {
        expire();
        return List.copyOf(messages.values());
    }

    private void expire() {
        var kept = timeline.now().minusSeconds(attributes.number(QueueAttributes.RETENTION));
        messages.values().removeIf(message -> !message.content().sentAt().isAfter(kept));
    }
}
