package io.tidegate.connectors.executor;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/**
 * A call may start while the group's last heartbeat is younger than session timeout − call timeout: then it has ended
 * before another instance can own the partition. Kafka tells when it was sent, which is not to say that it arrived: the
 * one before it did, so the rule holds for that one. No heartbeat yet counts as too old.
 */
final class HeartbeatLease implements Lease {
    /** Kafka tells the age in whole seconds, rounded down. */
    static final Duration ROUNDING = Duration.ofSeconds(1);

    private final Consumer<?, ?> consumer;
    private final Duration oldest;

    HeartbeatLease(Consumer<?, ?> consumer, ExecutorConfig config) {
        this.consumer = consumer;
        this.oldest = config.sessionTimeout().minus(config.callTimeout()).minus(config.heartbeatInterval());
    }

    @Override
    public boolean permitsCall() {
        return age().map(age -> age.compareTo(oldest) < 0).orElse(false);
    }

    // Kafka answers -1 before the first heartbeat.
    private Optional<Duration> age() {
        return lastHeartbeat()
                .map(Metric::metricValue)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).longValue())
                .filter(seconds -> seconds >= 0)
                .map(seconds -> Duration.ofSeconds(seconds).plus(ROUNDING));
    }

    private Optional<? extends Metric> lastHeartbeat() {
        return consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
                .findFirst();
    }
}
