package io.tidegate.connectors.provision.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class PatienceTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final Patience patience = new Patience(pauses::add);

    private static AwsServiceException refusal(String code, String message) {
        return AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .statusCode(400)
                .build();
    }

    private static final class Calls implements Runnable {
        private final AwsServiceException refusal;
        private int refusals;

        Calls(AwsServiceException refusal, int refusals) {
            this.refusal = refusal;
            this.refusals = refusals;
        }

        @Override
        public void run() {
            if (refusals-- > 0) {
                throw refusal;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UpdateInProgressException, busy",
        "QueueDeletedRecently, wait",
        "AWS.SimpleQueueService.QueueDeletedRecently, wait",
        "ConcurrentUpdateException, again",
        "ValidationError, Unable to publish test message to notification target",
    })
    void repeatsWhatAwsIsNotReadyFor(String code, String message) throws InterruptedException {
        patience.call(new Calls(refusal(code, message), 3));

        assertThat(pauses).hasSize(3).containsOnly(Duration.ofSeconds(3));
    }

    @Test
    void repeatsNothingElse() {
        var denied = refusal("AccessDeniedException", "no");

        assertThatThrownBy(() -> patience.call(new Calls(denied, 1))).isSameAs(denied);
        assertThat(pauses).isEmpty();
    }

    @Test
    void givesUpInTheEnd() {
        var busy = refusal("UpdateInProgressException", "busy");

        assertThatThrownBy(() -> patience.call(new Calls(busy, 1_000))).isSameAs(busy);
        assertThat(pauses).hasSize(100);
    }

    @Test
    void waitsUntilNothingIsBusy() throws InterruptedException {
        patience.until("it", () -> pauses.size() < 4 ? Optional.of("UPDATE_IN_PROGRESS") : Optional.empty());

        assertThat(pauses).hasSize(4);
    }

    @Test
    void saysWhatItWaitedForInVain() {
        assertThatThrownBy(() -> patience.until("cluster/shop", () -> Optional.of("UPDATE_IN_PROGRESS")))
                .hasMessage("cluster/shop must be ready within PT5M, was UPDATE_IN_PROGRESS");
    }

    @ParameterizedTest
    @CsvSource({
        "AlreadyExists, A group with the name web already exists",
        "QueueAlreadyExists, other attributes",
        "InvalidLaunchTemplateName.AlreadyExistsException, taken",
        "ClientException, The specified capacity provider already exists.",
    })
    void knowsThatSomethingIsThere(String code, String message) {
        assertThat(Patience.saysThere(refusal(code, message))).isTrue();
        assertThat(Patience.saysThere(refusal("AccessDenied", "no"))).isFalse();
    }
}
