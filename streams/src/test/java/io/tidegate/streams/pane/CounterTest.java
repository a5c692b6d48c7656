package io.tidegate.streams.pane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.streams.pane.Counter.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readings are {@code seconds=value}; windows begin at 10 s. */
class CounterTest {
    private static final Instant START = Instant.ofEpochSecond(10);

    @ParameterizedTest(name = "{0}: {1} gives {2}")
    @CsvSource({
        "nothing, '', ",
        "one reading says nothing of an increase, 12=100, ",
        "the first two readings of a counter, 12=100 17=110, 2",
        "it compares with the last reading before the window, 0=0 5=100 12=170 15=200, 10",
        "what is before the window alone is not in it, 5=100 9=120, ",
        "a reset begins at 0 again, 10=100 15=150 20=20, 7",
        "a reset to 0, 10=100 15=0 20=50, 5",
        "several resets, 10=10 12=5 14=20 16=1 18=1, 2.625",
        "a counter that stands still, 5=7 15=7, 0",
        "order of arrival does not matter, 17=110 12=100, 2",
        "two readings of one moment, 10=1 10=1, ",
    })
    void isTheIncreasePerSecond(String name, String readings, Double expected) {
        var rate = counter(readings).rate(START);

        assertThat(rate).isEqualTo(expected == null ? OptionalDouble.empty() : OptionalDouble.of(expected));
    }

    @Test
    void isTheSameHoweverReadingsAreSplitAndMerged() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int times = 0; times < 500; times++) {
            var readings = new ArrayList<Reading>();
            double value = 0;
            for (int at = 0; at < 60; at++) {
                value = random.nextInt(10) == 0 ? random.nextInt(5) : value + random.nextInt(100);
                readings.add(new Reading(at * 1000L, value));
            }
            var parts = List.of(new ArrayList<Reading>(), new ArrayList<Reading>(), new ArrayList<Reading>());
            readings.forEach(reading -> parts.get(random.nextInt(3)).add(reading));
            var doubled = Stream.concat(parts.stream(), Stream.of(parts.get(random.nextInt(3))));

            var merged = Counter.merged(doubled.map(Counter::of));

            assertThat(merged.rate(START)).isEqualTo(Counter.of(readings).rate(START));
        }
    }

    @Test
    void keepsTheIncreaseOfMoreReadingsThanItKeeps() {
        var readings = IntStream.range(0, 10_000)
                .mapToObj(i -> new Reading(10_000 + i, i < 5_000 ? i : i - 5_000))
                .toList();

        var counter = Counter.of(readings);

        assertThat(counter.readings()).hasSize(4);
        assertThat(counter.rate(START).orElseThrow()).isCloseTo(9_998 / 9.999, within(1e-9));
    }

    @Test
    void boundsTheReadingsOfWhatIsNoCounter() {
        var readings =
                IntStream.range(0, 10_000).mapToObj(i -> new Reading(i, i % 2)).toList();

        assertThat(Counter.of(readings).readings())
                .hasSize(Counter.MAX_READINGS)
                .contains(readings.getFirst(), readings.getLast());
    }

    @Test
    void isReadBackFromItsBytes() {
        var counter = counter("-7=0.1 0=-3 12=1e300");

        assertThat(Counter.fromBytes(counter.toBytes())).isEqualTo(counter);
        assertThat(counter("1777896000=5").toBytes()).hasSizeLessThan(20);
    }

    private static Counter counter(String readings) {
        return Counter.of(Arrays.stream(readings.split(" "))
                .filter(text -> !text.isEmpty())
                .map(text -> text.split("="))
                .map(pair -> new Reading(Long.parseLong(pair[0]) * 1000, Double.parseDouble(pair[1])))
                .toList());
    }
}
