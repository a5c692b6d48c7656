package io.tidegate.connectors.aws;

import io.tidegate.connectors.bridge.ErrorKind;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why a call to AWS gave no answer.
 *
 * @param kind bounded, for counters
 * @param code AWS error code, or the class of the client's exception
 * @param text one line for people: the code and AWS's message, cut at 200 characters
 */
public record AwsFailure(ErrorKind kind, String code, String text) {
    private static final int MAX_TEXT = 200;

    /**
     * Reads an exception of the SDK.
     *
     * @throws SdkException the exception itself when it means that this thread was interrupted
     */
    public static AwsFailure of(SdkException cause) {
        return switch (cause) {
            case AbortedException aborted -> throw aborted;
            case AwsServiceException service -> answered(service);
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> silent(ErrorKind.TIMEOUT, cause);
            default -> silent(ErrorKind.CONNECTION, cause);
        };
    }

    /** Whether AWS found fault with the request itself, so that another request may well succeed. */
    public boolean isRefusedRequest() {
        return code.startsWith("Validation") || code.startsWith("InvalidParameter");
    }

    private static AwsFailure answered(AwsServiceException cause) {
        var details = cause.awsErrorDetails();
        var code = details == null || details.errorCode() == null ? "HTTP " + cause.statusCode() : details.errorCode();
        var message = details == null || details.errorMessage() == null ? "" : ": " + details.errorMessage();
        var kind = cause.isThrottlingException() ? ErrorKind.THROTTLED : ErrorKind.AWS;
        return new AwsFailure(kind, code, cut(code + message));
    }

    private static AwsFailure silent(ErrorKind kind, SdkException cause) {
        var code = cause.getClass().getSimpleName();
        return new AwsFailure(kind, code, cut(code + ": " + cause.getMessage()));
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
