package io.tidegate.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void takesTheNearestRankWhateverTheOrder() {
        LongStream.rangeClosed(1, 200).map(number -> 201 - number).forEach(latencies::add);

        assertThat(latencies.percentile(0.50)).hasValue(100);
        assertThat(latencies.percentile(0.99)).hasValue(198);
        assertThat(latencies.percentile(0)).hasValue(1);
        assertThat(latencies.percentile(1)).hasValue(200);
    }

    @Test
    void countsALatencyBelowZeroAsNone() {
        latencies.add(-3);

        assertThat(latencies.percentile(0.50)).hasValue(0);
    }

    @Test
    void tellsThatThereAreNone() {
        assertThat(latencies.count()).isZero();
        assertThat(latencies.percentile(0.50)).isEmpty();
        assertThat(latencies.json()).containsEntry("p50", null).containsEntry("p99", null);
    }
}
