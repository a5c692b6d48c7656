package io.tidegate.connectors.http;

import io.tidegate.connectors.bridge.ErrorKind;

/** What a URL answered about its number. */
sealed interface HttpReading {

    /** A finite number. */
    record Found(double value) implements HttpReading {}

    /** The document says that there is none: the field is {@code null}. */
    record Absent() implements HttpReading {}

    /**
     * No number.
     *
     * @param error one line that holds nothing of the URL, the request or the answer
     */
    record Failed(ErrorKind kind, String error) implements HttpReading {}
}
