package io.tidegate.deploy.kafka;

/** A topic exists with another number of partitions than was asked for. */
public final class PartitionsFixedException extends RuntimeException {

    public PartitionsFixedException(String topic, int actual, int wanted) {
        super("%s: partitions must stay %d, was asked for %d; they are fixed at creation, for keys must not move"
                .formatted(topic, actual, wanted));
    }
}
