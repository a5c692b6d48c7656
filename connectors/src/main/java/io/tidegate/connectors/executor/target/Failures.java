package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.target.Failure.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The one table that says what a failed AWS call means. The first row that fits holds; what none knows is judged by its
 * HTTP status: 429 asks for fewer calls, 5xx leaves open what happened, and all else is a no.
 *
 * <p>Calls are made in one attempt, so that each takes one token of its budget: what the SDK would repeat by itself is
 * repeated here. Its own list of throttling codes (AwsErrorCode) is asked before the table.
 */
public final class Failures {
    /** The rows, in their order. Codes without {@code Exception} stand for both spellings. */
    static final List<Row> TABLE = List.of(
            row("ValidationError", "Instance Id not found", Kind.GONE, "the instance has ended"),
            row("ValidationError", "No active Lifecycle Action", Kind.GONE, "the lifecycle action is complete"),
            row("InvalidParameter", "The referenced task was not found", Kind.GONE, "the task has stopped"),
            row("TargetGroupNotFound", Kind.GONE, "nothing is registered with it any more"),
            row("InvalidTarget", Kind.GONE, "the instance has ended, and its registrations with it"),
            row("LoadBalancerNotFound", Kind.GONE, "nothing is registered with it any more"),
            row("AccessPointNotFound", Kind.GONE, "the same, of a classic load balancer"),
            row("InvalidInstance", Kind.GONE, "the classic load balancer does not have it"),
            row("ServiceNotFound", Kind.RETRYABLE, "it was there a moment ago, and is looked at before the next call"),
            row("ServiceNotActive", Kind.RETRYABLE, "just after it was created"),
            row("Validation", "ECS service doesn't exist", Kind.ABSENT, "just after it was created, of its bounds"),
            row("ObjectNotFound", Kind.RETRYABLE, "up to 30 s after RegisterScalableTarget"),
            row("InvalidLaunchTemplateId.NotFound", Kind.RETRYABLE, "just after it was created"),
            row("InvalidLaunchTemplateId.VersionNotFound", Kind.RETRYABLE, "just after it was created"),
            row("InvalidAMIID.NotFound", Kind.RETRYABLE, "just after it was created"),
            row("InstanceRefreshInProgress", Kind.RETRYABLE, "it is looked at before the next call"),
            row("ScalingActivityInProgress", Kind.RETRYABLE, "the group is being scaled"),
            row("ResourceContention", Kind.RETRYABLE, "the group has a pending update"),
            row("ConcurrentUpdate", Kind.RETRYABLE, "somebody else changes the scalable target"),
            row("UpdateInProgress", Kind.RETRYABLE, "a capacity provider is being changed"),
            row("InternalService", Kind.AMBIGUOUS, "Application Auto Scaling fails with it, whatever the status"),
            row("InternalError", Kind.AMBIGUOUS, "whatever the status"),
            row("RequestTimeout", Kind.AMBIGUOUS, "the request came too slowly"),
            row("PriorRequestNotComplete", Kind.THROTTLED, "another request is not done yet"),
            row("TransactionInProgress", Kind.RETRYABLE, "another request is not done yet"),
            row("RequestExpired", Kind.RETRYABLE, "the clock was off; the SDK corrects it by the answer"),
            row("RequestTimeTooSkewed", Kind.RETRYABLE, "the clock was off; the SDK corrects it by the answer"),
            row("RequestInTheFuture", Kind.RETRYABLE, "the clock was off; the SDK corrects it by the answer"),
            row("SignatureDoesNotMatch", Kind.RETRYABLE, "the clock was off, or a secret changes"),
            row("ExpiredToken", Kind.RETRYABLE, "the credentials are being refreshed"));

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

    /** Whether it says that what the call is about is no longer there. */
    static boolean saysGone(AwsServiceException answer) {
        return answered(answer).kind() == Kind.GONE;
    }

    private static Failure answered(AwsServiceException answer) {
        @Nullable AwsErrorDetails details = answer.awsErrorDetails();
        String code =
                details == null || details.errorCode() == null ? "HTTP_" + answer.statusCode() : details.errorCode();
        String message = details == null || details.errorMessage() == null ? code : details.errorMessage();
        return new Failure(
                kind(answer, bare(code), message), reason(code), message, Optional.ofNullable(answer.requestId()));
    }

    private static Kind kind(AwsServiceException answer, String code, String message) {
        if (answer.isThrottlingException()) {
            return Kind.THROTTLED;
        }
        return TABLE.stream()
                .filter(row -> row.fits(code, message))
                .findFirst()
                .map(Row::kind)
                // A server that fails may have changed something before it did.
                .orElse(answer.statusCode() >= 500 ? Kind.AMBIGUOUS : Kind.FATAL);
    }

    /** {@code AccessDeniedException} to {@code ACCESS_DENIED}. */
    static String reason(String code) {
        return WORD_START.matcher(bare(code)).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    private static String bare(String code) {
        return code.endsWith("Exception") ? code.substring(0, code.length() - "Exception".length()) : code;
    }

    private static String text(Exception thrown) {
        return Optional.ofNullable(thrown.getMessage()).orElse(thrown.getClass().getSimpleName());
    }

    private static Row row(String code, Kind kind, String when) {
        return row(code, "", kind, when);
    }

    private static Row row(String code, String message, Kind kind, String when) {
        return new Row(code, message, kind, when);
    }

    /**
     * What a code means.
     *
     * @param code as AWS spells it, without {@code Exception}
     * @param message part of AWS's words; empty for whatever it says
     * @param when what it is about
     */
    record Row(String code, String message, Kind kind, String when) {
        private boolean fits(String otherCode, String words) {
            return otherCode.equals(code) && words.contains(message);
        }
    }
}
