package io.tidegate.schemas.deadletter;

/**
 * Header names on {@code dead-letters}. Those of Kafka Streams' own dead letter queue, so that tools made for it read ours,
 * and some of ours.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-1034%3A+Dead+letter+queue+in+Kafka+Streams">KIP-1034</a>
 */
public final class DeadLetterHeaders {
    public static final String EXCEPTION = "__streams.errors.exception";
    public static final String MESSAGE = "__streams.errors.message";
    public static final String TOPIC = "__streams.errors.topic";
    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";

    /** What is wrong, as one of few. */
    public static final String REASON = "tidegate.errors.reason";

    /** Which sink of outcomes refused the record; kept when it is replayed, so that the other sinks pass it over. */
    public static final String SINK = "tidegate.sink";

    /** On a record that was replayed, and on the dead letter that it became again: which dead letter it was. */
    public static final String REPLAYED_FROM = "tidegate.replayed-from";

    /** On a {@link ReplayMark}, which is no dead letter. */
    static final String REPLAYED = "tidegate.replayed";

    static final String STREAMS_PREFIX = "__streams.errors.";

    private DeadLetterHeaders() {}
}
