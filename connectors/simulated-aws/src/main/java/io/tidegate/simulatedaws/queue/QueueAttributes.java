package io.tidegate.simulatedaws.queue;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The attributes of a queue that can be set, as AWS spells names and values. Policies and keys are kept as text and have no
 * effect; attributes of FIFO queues are refused.
 *
 * @param values of all that were set or have a default
 */
record QueueAttributes(SortedMap<String, String> values) {
    static final String VISIBILITY = "VisibilityTimeout";
    static final String RETENTION = "MessageRetentionPeriod";
    static final String WAIT = "ReceiveMessageWaitTimeSeconds";
    static final String DELAY = "DelaySeconds";
    static final String SIZE = "MaximumMessageSize";

    /** CreateQueue and SetQueueAttributes (SQS API reference). */
    private enum Range {
        VISIBILITY(QueueAttributes.VISIBILITY, 0, 30, 43_200),
        RETENTION(QueueAttributes.RETENTION, 60, 345_600, 1_209_600),
        WAIT(QueueAttributes.WAIT, 0, 0, 20),
        DELAY(QueueAttributes.DELAY, 0, 0, 900),
        SIZE(QueueAttributes.SIZE, 1_024, 1_048_576, 1_048_576);

        private final String attribute;
        private final int least;
        private final int usual;
        private final int most;

        Range(String attribute, int least, int usual, int most) {
            this.attribute = attribute;
            this.least = least;
            this.usual = usual;
            this.most = most;
        }

        private boolean holds(String value) {
            return value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
        }
    }

    private static final Set<String> TEXTS =
            Set.of("Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId", "SqsManagedSseEnabled");

    static final QueueAttributes USUAL = new QueueAttributes(usual());

    QueueAttributes {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    private static SortedMap<String, String> usual() {
        var values = new TreeMap<String, String>();
        for (var range : Range.values()) {
            values.put(range.attribute, String.valueOf(range.usual));
        }
        values.put("SqsManagedSseEnabled", "true");
        return values;
    }

    /**
     * With other values; an empty text takes a policy or key away.
     *
     * @throws io.tidegate.simulatedaws.protocol.ApiError when AWS would refuse one
     */
    QueueAttributes with(Map<String, String> wanted) {
        var next = new TreeMap<>(values);
        new TreeMap<>(wanted).forEach((name, value) -> {
            check(name, value);
            if (value.isEmpty()) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
        });
        return new QueueAttributes(next);
    }

    private static void check(String name, String value) {
        if (name.startsWith("Fifo") || name.equals("ContentBasedDeduplication") || name.equals("DeduplicationScope")) {
            throw SqsErrors.unsupported("FIFO queues are not simulated, but " + name + " was given");
        }
        for (var range : Range.values()) {
            if (range.attribute.equals(name)) {
                if (!range.holds(value)) {
                    throw SqsErrors.attributeValue(name, range.least, range.most, value);
                }
                return;
            }
        }
        if (!TEXTS.contains(name)) {
            throw SqsErrors.attributeName(name);
        }
    }

    int number(String name) {
        return Integer.parseInt(String.valueOf(values.get(name)));
    }
}
