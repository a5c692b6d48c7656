package io.tidegate.connectors.executor.target;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.target.Failure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.internal.AwsErrorCode;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.EcsException;

class FailuresTest {

    static Stream<Arguments> tellsWhatAFailureMeans() {
        return Stream.of(
                argumentSet("throttled", aws("ThrottlingException", 400), Kind.THROTTLED, "THROTTLING"),
                argumentSet("throttled, old code", aws("Throttling", 400), Kind.THROTTLED, "THROTTLING"),
                argumentSet("too many requests", aws("Whatever", 429), Kind.THROTTLED, "WHATEVER"),
                argumentSet(
                        "another update", aws("ConcurrentUpdateException", 400), Kind.RETRYABLE, "CONCURRENT_UPDATE"),
                argumentSet(
                        "service failing with 400",
                        aws("InternalServiceException", 400),
                        Kind.AMBIGUOUS,
                        "INTERNAL_SERVICE"),
                argumentSet(
                        "registered a moment ago",
                        aws("ObjectNotFoundException", 400),
                        Kind.RETRYABLE,
                        "OBJECT_NOT_FOUND"),
                argumentSet(
                        "gone since it was looked at",
                        aws("ServiceNotFoundException", 400),
                        Kind.RETRYABLE,
                        "SERVICE_NOT_FOUND"),
                argumentSet(
                        "a group that is being scaled",
                        aws("ScalingActivityInProgress", 400),
                        Kind.RETRYABLE,
                        "SCALING_ACTIVITY_IN_PROGRESS"),
                argumentSet(
                        "a group with a pending update",
                        aws("ResourceContention", 500),
                        Kind.RETRYABLE,
                        "RESOURCE_CONTENTION"),
                argumentSet(
                        "created a moment ago",
                        aws("ServiceNotActiveException", 400),
                        Kind.RETRYABLE,
                        "SERVICE_NOT_ACTIVE"),
                argumentSet(
                        "a provider being changed",
                        aws("UpdateInProgressException", 400),
                        Kind.RETRYABLE,
                        "UPDATE_IN_PROGRESS"),
                argumentSet(
                        "a template created a moment ago",
                        aws("InvalidLaunchTemplateId.NotFound", 400),
                        Kind.RETRYABLE,
                        "INVALID_LAUNCH_TEMPLATE_ID.NOT_FOUND"),
                argumentSet(
                        "a clock that was off",
                        aws("SignatureDoesNotMatch", 403),
                        Kind.RETRYABLE,
                        "SIGNATURE_DOES_NOT_MATCH"),
                argumentSet(
                        "credentials being refreshed",
                        aws("ExpiredTokenException", 400),
                        Kind.RETRYABLE,
                        "EXPIRED_TOKEN"),
                argumentSet(
                        "a request that came slowly", aws("RequestTimeout", 400), Kind.AMBIGUOUS, "REQUEST_TIMEOUT"),
                argumentSet(
                        "another request first",
                        aws("PriorRequestNotComplete", 400),
                        Kind.THROTTLED,
                        "PRIOR_REQUEST_NOT_COMPLETE"),
                argumentSet("server error", aws("ServerException", 500), Kind.AMBIGUOUS, "SERVER"),
                argumentSet("bad gateway", aws("BadGateway", 502), Kind.AMBIGUOUS, "BAD_GATEWAY"),
                argumentSet("denied", aws("AccessDeniedException", 400), Kind.FATAL, "ACCESS_DENIED"),
                argumentSet(
                        "not signed for", aws("UnrecognizedClientException", 400), Kind.FATAL, "UNRECOGNIZED_CLIENT"),
                argumentSet("invalid", aws("ValidationException", 400), Kind.FATAL, "VALIDATION"),
                argumentSet("limit", aws("LimitExceededException", 400), Kind.FATAL, "LIMIT_EXCEEDED"),
                argumentSet("no cluster", aws("ClusterNotFoundException", 400), Kind.FATAL, "CLUSTER_NOT_FOUND"),
                argumentSet(
                        "call too long",
                        ApiCallTimeoutException.builder().message("m").build(),
                        Kind.AMBIGUOUS,
                        "TIMEOUT"),
                argumentSet(
                        "attempt too long",
                        ApiCallAttemptTimeoutException.builder().message("m").build(),
                        Kind.AMBIGUOUS,
                        "TIMEOUT"),
                argumentSet(
                        "no connection",
                        SdkClientException.builder().message("m").build(),
                        Kind.AMBIGUOUS,
                        "NO_ANSWER"),
                argumentSet("our own fault", new IllegalStateException("m"), Kind.BROKEN, "INTERNAL_ERROR"));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatAFailureMeans(Exception thrown, Kind kind, String reason) {
        var failure = Failures.classify(thrown);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.message()).isEqualTo("m");
    }

    @Test
    void takesAwsWordsForWhatIsGone() {
        assertThat(Failures.classify(aws("ValidationError", 400, "Instance Id not found - none has i-1"))
                        .kind())
                .isEqualTo(Kind.GONE);
        assertThat(Failures.classify(aws("ValidationError", 400, "No active Lifecycle Action found"))
                        .kind())
                .isEqualTo(Kind.GONE);
        assertThat(Failures.classify(aws("ValidationException", 400, "ECS service doesn't exist: service/demo/web"))
                        .kind())
                .isEqualTo(Kind.ABSENT);
        assertThat(Failures.classify(aws("ValidationError", 400, "below its min size"))
                        .kind())
                .isEqualTo(Kind.FATAL);
    }

    static Stream<Arguments> takesForGoneWhatCanBeLeftNoMore() {
        return Stream.of(
                argumentSet("task", "InvalidParameterException", "The referenced task was not found."),
                argumentSet("target group", "TargetGroupNotFound", "One or more target groups not found"),
                argumentSet("target", "InvalidTarget", "The specified target does not exist"),
                argumentSet("load balancer", "LoadBalancerNotFound", "There is no ACTIVE Load Balancer named 'front'"),
                argumentSet("the same by its older name", "AccessPointNotFoundException", "m"),
                argumentSet("instance", "InvalidInstance", "Could not find EC2 instance i-1."));
    }

    @ParameterizedTest
    @MethodSource
    void takesForGoneWhatCanBeLeftNoMore(String code, String message) {
        assertThat(Failures.classify(aws(code, 400, message)).kind()).isEqualTo(Kind.GONE);
    }

    @Test
    void doesNotTakeAnUnknownHookOrAWrongRequestForWhatIsGone() {
        assertThat(Failures.classify(aws("ValidationError", 400, "No Lifecycle Hook found with name bye"))
                        .kind())
                .isEqualTo(Kind.FATAL);
        assertThat(Failures.classify(aws("InvalidParameterException", 400, "Long arn format must be used"))
                        .kind())
                .isEqualTo(Kind.FATAL);
    }

    /** What the SDK would repeat by itself must be repeated here: its attempts are one. */
    @ParameterizedTest
    @MethodSource
    void repeatsWhatTheSdkRepeats(String code) {
        assertThat(Failures.classify(aws(code, 400)).kind()).isIn(Kind.THROTTLED, Kind.RETRYABLE, Kind.AMBIGUOUS);
    }

    static Stream<String> repeatsWhatTheSdkRepeats() {
        return Stream.of(
                        AwsErrorCode.RETRYABLE_ERROR_CODES,
                        AwsErrorCode.THROTTLING_ERROR_CODES,
                        AwsErrorCode.DEFINITE_CLOCK_SKEW_ERROR_CODES)
                .flatMap(Set::stream)
                .sorted();
    }

    @Test
    void namesEachCodeOnceUnlessItsWordsTellThemApart() {
        assertThat(Failures.TABLE).extracting(row -> row.code() + row.message()).doesNotHaveDuplicates();
        assertThat(Failures.TABLE).extracting(Failures.Row::when).noneMatch(String::isBlank);
    }

    @Test
    void standsInTheManual() throws IOException {
        var manual = Files.readString(Path.of("../docs/operations.md"));

        assertThat(manual)
                .contains(Failures.TABLE.stream()
                        .map(row -> "| `%s` | %s | %s | %s |\n"
                                .formatted(row.code(), row.message(), row.kind(), row.when()))
                        .collect(joining()));
    }

    private static Exception aws(String code, int status) {
        return aws(code, status, "m");
    }

    private static Exception aws(String code, int status, String message) {
        return EcsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
