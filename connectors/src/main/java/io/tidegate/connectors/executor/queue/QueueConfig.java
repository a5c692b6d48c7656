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
                Map.ofEntries(
                        // ECS service-modify bucket: about 50 at once, 5/s (unpublished; measured by others).
                        Map.entry(ApiCategory.ECS_SERVICE_CHANGE, new Rate(50, 5)),
                        // ECS cluster-resource-read bucket: about 100 at once, 20/s (unpublished; measured by others).
                        Map.entry(ApiCategory.ECS_READ, new Rate(100, 20)),
                        // Application Auto Scaling publishes none; 5/s is well under where it throttles.
                        Map.entry(ApiCategory.SCALABLE_TARGET_CHANGE, new Rate(20, 5)),
                        Map.entry(ApiCategory.SCALABLE_TARGET_READ, new Rate(20, 5)),
                        // Nor does EC2 Auto Scaling; the same.
                        Map.entry(ApiCategory.GROUP_CHANGE, new Rate(20, 5)),
                        Map.entry(ApiCategory.GROUP_READ, new Rate(20, 5)),
                        // ECS cluster-resource-modify bucket: about 100 at once, 40/s (unpublished; measured by
                        // others).
                        Map.entry(ApiCategory.CONTAINER_INSTANCE_CHANGE, new Rate(100, 40)),
                        // The same bucket: up to ten calls a token, so half of it.
                        Map.entry(ApiCategory.TASK_CHANGE, new Rate(5, 2)),
                        // The bucket of ECS_READ: two calls a token, so less than half of it.
                        Map.entry(ApiCategory.TASK_READ, new Rate(20, 4)),
                        // ELB publishes 40 at once and 10/s for all its describing calls; the inventory makes some.
                        Map.entry(ApiCategory.LOAD_BALANCER_READ, new Rate(20, 5)),
                        Map.entry(ApiCategory.TARGET_GROUP_READ, new Rate(20, 5)),
                        Map.entry(ApiCategory.LOAD_BALANCER_CHANGE, new Rate(20, 5)),
                        // Unpublished: 10,000 hooks of an hour are kept by 5.6 heartbeats a second.
                        Map.entry(ApiCategory.LIFECYCLE_CHANGE, new Rate(20, 10)),
                        Map.entry(ApiCategory.LIFECYCLE_READ, new Rate(20, 10)),
                        // EC2 publishes 100 at once and 20/s for the describing calls of a kind; two calls a token, and
                        // the
                        // inventory makes some. What changes has fewer, unpublished.
                        Map.entry(ApiCategory.LAUNCH_TEMPLATE_READ, new Rate(20, 5)),
                        Map.entry(ApiCategory.LAUNCH_TEMPLATE_CHANGE, new Rate(10, 2))));
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
