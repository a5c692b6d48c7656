package io.tidegate.streams.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsSettingsTest {
    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", "broker:9092");
    private static final Path STATE = Path.of("state");

    @Test
    void commitsEvery25MillisecondsExactlyOnceUnlessToldOtherwise() {
        var properties = StreamsSettings.standard(KAFKA, STATE).of("route");

        assertThat(properties)
                .containsEntry("application.id", "route")
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("state.dir", "state")
                .containsEntry("num.stream.threads", 2)
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("commit.interval.ms", 25L)
                .containsEntry("replication.factor", 3)
                .containsEntry("statestore.cache.max.bytes", 0L)
                .containsEntry("max.task.idle.ms", -1L)
                .containsEntry("ensure.explicit.internal.resource.naming", true)
                .containsEntry("consumer.auto.offset.reset", "earliest")
                .containsEntry("producer.linger.ms", 0);
    }

    @Test
    void endsATransactionNoLaterThanTheMembershipOfWhoeverOpenedIt() {
        var settings = new StreamsSettings(KAFKA, STATE, 1, Duration.ofMillis(100), Duration.ofSeconds(8), 1);

        assertThat(settings.of("decide"))
                .containsEntry("consumer.session.timeout.ms", 8000)
                .containsEntry("consumer.heartbeat.interval.ms", 2000)
                .containsEntry("producer.transaction.timeout.ms", 8000);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "0, PT0.1S, PT6S,     'streams.threads must be at least 1, was 0'",
        "1, PT0S,   PT6S,     'streams.commitInterval must be positive, was PT0S'",
        "1, PT0.1S, PT5.999S, 'streams.sessionTimeout must be at least 6s, was PT5.999S'",
    })
    void refuses(int threads, Duration commitInterval, Duration sessionTimeout, String why) {
        assertThatThrownBy(() -> new StreamsSettings(KAFKA, STATE, threads, commitInterval, sessionTimeout, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }
}
