package io.tidegate.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.TargetState;
import io.tidegate.streams.Policies;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.Counter;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.pane.Sketch;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Metric.Across;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.OnMissing;
import io.tidegate.streams.policy.SeriesSelector;
import io.tidegate.streams.policy.Statistic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the state of a target takes in bytes, after ten minutes of panes of 5 s under windows of a minute. */
class StateSizeTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration PANE = Duration.ofSeconds(5);

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);

    @Test
    void isAtMostFourKibibytesWithThreeMetricsOfExactStatistics() throws IOException {
        var state = lived(policy(Statistic.Exact.AVG, Statistic.Exact.MAX, Statistic.Exact.SUM), 1_000);

        assertThat(state.facts().series()).hasSize(3);
        assertThat(bytes(state).length).isLessThanOrEqualTo(4096);
    }

    @ParameterizedTest(name = "{0} samples a pane")
    @ValueSource(ints = {1, 100, 1_000, 100_000})
    void isAtMostHalfAKibibyteMoreForEachPaneOfAQuantile(int samples) throws IOException {
        int without = bytes(lived(policy(Statistic.Exact.AVG), 1)).length;
        var state = lived(policy(Statistic.Exact.AVG, new Statistic.Quantile(990)), samples);

        int panes = panes(state, "m1").size();

        assertThat(panes).isBetween(13, 16);
        assertThat((bytes(state).length - without) / panes).isLessThanOrEqualTo(512);
    }

    @Test
    void keepsSketchesAndReadingsOnlyWhereThePolicyReadsThem() throws IOException {
        var state = lived(policy(Statistic.Exact.AVG, new Statistic.Quantile(990), Statistic.Exact.RATE), 10);

        assertThat(panes(state, "m0")).allSatisfy(pane -> assertThat(pane).isEqualTo(pane.keeping(false, false)));
        assertThat(panes(state, "m1"))
                .allSatisfy(pane -> assertThat(pane.sketch()).isNotNull());
        assertThat(panes(state, "m2"))
                .allSatisfy(pane -> assertThat(pane.counter()).isNotNull());
        assertThat(read(bytes(state))).isEqualTo(state);
    }

    private static List<PartialPane> panes(CapacityState state, String series) {
        return Objects.requireNonNull(state.facts().series().get(series)).panes();
    }

    private CapacityState lived(CapacityPolicy policy, int samples) {
        var decider = new CapacityDecider();
        var state = decider.take(null, "cluster/demo", Policies.TARGET, policy, NOON)
                .next();
        for (int pane = 0; pane < 120; pane++) {
            var start = NOON.plus(PANE.multipliedBy(pane));
            var now = start.plus(PANE);
            for (var metric : policy.metrics()) {
                var input = new Input.Measured(
                        SeriesId.of(metric.alias(), Map.of()), pane(start, samples), List.of(Policies.TARGET));
                state = decider.measure(Objects.requireNonNull(state), input, now)
                        .next();
            }
            state = decider.tick(Objects.requireNonNull(state), now).next();
        }
        return Objects.requireNonNull(state);
    }

    private PartialPane pane(Instant start, int samples) {
        var sketch = new Sketch.Builder();
        for (int i = 0; i < samples; i++) {
            sketch.add(Math.exp(random.nextGaussian(3, 1)), 1);
        }
        var all = new Aggregate(samples, random.nextDouble(), 0.5, 99.5, random.nextDouble(), start.plusSeconds(3));
        var counter = new Counter(List.of(new Counter.Reading(start.toEpochMilli(), random.nextDouble())));
        return new PartialPane(start, PANE, 23, random.nextLong(1L << 30), all, 0, sketch.build(), counter);
    }

    private static CapacityPolicy policy(Statistic... statistics) {
        var policy = Policies.policy();
        for (int i = 0; i < statistics.length; i++) {
            String alias = "m" + i;
            policy.metric(new Metric(
                    alias,
                    new MetricSource.Pushed(),
                    new SeriesSelector(alias, Map.of()),
                    Duration.ofMinutes(1),
                    PANE,
                    statistics[i],
                    Across.AVG,
                    OnMissing.HOLD,
                    false));
        }
        return policy.tracking("m0", 50).build();
    }

    private static byte[] bytes(CapacityState state) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<>(TargetState.class).write(StateSerdes.toAvro(state), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static CapacityState read(byte[] bytes) throws IOException {
        var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        return StateSerdes.fromAvro(new SpecificDatumReader<>(TargetState.class).read(null, decoder));
    }
}
