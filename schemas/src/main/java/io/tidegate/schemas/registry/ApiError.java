package io.tidegate.schemas.registry;

import java.io.Serial;

/** A refusal as the registry API spells it: an error code whose first three digits are the HTTP status. */
final class ApiError extends RuntimeException {
    static final int SUBJECT_NOT_FOUND = 40401;
    static final int VERSION_NOT_FOUND = 40402;
    static final int SCHEMA_NOT_FOUND = 40403;
    static final int INCOMPATIBLE = 409;
    static final int INVALID_SCHEMA = 42201;
    static final int INVALID_VERSION = 42202;
    static final int INVALID_LEVEL = 42203;
    static final int STORE = 50001;

    @Serial
    private static final long serialVersionUID = 1;

    private final int code;

    ApiError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    int status() {
        int status = code;
        while (status >= 1000) {
            status /= 10;
        }
        return status;
    }
}
