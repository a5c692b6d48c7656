package io.tidegate.connectors.provision;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The queue that tells of instances.
 *
 * @param visibility how long a received message is hidden; empty for AWS's 30 s, or what stands
 * @param retention how long a message is kept; empty for AWS's 4 days, or what stands
 * @param topics ARNs of the topics of SNS that may send to it
 * @param events what EventBridge sends to it
 */
public record Queue(
        String name,
        Optional<Duration> visibility,
        Optional<Duration> retention,
        List<String> topics,
        List<InstanceEvents> events)
        implements Resource {
    // The names of its rules begin with it, and have up to 64 characters (EventBridge API reference, PutRule).
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final Pattern TOPIC = Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}");

    public Queue {
        topics = topics.stream().sorted().distinct().toList();
        events = events.stream().sorted().distinct().toList();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be 1 to 40 letters, digits, - or _, was \"%s\"".formatted(name));
        }
        for (var topic : topics) {
            if (!TOPIC.matcher(topic).matches()) {
                throw new IllegalArgumentException("topics must be ARNs of topics, was \"%s\"".formatted(topic));
            }
        }
        // SetQueueAttributes (SQS API reference).
        requireSeconds("visibilityTimeout", visibility, 0, 43_200);
        requireSeconds("retention", retention, 60, 1_209_600);
    }

    private static void requireSeconds(String key, Optional<Duration> value, long least, long most) {
        value.filter(given -> given.toNanosPart() != 0 || given.toSeconds() < least || given.toSeconds() > most)
                .ifPresent(given -> {
                    throw new IllegalArgumentException(
                            "%s must be %d to %d whole seconds, was %s".formatted(key, least, most, given));
                });
    }

    @Override
    public ResourceId id() {
        return new ResourceId(Kind.QUEUE, name);
    }

    /** The rules that send to it. */
    public List<EventRule> rules() {
        return events.stream().map(of -> new EventRule(name, of)).toList();
    }

    /** Its attributes in a place. */
    public Members members(Home home) {
        SortedMap<String, String> members = new TreeMap<>();
        visibility.ifPresent(value -> members.put("VisibilityTimeout", String.valueOf(value.toSeconds())));
        retention.ifPresent(value -> members.put("MessageRetentionPeriod", String.valueOf(value.toSeconds())));
        QueuePolicy.of(this, home).ifPresent(policy -> members.put("Policy", policy));
        return new Members(members);
    }
}
