package io.tidegate.simulatedaws.protocol;

/**
 * An error that AWS answers with: thrown by an operation, rendered by the protocol of the call. It has no stack trace, for it
 * is an answer and not a fault of the program.
 */
public final class ApiError extends RuntimeException {
    private final int status;
    private final String code;
    private final String queryCode;

    /**
     * @param status HTTP status
     * @param code the error code that SDK clients map to typed exceptions, for example {@code ClusterNotFoundException}
     */
    public ApiError(int status, String code, String message) {
        this(status, code, code, message);
    }

    private ApiError(int status, String code, String queryCode, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.queryCode = queryCode;
    }

    /** The same for an API that once spoke the query protocol, where the error had another code, which clients still see. */
    public ApiError knownInQueryAs(String formerCode) {
        return new ApiError(status, code, formerCode, message());
    }

    /** An error that is the caller's: status 400. */
    public static ApiError badRequest(String code, String message) {
        return new ApiError(400, code, message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    String queryCode() {
        return queryCode;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    /** Who is to blame, as the query protocols say it. */
    String faultParty() {
        return status < 500 ? "Sender" : "Receiver";
    }
}
