package io.tidegate.connectors.lifecycle;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * How one hears of instances.
 *
 * @param queues each once; none of them needs to be there
 * @param consumers of each queue that receive at the same time, 1 to 32
 * @param maxReceives how often a message that cannot be read is received before it goes to the dead letters
 * @param reconcileInterval between two looks for instances that wait in groups to be drained
 */
public record LifecycleConfig(List<QueueUrl> queues, int consumers, int maxReceives, Duration reconcileInterval) {

    /** No queue; 2 consumers, 3 receives, a look every minute. */
    public static LifecycleConfig defaults() {
        return new LifecycleConfig(List.of(), 2, 3, Duration.ofMinutes(1));
    }

    public LifecycleConfig {
        queues = List.copyOf(queues);
        if (new HashSet<>(queues).size() < queues.size()) {
            throw new IllegalArgumentException("lifecycle.queues must name each queue once, was "
                    + queues.stream().map(QueueUrl::text).toList());
        }
        requireWithin("consumers", 32, consumers);
        // SQS itself counts up to so many where it has a queue for dead letters (SQS quotas, maxReceiveCount).
        requireWithin("maxReceives", 1000, maxReceives);
        if (reconcileInterval.toMillis() < 1000) {
            throw new IllegalArgumentException(
                    "lifecycle.reconcileInterval must be at least 1 s, was " + reconcileInterval);
        }
    }

    private static void requireWithin(String key, int most, int number) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("lifecycle.%s must be 1 to %d, was %d".formatted(key, most, number));
        }
    }
}
