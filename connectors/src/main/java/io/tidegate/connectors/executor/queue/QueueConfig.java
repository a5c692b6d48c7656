package io.tidegate.connectors.executor.queue;

import io.tidegate.connectors.executor.command.ApiCategory;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds of a partition's queues.
 *
 * @param highMark commands waiting at which reading pauses
 * @param lowMark commands waiting at which it resumes
 * @param maxInFlight commands of one account and region carried out at the same time
 * @param rates calls allowed, for each category
 */
public record QueueConfig(int highMark, int lowMark, int maxInFlight, Map<ApiCategory, Rate> rates) {

    /** What is used unless configured. */
    public static QueueConfig defaults() {
        return new QueueConfig(
                // Room for all of a large account: what is not read yet cannot be told to go first.
                20_000,
                10_000,
                64,
                Map.of(
                        // ECS service-modify bucket: about 50 at once, 5/s (unpublished; measured by others).
                        ApiCategory.ECS_SERVICE_CHANGE, new Rate(50, 5),
                        // ECS cluster-resource-read bucket: about 100 at once, 20/s (unpublished; measured by others).
                        ApiCategory.ECS_READ, new Rate(100, 20),
                        // Application Auto Scaling publishes none; 5/s is well under where it throttles.
                        ApiCategory.SCALABLE_TARGET_CHANGE, new Rate(20, 5),
                        ApiCategory.SCALABLE_TARGET_READ, new Rate(20, 5),
                        // Nor does EC2 Auto Scaling; the same.
                        ApiCategory.GROUP_CHANGE, new Rate(20, 5),
                        ApiCategory.GROUP_READ, new Rate(20, 5),
                        // ECS cluster-resource-modify bucket: about 100 at once, 40/s (unpublished; measured by
                        // others).
                        ApiCategory.CONTAINER_INSTANCE_CHANGE, new Rate(100, 40)));
    }

    /** The rate of a category. */
    public Rate rate(ApiCategory category) {
        return Optional.ofNullable(rates.get(category)).orElseThrow();
    }

    public QueueConfig {
        if (lowMark < 0 || lowMark >= highMark) {
            throw new IllegalArgumentException("executor.queue.low-mark must be at least 0 and below high-mark, was "
                    + lowMark + " with high-mark " + highMark);
        }
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("executor.queue.max-in-flight must be at least 1, was " + maxInFlight);
        }
        for (var category : ApiCategory.values()) {
            if (!rates.containsKey(category)) {
                throw new IllegalArgumentException("executor.queue.rates must name every category, had no " + category);
            }
        }
        rates = Collections.unmodifiableMap(new EnumMap<>(rates));
    }
}
