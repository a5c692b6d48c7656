package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.target.Failure.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The one table that says what a failed AWS call means. */
public final class Failures {
    // What the SDK does not retry by itself and the next try may do, because AWS is catching up with itself:
    // a change in progress, or a service that was there a moment ago and is looked at again before the next call.
    private static final Set<String> PASSING = Set.of(
            "ConcurrentUpdateException",
            "InternalServiceException",
            "ObjectNotFoundException",
            "ResourceContention",
            "ScalingActivityInProgress",
            "ServiceNotActiveException",
            "ServiceNotFoundException");

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private Failures() {}

    /** What {@code thrown} by a call means. */
    public static Failure classify(Exception thrown) {
        return switch (thrown) {
            case AwsServiceException answer -> answered(answer);
            case ApiCallTimeoutException e -> new Failure(Kind.AMBIGUOUS, "TIMEOUT", text(e), Optional.empty());
            case ApiCallAttemptTimeoutException e -> new Failure(Kind.AMBIGUOUS, "TIMEOUT", text(e), Optional.empty());
            // The SDK's word for no connection, a broken one or no credentials.
            case SdkClientException e -> new Failure(Kind.AMBIGUOUS, "NO_ANSWER", text(e), Optional.empty());
            default -> new Failure(Kind.BROKEN, "INTERNAL_ERROR", text(thrown), Optional.empty());
        };
    }

    private static Failure answered(AwsServiceException answer) {
        @Nullable AwsErrorDetails details = answer.awsErrorDetails();
        String code =
                details == null || details.errorCode() == null ? "HTTP_" + answer.statusCode() : details.errorCode();
        String message = details == null || details.errorMessage() == null ? code : details.errorMessage();
        return new Failure(kind(answer, code), reason(code), message, Optional.ofNullable(answer.requestId()));
    }

    private static Kind kind(AwsServiceException answer, String code) {
        if (answer.isThrottlingException()) {
            return Kind.THROTTLED;
        }
        if (PASSING.contains(code)) {
            return Kind.RETRYABLE;
        }
        // A server that fails may have changed something before it did.
        return answer.statusCode() >= 500 ? Kind.AMBIGUOUS : Kind.FATAL;
    }

    /** {@code AccessDeniedException} to {@code ACCESS_DENIED}. */
    private static String reason(String code) {
        String bare = code.endsWith("Exception") ? code.substring(0, code.length() - "Exception".length()) : code;
        return WORD_START.matcher(bare).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    private static String text(Exception thrown) {
        return Optional.ofNullable(thrown.getMessage()).orElse(thrown.getClass().getSimpleName());
    }
}
