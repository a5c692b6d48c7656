package io.tidegate.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.streams.journal.Input;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Statistic;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionLoadTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void hearsOfEveryTargetOnceInFiveSeconds() {
        var load = new DecisionLoad(10, false);

        assertThat(panes(load)).hasSize(10 * 3).allMatch(pane -> pane.sketch() == null);
    }

    @Test
    void hasOneMetricOfThreeThatIsAQuantile() {
        var load = new DecisionLoad(10, true);

        assertThat(panes(load)).filteredOn(pane -> pane.sketch() != null).hasSize(10);
        assertThat(load.policies())
                .extracting(entry -> (CapacityPolicy)
                        ((Input.PolicyChanged) entry.input()).policy().orElseThrow())
                .allSatisfy(policy -> assertThat(statistics(policy)).contains(new Statistic.Quantile(990)));
    }

    @Test
    void hasResponseTimesWhosePercentileIsNearTheTarget() {
        var times = new ResponseTimes();

        for (int revision = 0; revision < 64; revision++) {
            var pane = times.pane(1, revision, NOON);
            assertThat(pane.aggregate().count()).isEqualTo(1_000);
            assertThat(Objects.requireNonNull(pane.sketch()).quantile(990)).isCloseTo(60, within(15.0));
        }
    }

    private static Stream<PartialPane> panes(DecisionLoad load) {
        return LongStream.range(0, 5)
                .boxed()
                .flatMap(second -> load.during(second, NOON.plusSeconds(second)))
                .map(DecisionLoad.Entry::input)
                .filter(Input.Measured.class::isInstance)
                .map(input -> ((Input.Measured) input).pane());
    }

    private static Stream<Statistic> statistics(CapacityPolicy policy) {
        return policy.metrics().stream().map(Metric::statistic);
    }
}
