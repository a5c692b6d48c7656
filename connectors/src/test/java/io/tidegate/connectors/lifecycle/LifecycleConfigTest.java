package io.tidegate.connectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleConfigTest {

    @Test
    void readsNoQueueUnlessConfigured() {
        assertThat(LifecycleConfig.defaults()).isEqualTo(new LifecycleConfig(List.of(), 2, 3, Duration.ofSeconds(60)));
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "0, 3, PT60S, 'lifecycle.consumers must be 1 to 32, was 0'",
        "33, 3, PT60S, 'lifecycle.consumers must be 1 to 32, was 33'",
        "2, 0, PT60S, 'lifecycle.maxReceives must be 1 to 1000, was 0'",
        "2, 1001, PT60S, 'lifecycle.maxReceives must be 1 to 1000, was 1001'",
        "2, 3, PT0.9S, 'lifecycle.reconcileInterval must be at least 1 s, was PT0.9S'",
    })
    void refusesWhatCannotWork(int consumers, int maxReceives, Duration interval, String message) {
        assertThatThrownBy(() -> new LifecycleConfig(List.of(), consumers, maxReceives, interval))
                .hasMessage(message);
    }

    @Test
    void refusesAQueueThatIsNamedTwice() {
        var queue = new QueueUrl("http://127.0.0.1:4566/000000000000/hooks");

        assertThatThrownBy(() -> new LifecycleConfig(List.of(queue, queue), 2, 3, Duration.ofMinutes(1)))
                .hasMessage("lifecycle.queues must name each queue once, was"
                        + " [http://127.0.0.1:4566/000000000000/hooks, http://127.0.0.1:4566/000000000000/hooks]");
    }
}
