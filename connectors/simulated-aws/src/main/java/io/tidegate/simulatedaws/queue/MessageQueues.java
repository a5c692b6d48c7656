package io.tidegate.simulatedaws.queue;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The queues of the account, for tests to look into and to disturb. Not thread-safe. */
public final class MessageQueues {
    /** "You must wait 60 seconds after deleting a queue" (CreateQueue). */
    private static final Duration NAME_BLOCKED = Duration.ofSeconds(60);

    private static final List<String> MALFORMED = List.of(
            "",
            "no JSON",
            "{\"LifecycleTransition\":",
            "[]",
            "null",
            "{}",
            "{\"Type\":\"Notification\",\"Message\":\"no JSON\"}",
            "{\"detail-type\":\"EC2 Instance-terminate Lifecycle Action\",\"source\":\"aws.autoscaling\"}",
            "{\"LifecycleTransition\":\"autoscaling:EC2_INSTANCE_TERMINATING\",\"EC2InstanceId\":null}",
            "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\"}]}");

    private final TreeMap<String, Queue> queues = new TreeMap<>();
    private final TreeMap<String, Instant> deleted = new TreeMap<>();
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Arns arns;
    private QueueFaults faults = QueueFaults.NONE;
    private long messages;

    public MessageQueues(Timeline timeline, RandomGenerator random, Arns arns) {
        this.timeline = timeline;
        this.random = random;
        this.arns = arns;
    }

    /**
     * Adds an empty queue with the usual attributes.
     *
     * @throws IllegalArgumentException when there is one of that name
     */
    public void add(String name) {
        if (queues.containsKey(name)) {
            throw new IllegalArgumentException("queue must be new, but " + name + " exists");
        }
        create(name, QueueAttributes.USUAL, Map.of());
    }

    /** Sends a message, whatever it says. */
    public void send(String name, String body) {
        send(existing(name), body, Duration.ZERO);
    }

    /** Sends messages that no honest service would have sent, of {@code count} kinds one after the other. */
    public void sendMalformed(String name, int count) {
        for (int i = 0; i < count; i++) {
            send(name, MALFORMED.get(i % MALFORMED.size()));
        }
    }

    /** What is to go wrong with messages from now on, in all queues. */
    public void setFaults(QueueFaults wanted) {
        faults = wanted;
    }

    /** Messages that a receive would find. */
    public int visible(String name) {
        return existing(name).count(Message::isVisible);
    }

    /** Messages that were received, and neither deleted nor shown again. */
    public int inFlight(String name) {
        return existing(name).count(Message::isInFlight);
    }

    /** The bodies of all messages that were not deleted, in the order of sending. */
    public List<String> bodies(String name) {
        return existing(name).messages().stream()
                .map(message -> message.content().body())
                .toList();
    }

    /** The ARN of a queue, whether there is one of that name or not. */
    public String arn(String name) {
        return arns.queue(name);
    }

    /** The name of the queue that an ARN means, if there is one. */
    Optional<String> named(String arn) {
        return queues.keySet().stream()
                .filter(name -> arns.queue(name).equals(arn))
                .findFirst();
    }

    Message.Content send(Queue queue, String body, Duration delay) {
        var id = "00000000-0000-4000-a000-%012x".formatted(++messages);
        var content = Message.Content.of(id, body, timeline.now());
        queue.send(content, delay, faults);
        return content;
    }

    Queue create(String name, QueueAttributes attributes, Map<String, String> tags) {
        var queue = new Queue(name, attributes, tags, timeline, random);
        queues.put(name, queue);
        return queue;
    }

    boolean wasDeletedRecently(String name) {
        var at = deleted.get(name);
        return at != null && timeline.now().isBefore(at.plus(NAME_BLOCKED));
    }

    void delete(String name) {
        queues.remove(name);
        deleted.put(name, timeline.now());
    }

    Optional<Queue> find(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    /** In order of name. */
    List<Queue> all() {
        return List.copyOf(queues.values());
    }

    private Queue existing(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("queue must exist, but " + name + " does not"));
    }
}
