package io.tidegate.simulatedaws.protocol;

/** Errors for requests that do not fit their protocol or model. */
final class Malformed {
    private Malformed() {}

    static ApiError body(String format, Throwable cause) {
        return body(format, "cannot be parsed: " + cause.getMessage());
    }

    static ApiError body(String format, String reason) {
        return ApiError.badRequest(
                "SerializationException", "request body must be valid " + format + ", but " + reason);
    }

    static ApiError member(String name, String expected, Object actual) {
        return ApiError.badRequest(
                "SerializationException",
                name + " must be " + expected + ", was " + actual.getClass().getSimpleName());
    }
}
