package io.tidegate.streams.pane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Metric.Across;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.OnMissing;
import io.tidegate.streams.policy.SeriesSelector;
import io.tidegate.streams.policy.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reading tells of the samples alone, not of how their partial panes were split, ordered and repeated. */
class WindowPropertiesTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration PANE = Duration.ofSeconds(5);
    private static final int SECONDS = 120;

    /** @param at ms after noon */
    private record Sample(int series, long at, double value, long weight) {}

    static Stream<Statistic> statistics() {
        return Stream.concat(
                Arrays.stream(Statistic.Exact.values()),
                IntStream.of(500, 900, 999).mapToObj(Statistic.Quantile::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statistics")
    void isTheSameHoweverPanesAreSplitOrderedAndRepeated(Statistic statistic) {
        for (int seed = 1; seed <= 60; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var samples = samples(random);
            var whole = series(samples, 1, random);
            var scattered = series(samples, 3, random);

            for (var across : Across.values()) {
                if (across != Across.MERGE || statistic != Statistic.Exact.RATE) {
                    var metric = metric(statistic, across);
                    for (boolean early : new boolean[] {false, true}) {
                        var now = NOON.plusSeconds(60 + random.nextInt(60));

                        assertThat(MetricWindow.read(metric, scattered, now, early))
                                .as("seed %d, %s across by %s", seed, statistic.word(), across)
                                .isEqualTo(MetricWindow.read(metric, whole, now, early));
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "p{0} tenths")
    @ValueSource(ints = {500, 950, 999})
    void poolsTheSamplesOfAllSeriesWhenItMerges(int tenths) {
        for (int seed = 1; seed <= 60; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var samples = samples(random);
            var metric = metric(new Statistic.Quantile(tenths), Across.MERGE);

            var reading = MetricWindow.read(metric, series(samples, 2, random), NOON.plusSeconds(100), false);

            double[] inside = samples.stream()
                    .filter(sample -> sample.at() >= 35_000 && sample.at() < 95_000)
                    .flatMapToDouble(
                            sample -> DoubleStream.generate(sample::value).limit(sample.weight()))
                    .sorted()
                    .toArray();
            double exact = inside[Math.ceilDiv(inside.length * tenths, 1000) - 1];
            assertThat(reading.value().orElseThrow()).as("seed %d", seed).isCloseTo(exact, within(exact * 0.01));
        }
    }

    // Values are quarters, whose sums are exact in any order.
    private static List<Sample> samples(RandomGenerator random) {
        var samples = new ArrayList<Sample>();
        int series = random.nextInt(1, 4);
        for (long at = random.nextInt(500); at < SECONDS * 1000L; at += random.nextInt(1, 2_000)) {
            samples.add(new Sample(random.nextInt(series), at, random.nextInt(1, 2_000) / 4.0, random.nextInt(1, 4)));
        }
        return samples;
    }

    private static List<SeriesPanes> series(List<Sample> samples, int origins, RandomGenerator random) {
        var deliveries = new TreeMap<Integer, List<PartialPane>>();
        for (int series = 0; series < 3; series++) {
            int number = series;
            var own =
                    samples.stream().filter(sample -> sample.series() == number).toList();
            if (!own.isEmpty()) {
                deliveries.put(series, deliveries(own, origins, random));
            }
        }
        var all = new ArrayList<SeriesPanes>();
        deliveries.forEach((number, panes) -> {
            var one = SeriesPanes.of(SeriesId.of("m", Map.of("n", number.toString())));
            for (var pane : panes) {
                one = one.with(pane, PANE, Instant.MIN);
            }
            all.add(one);
        });
        return all;
    }

    // Every revision of every pane, in any order, some of them twice.
    private static List<PartialPane> deliveries(List<Sample> samples, int origins, RandomGenerator random) {
        var panes = new TreeMap<String, List<Sample>>();
        var deliveries = new ArrayList<PartialPane>();
        for (var sample : samples) {
            int origin = random.nextInt(origins);
            var start = PartialPane.startOf(NOON.plusMillis(sample.at()), PANE);
            var seen = panes.computeIfAbsent(start + " " + origin, _ -> new ArrayList<>());
            seen.add(sample);
            deliveries.add(pane(start, origin, seen));
            if (random.nextInt(5) == 0) {
                deliveries.add(deliveries.get(random.nextInt(deliveries.size())));
            }
        }
        Collections.shuffle(deliveries, new Random(random.nextLong()));
        return deliveries;
    }

    private static PartialPane pane(Instant start, int origin, List<Sample> samples) {
        var aggregate = Aggregate.none(start);
        var sketch = new Sketch.Builder();
        var readings = new ArrayList<Counter.Reading>();
        for (var sample : samples) {
            var at = NOON.plusMillis(sample.at());
            double value = sample.value();
            aggregate =
                    aggregate.merge(new Aggregate(sample.weight(), value * sample.weight(), value, value, value, at));
            sketch.add(value, sample.weight());
            readings.add(new Counter.Reading(at.toEpochMilli(), value));
        }
        return new PartialPane(start, PANE, origin, samples.size(), aggregate, 0, sketch.build(), Counter.of(readings));
    }

    private static Metric metric(Statistic statistic, Across across) {
        return new Metric(
                "m",
                new MetricSource.Pushed(),
                new SeriesSelector("m", Map.of()),
                Duration.ofMinutes(1),
                PANE,
                statistic,
                across,
                OnMissing.HOLD,
                true);
    }
}
