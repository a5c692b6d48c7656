package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.target.Failure.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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
                        Kind.RETRYABLE,
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

    private static Exception aws(String code, int status) {
        return EcsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("m")
                        .build())
                .build();
    }
}
