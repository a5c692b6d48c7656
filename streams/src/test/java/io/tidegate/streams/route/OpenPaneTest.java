package io.tidegate.streams.route;

import static io.tidegate.streams.route.Panes.LOAD;
import static io.tidegate.streams.route.Panes.as;
import static io.tidegate.streams.route.Panes.named;
import static io.tidegate.streams.route.Panes.number;
import static io.tidegate.streams.route.Panes.readBy;
import static io.tidegate.streams.route.Panes.totals;
import static io.tidegate.streams.route.Panes.weighed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.pane.Counter;
import io.tidegate.streams.pane.Sketch;
import io.tidegate.streams.route.OpenPane.Entry;
import io.tidegate.streams.route.OpenPane.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPaneTest {

    static Stream<Arguments> samples() {
        return Stream.of(
                row("nothing", "0 sum 0.0 in 0.0..0.0 last 0.0@0; 0 samples, 0 absent, 0 failed, 0 replaced"),
                row(
                        "numbers",
                        "2 sum -5.0 in -4.0..-1.0 last -1.0@2; 2 samples, 0 absent, 0 failed, 0 replaced",
                        number(1, -4),
                        number(2, -1)),
                row(
                        "a number by the measurements it stands for",
                        "4 sum 10.0 in 2.0..4.0 last 4.0@1; 2 samples, 0 absent, 0 failed, 0 replaced",
                        weighed(3, number(0, 2)),
                        number(1, 4)),
                row(
                        "the last in event time, not in arrival",
                        "2 sum 10.0 in 1.0..9.0 last 1.0@5; 2 samples, 0 absent, 0 failed, 0 replaced",
                        number(5, 1),
                        number(3, 9)),
                row(
                        "the later arrival of equal event times as last",
                        "2 sum 3.0 in 1.0..2.0 last 2.0@5; 2 samples, 0 absent, 0 failed, 0 replaced",
                        readBy("a", number(5, 1)),
                        readBy("b", number(5, 2))),
                row(
                        "absent and failed readings, but not as numbers",
                        "1 sum 3.0 in 3.0..3.0 last 3.0@0; 3 samples, 1 absent, 1 failed, 0 replaced",
                        number(0, 3),
                        as(Kind.ABSENT, number(1, 0)),
                        as(Kind.FAILED, number(2, 0))),
                row(
                        "one sample of a time and source, the second",
                        "2 sum 9.0 in 2.0..7.0 last 2.0@1; 2 samples, 0 absent, 0 failed, 1 replaced",
                        number(0, 5),
                        number(1, 2),
                        number(0, 7)),
                row(
                        "one sample of an id, wherever and whoever it is from",
                        "1 sum 7.0 in 7.0..7.0 last 7.0@3; 1 samples, 0 absent, 0 failed, 1 replaced",
                        named("x", number(0, 5)),
                        named("x", readBy("other", number(3, 7)))),
                row(
                        "samples of other ids or none beside each other",
                        "3 sum 6.0 in 1.0..3.0 last 3.0@0; 3 samples, 0 absent, 0 failed, 0 replaced",
                        named("x", number(0, 1)),
                        named("y", number(0, 2)),
                        number(0, 3)),
                row(
                        "an absence where it replaces a number",
                        "0 sum 0.0 in 0.0..0.0 last 0.0@0; 1 samples, 1 absent, 0 failed, 1 replaced",
                        number(0, 5),
                        as(Kind.ABSENT, number(0, 0))),
                row(
                        "no sample that went to another pane",
                        "1 sum 2.0 in 2.0..2.0 last 2.0@1; 1 samples, 0 absent, 0 failed, 1 replaced",
                        named("x", number(0, 5)),
                        number(1, 2),
                        as(Kind.GONE, named("x", number(0, 0)))));
    }

    private static Arguments row(String name, String expected, Entry... samples) {
        return Arguments.of(name, List.of(samples), expected);
    }

    @ParameterizedTest(name = "counts {0}")
    @MethodSource("samples")
    void counts(String name, List<Entry> samples, String expected) {
        var pane = pane();

        samples.forEach(pane::add);

        assertThat(totals(pane)).isEqualTo(expected);
    }

    @Test
    void changesNothingWithASampleThatItHasJustSo() {
        var pane = pane();
        pane.add(named("x", readBy("a", number(0, 5))));
        pane.add(named("x", readBy("b", number(0, 5))));
        String before = totals(pane);

        boolean changed = pane.add(named("x", readBy("b", number(0, 5))));

        assertThat(changed).isFalse();
        assertThat(totals(pane)).isEqualTo(before);
    }

    @Test
    void holdsAnIdUntilItGoesToAnotherPane() {
        var pane = pane();
        pane.add(named("x", number(3, 5)));

        assertThat(pane.holds("x")).isTrue();
        assertThat(pane.holds("y")).isFalse();
        assertThat(pane.atOf("x")).isEqualTo(3);
        pane.add(as(Kind.GONE, named("x", number(3, 0))));
        assertThat(pane.holds("x")).isFalse();
    }

    @Test
    void sketchesWhatItHoldsNow() {
        var pane = pane();
        pane.add(weighed(3, number(0, 10)));
        pane.add(as(Kind.ABSENT, number(1, 0)));
        assertThat(pane.sketch()).isEqualTo(sketch(10, 10, 10));

        pane.add(number(2, 40));
        assertThat(pane.sketch()).isEqualTo(sketch(10, 10, 10, 40));

        pane.add(number(0, 20));
        assertThat(pane.sketch()).isEqualTo(sketch(20, 40));
    }

    @Test
    void tellsItsNumbersOneByOne() {
        var pane = pane();
        pane.add(number(7, 5));
        pane.add(as(Kind.FAILED, number(1, 0)));
        pane.add(weighed(3, number(2, 4)));

        assertThat(pane.counter().readings()).containsExactly(new Counter.Reading(2, 4), new Counter.Reading(7, 5));
    }

    private static Sketch sketch(double... numbers) {
        var sketch = new Sketch.Builder();
        for (double number : numbers) {
            sketch.add(number, 1);
        }
        return sketch.build();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithAMapOfIdentities(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var pane = pane();
        var model = new LinkedHashMap<Object, Entry>();

        for (int i = 0; i < 5_000; i++) {
            var sample = sample(random);
            Object identity = sample.id() == null ? List.of(sample.at(), sample.source()) : sample.id();
            var before = model.put(identity, sample);

            assertThat(pane.add(sample)).as("sample %d", i).isEqualTo(!sample.equals(before));
        }

        var plain = pane();
        model.values().forEach(plain::add);
        plain.totals.replaced = pane.totals.replaced;
        assertThat(pane.size()).isEqualTo(model.size()).isGreaterThan(500);
        assertThat(pane.totals.replaced).isPositive();
        assertThat(totals(pane)).isEqualTo(totals(plain));
    }

    private static Entry sample(RandomGenerator random) {
        var sample = new Entry(
                random.nextInt(400),
                Panes.anyReading(random),
                random.nextInt(50),
                1 + random.nextInt(3),
                "source" + random.nextInt(3),
                null);
        return random.nextInt(3) == 0 ? named("id" + random.nextInt(400), sample) : sample;
    }

    private static OpenPane pane() {
        return new OpenPane(LOAD, 0, 10_000);
    }
}
