package io.tidegate.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.connectors.bridge.ErrorKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.EcsException;

class AwsFailureTest {

    static List<Arguments> exceptions() {
        return List.of(
                arguments(
                        answered("ThrottlingException", "Rate exceeded", 400),
                        ErrorKind.THROTTLED,
                        "ThrottlingException: Rate exceeded"),
                arguments(answered("AccessDeniedException", "no", 400), ErrorKind.AWS, "AccessDeniedException: no"),
                arguments(EcsException.builder().statusCode(503).build(), ErrorKind.AWS, "HTTP 503"),
                arguments(ApiCallTimeoutException.create(10), ErrorKind.TIMEOUT, "ApiCallTimeoutException"),
                arguments(
                        ApiCallAttemptTimeoutException.create(10), ErrorKind.TIMEOUT, "ApiCallAttemptTimeoutException"),
                arguments(SdkClientException.create("no route"), ErrorKind.CONNECTION, "SdkClientException: no route"));
    }

    private static SdkException answered(String code, String message, int status) {
        var details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
        return (SdkException) EcsException.builder()
                .awsErrorDetails(details)
                .statusCode(status)
                .build();
    }

    @ParameterizedTest(name = "{2} is {1}")
    @MethodSource("exceptions")
    void tellsAnAnswerFromSilence(SdkException cause, ErrorKind kind, String text) {
        var failure = AwsFailure.of(cause);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.text()).startsWith(text);
    }

    @Test
    void cutsALongMessage() {
        var failure = AwsFailure.of(answered("X", "m".repeat(1000), 400));

        assertThat(failure.text()).hasSize(200);
    }

    @Test
    void passesAnInterruptionOn() {
        var aborted = AbortedException.create("interrupted");

        assertThatThrownBy(() -> AwsFailure.of(aborted)).isSameAs(aborted);
    }
}
