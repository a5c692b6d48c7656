package io.tidegate.connectors.notification;

import java.util.concurrent.atomic.LongAdder;

/** What one sink was told since the start; any metrics library reads it by these numbers. Thread-safe. */
public final class SinkCounters {
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder deadLettered = new LongAdder();
    private final LongAdder passedOver = new LongAdder();
    private volatile long lag;

    /** Outcomes that the sink took. */
    public long delivered() {
        return delivered.sum();
    }

    /** Tries of an outcome that the sink did not take, to be repeated. */
    public long failed() {
        return failed.sum();
    }

    /** Outcomes that the sink refused for good. */
    public long deadLettered() {
        return deadLettered.sum();
    }

    /** Outcomes that are not told: of another status, meant for another sink, or unreadable. */
    public long passedOver() {
        return passedOver.sum();
    }

    /** Records of the partitions owned that are not settled with the sink; as of a few seconds ago. */
    public long lag() {
        return lag;
    }

    void countDelivered() {
        delivered.increment();
    }

    void countFailed() {
        failed.increment();
    }

    void countDeadLettered() {
        deadLettered.increment();
    }

    void countPassedOver() {
        passedOver.increment();
    }

    void setLag(long records) {
        lag = records;
    }
}
