package io.tidegate.deploy.kafka;

/** No broker answered in time. */
public final class NoBrokerException extends RuntimeException {

    public NoBrokerException(KafkaAccess access, Throwable cause) {
        super(
                "no Kafka broker answers at %s within %d s"
                        .formatted(access.bootstrap(), KafkaAccess.PATIENCE_MILLIS / 1_000),
                cause);
    }
}
