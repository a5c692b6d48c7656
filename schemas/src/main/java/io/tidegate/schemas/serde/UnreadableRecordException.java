package io.tidegate.schemas.serde;

import java.io.Serial;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The record cannot be read, now or later: it belongs to {@code dead-letters}. The message tells where and what without
 * repeating the record's content.
 */
public final class UnreadableRecordException extends SerializationException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public UnreadableRecordException(Reason reason, String message) {
        this(reason, message, null);
    }

    public UnreadableRecordException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What is wrong, as one of few. */
    public Reason reason() {
        return reason;
    }

    /** What can be wrong with a record. */
    public enum Reason {
        /** No bytes at all. */
        EMPTY,
        /** The first byte is not that of the wire format. */
        BAD_MAGIC,
        /** Too short for the header. */
        TRUNCATED,
        /** The registry has no schema of the record's id. */
        UNKNOWN_SCHEMA,
        /** The record's schema cannot be read as ours. */
        INCOMPATIBLE_SCHEMA,
        /** The payload does not follow its schema. */
        MALFORMED,
        /** Not JSON, or not of the documented shape. */
        BAD_JSON,
        /** Well-formed, and breaks a rule of the contract. */
        INVALID
    }
}
