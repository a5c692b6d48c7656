package io.tidegate.streams.pane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SketchTest {
    private static final int[] TENTHS = {500, 750, 900, 950, 990, 999};

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("utilizations", random -> random.nextDouble(1, 100)),
                shape("latencies", random -> Math.exp(random.nextGaussian(3, 1))),
                shape("waits", RandomGenerator::nextExponential),
                shape("quick ones and slow ones", random -> random.nextInt(9) > 0 ? random.nextDouble(1, 2) : 4_000),
                shape("counts, most of them 0", random -> Math.max(0, random.nextInt(-20, 30))),
                shape("both signs", random -> random.nextGaussian(50, 50)));
    }

    private static Arguments shape(String name, ToDoubleFunction<RandomGenerator> reading) {
        return Arguments.of(name, reading);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void isWithinOnePercentOfTheExactQuantile(String name, ToDoubleFunction<RandomGenerator> reading) {
        for (int seed = 1; seed <= 20; seed++) {
            var random = random(seed);
            double[] readings = DoubleStream.generate(() -> reading.applyAsDouble(random))
                    .limit(1 + random.nextInt(5_000))
                    .sorted()
                    .toArray();

            var sketch = of(readings);

            for (int tenths : TENTHS) {
                double exact = readings[Math.ceilDiv(readings.length * tenths, 1000) - 1];
                assertThat(sketch.quantile(tenths))
                        .as("seed %d, %d readings, p%d", seed, readings.length, tenths)
                        .isCloseTo(exact, within(Math.abs(exact) * 0.01 + 1e-9));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void hasTheSameQuantilesHoweverReadingsAreSplit(long seed) {
        var random = random(seed);
        // More spread than a sketch has buckets for.
        double[] readings = DoubleStream.generate(() -> Math.exp(random.nextGaussian(0, 6)) * (random.nextInt(3) - 1))
                .limit(3_000)
                .toArray();
        var whole = of(readings);

        for (int times = 0; times < 20; times++) {
            var parts = new ArrayList<Sketch>();
            for (int from = 0; from < readings.length; ) {
                int to = Math.min(readings.length, from + random.nextInt(700));
                parts.add(random.nextInt(parts.size() + 1), of(Arrays.copyOfRange(readings, from, to)));
                from = to;
            }

            assertThat(IntStream.rangeClosed(0, 1000).mapToDouble(tenths -> Sketch.quantile(parts, tenths)))
                    .containsExactly(IntStream.rangeClosed(0, 1000)
                            .mapToDouble(whole::quantile)
                            .boxed()
                            .toArray(Double[]::new));
        }
    }

    @Test
    void hasTheSameBytesInWhateverOrderReadingsCome() {
        var random = random(1);
        double[] readings = DoubleStream.generate(() -> Math.exp(random.nextGaussian(0, 6)))
                .limit(3_000)
                .toArray();
        byte[] bytes = of(readings).toBytes();

        Arrays.sort(readings);

        assertThat(of(readings).toBytes()).isEqualTo(bytes);
        assertThat(Sketch.fromBytes(bytes).toBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "{0} readings")
    @ValueSource(ints = {1, 100, 1_000, 10_000, 100_000, 1_000_000})
    void takesAtMostHalfAKibibyte(int readings) {
        var random = random(readings);
        var sketch = new Sketch.Builder();
        for (int i = 0; i < readings; i++) {
            sketch.add(Math.exp(random.nextGaussian(3, 3)), 1);
        }

        // A stored pane has 60 bytes beside its sketch.
        assertThat(sketch.build().toBytes()).hasSizeLessThanOrEqualTo(512 - 60);
    }

    @Test
    void countsAReadingByTheMeasurementsThatItStandsFor() {
        var sketch = new Sketch.Builder();
        sketch.add(10, 94);
        sketch.add(500, 6);

        var built = sketch.build();

        assertThat(built.quantile(940)).isCloseTo(10, within(0.1));
        assertThat(built.quantile(950)).isCloseTo(500, within(5.0));
    }

    @Test
    void errsUpwardWhereReadingsSpreadTooFar() {
        var sketch = new Sketch.Builder();
        for (int power = 0; power < 3 * Sketch.MAX_BUCKETS; power++) {
            sketch.add(Math.pow(1.05, power), 1);
        }

        var built = sketch.build();

        assertThat(built.quantile(500)).isGreaterThan(Math.pow(1.05, 1.5 * Sketch.MAX_BUCKETS));
        assertThat(built.quantile(990)).isCloseTo(Math.pow(1.05, 760), within(Math.pow(1.05, 760) * 0.01));
    }

    @Test
    void refusesBytesThatAreNoSketch() {
        byte[] broken = Arrays.copyOf(of(1, 2, 3).toBytes(), 3);

        assertThatIllegalArgumentException().isThrownBy(() -> Sketch.fromBytes(broken));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sketch.fromBytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Sketch.fromBytes(new BitWriter().small(100_000, 6).written()))
                .withMessage("bytes must hold at most 256 items, were 100000");
    }

    private static Sketch of(double... readings) {
        var sketch = new Sketch.Builder();
        for (double reading : readings) {
            sketch.add(reading, 1);
        }
        return sketch.build();
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
