package io.tidegate.deploy.bench;

import io.tidegate.deploy.kafka.Answers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * How fast a Kafka Streams application commits what it reads: from its first commit to the one that reaches the end, so that
 * neither its start counts nor what it has read but not committed.
 */
record Pace(Stand stand, Admin admin, String application) {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * Waits for the last commit.
     *
     * @param records that there are
     * @return records a second
     * @throws IllegalStateException when the end was not reached in time
     */
    double await(long records) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long first = 0;
        long firstAt = 0;
        while (System.nanoTime() < deadline) {
            long committed = committed();
            long now = System.nanoTime();
            if (committed >= records) {
                return (committed - first) * (double) TimeUnit.SECONDS.toNanos(1) / (now - firstAt);
            }
            if (first == 0 && committed > 0) {
                first = committed;
                firstAt = now;
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
        throw new IllegalStateException("%s must commit %d records within %s, committed %d"
                .formatted(application, records, PATIENCE, committed()));
    }

    private long committed() {
        var offsets = Answers.await(
                stand.access, admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
        var samples = stand.topics.metricSamples().name();
        return offsets.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(samples))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }
}
