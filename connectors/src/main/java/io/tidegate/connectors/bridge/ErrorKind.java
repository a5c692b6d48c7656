package io.tidegate.connectors.bridge;

/** What went wrong in a source; a bounded tag for counters. */
public enum ErrorKind {
    /** No answer in time. */
    TIMEOUT,
    /** No connection, or it broke. */
    CONNECTION,
    /** An HTTP status other than 2xx. */
    STATUS,
    /** The answer is too large or not JSON. */
    BODY,
    /** The field is missing or is no finite number. */
    FIELD,
    /** A query that cannot be asked: a secret that is not set, a malformed URL, header or path. */
    REQUEST,
    /** AWS asked to come back later. */
    THROTTLED,
    /** AWS refused or failed. */
    AWS,
    /** AWS knows no such target. */
    NOT_FOUND,
    /** Kafka did not take a record, or the registry no schema. */
    KAFKA,
    /** A policy record that cannot be read or followed. */
    POLICY,
    /** Two queries that would write the same series, or two groups for one cluster. */
    CONFLICT,
    /** A defect of this program. */
    UNEXPECTED
}
