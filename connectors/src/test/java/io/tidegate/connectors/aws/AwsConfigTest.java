package io.tidegate.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsConfigTest {

    @Test
    void hasDefaults() {
        assertThat(AwsConfig.defaults())
                .isEqualTo(new AwsConfig(
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(3),
                        3,
                        List.of()));
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "PT10S, PT0S, 3, 'aws.attemptTimeout must be positive, was PT0S'",
        "PT2S, PT3S, 3, 'aws.callTimeout must be at least PT3S, was PT2S'",
        "PT10S, PT3S, 0, 'aws.maxAttempts must be 1 to 10, was 0'",
        "PT10S, PT3S, 11, 'aws.maxAttempts must be 1 to 10, was 11'",
    })
    void refusesWhatCannotWork(Duration callTimeout, Duration attemptTimeout, int maxAttempts, String message) {
        assertThatThrownBy(() -> new AwsConfig(
                        Optional.empty(), Optional.empty(), callTimeout, attemptTimeout, maxAttempts, List.of()))
                .hasMessage(message);
    }

    @Test
    void refusesAnEndpointWithoutARegion() {
        var endpoint = Optional.of(URI.create("http://127.0.0.1:4566"));

        assertThatThrownBy(() -> new AwsConfig(
                        Optional.empty(), endpoint, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, List.of()))
                .hasMessage("aws.region must be set when aws.endpoint is, was empty");
    }

    @Test
    void refusesASecondNameForWhatIsInTheOwnRegion() {
        var own = new AwsAccount("111111111111", List.of("us-east-1", "eu-central-1"), Optional.empty());
        var config = AwsConfig.defaults().at("eu-central-1", URI.create("http://127.0.0.1:4566"));

        assertThatThrownBy(() -> config.reaching(List.of(own)))
                .hasMessage(
                        "aws.accounts.111111111111.regions must be others than aws.region unless a roleArn is given,"
                                + " was eu-central-1");
    }
}
