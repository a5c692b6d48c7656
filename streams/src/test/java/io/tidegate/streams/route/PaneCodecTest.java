package io.tidegate.streams.route;

import static io.tidegate.streams.route.Panes.LOAD;
import static io.tidegate.streams.route.Panes.named;
import static io.tidegate.streams.route.Panes.number;
import static io.tidegate.streams.route.Panes.readBy;
import static io.tidegate.streams.route.Panes.weighed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.route.OpenPane.Entry;
import io.tidegate.streams.route.OpenPane.Kind;
import io.tidegate.streams.shell.ObjectStore;
import io.tidegate.streams.shell.ObjectStores;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaneCodecTest {
    private final KeyValueStore<Bytes, byte[]> entries = ObjectStores.entries();
    private final PaneCodec codec = new PaneCodec();

    @Test
    void readsBackEveryKindOfSample() {
        var series = SeriesId.of("Füllstand", Map.of("a", "1,b=2", "ß", ""));
        var pane = new OpenPane(series, -20, 10);
        pane.add(readBy("", number(-20, -0.0)));
        pane.add(weighed(Long.MAX_VALUE / 2, number(-11, Double.MIN_VALUE)));
        pane.add(named("ünï", Panes.as(Kind.ABSENT, number(-15, 0))));
        pane.add(readBy("cloudwatch", Panes.as(Kind.FAILED, number(-15, 0))));
        pane.add(named("", Panes.as(Kind.GONE, number(-15, 0))));
        pane.revision = Long.MAX_VALUE;

        write(pane);

        assertThat(Panes.all(read(pane))).isEqualTo(Panes.all(pane));
    }

    @Test
    void writesWhatCameSinceTheLastTimeNotTheWholePane() {
        var pane = new OpenPane(LOAD, 0, 10_000);
        for (int at = 0; at < 10_000; at++) {
            pane.add(number(at, at));
        }
        write(pane);
        long before = bytes();
        var first = clear();

        pane.add(readBy("other", number(5_000, 1)));
        write(pane);

        assertThat(before).isLessThan(10_000 * 20);
        assertThat(bytes()).isLessThan(600);
        first.putAll(clear());
        first.forEach(entries::put);
        assertThat(Panes.all(read(pane))).isEqualTo(Panes.all(pane));
    }

    @Test
    void leavesNothingOfARemovedPane() {
        var pane = new OpenPane(LOAD, 0, 1_000);
        for (int at = 0; at <= OpenPane.SEGMENT * 3; at++) {
            pane.add(number(at, at));
        }
        write(pane);

        codec.remove(keyOf(pane), pane, entries);

        assertThat(clear()).isEmpty();
    }

    @Test
    void saysWhichPaneIsBroken() {
        var pane = new OpenPane(LOAD, 0, 10);
        pane.add(number(0, 1));
        write(pane);
        clear().forEach((key, entry) -> entries.put(key, Arrays.copyOf(entry, entry.length - 1)));

        assertThatThrownBy(() -> read(pane))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("changelog entry of pane PaneKey[series=load{service=web}, start=0, length=10]"
                        + " must not end early");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void livesOnAfterARestartAsIfThereHadBeenNone(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var steadyStore = ObjectStores.over(ObjectStores.entries(), new PaneCodec());
        var steady = new OpenPanes(steadyStore);
        var store = ObjectStores.over(entries, codec);
        var restarted = new OpenPanes(store);

        for (int offset = 0; offset < 3_000; offset++) {
            var series = SeriesId.of("load", Map.of("n", Integer.toString(random.nextInt(3))));
            var sample = sample(random, offset);
            boolean timed = random.nextInt(10) > 0;
            steady.add(series, 100, sample, timed, offset);
            restarted.add(series, 100, sample, timed, offset);
            if (random.nextInt(20) == 0) {
                Predicate<OpenPane> even = pane -> pane.start % 200 == 0;
                assertThat(all(restarted.takeUnsent(even))).isEqualTo(all(steady.takeUnsent(even)));
            }
            if (random.nextInt(100) == 0) {
                long old = offset - 300L;
                steady.forget(pane -> pane.start < old);
                restarted.forget(pane -> pane.start < old);
            }
            if (random.nextInt(30) == 0) {
                steadyStore.flushCache();
                store.flushCache();
            }
            if (random.nextInt(100) == 0) {
                store.flushCache();
                store = ObjectStores.over(entries, new PaneCodec());
                restarted = new OpenPanes(store);
                assertThat(all(store)).isEqualTo(all(steadyStore));
            }
        }

        assertThat(all(restarted.takeUnsent(_ -> true))).isEqualTo(all(steady.takeUnsent(_ -> true)));
        assertThat(all(store)).isEqualTo(all(steadyStore)).hasSizeGreaterThan(5);
    }

    private static Entry sample(RandomGenerator random, int now) {
        var sample = new Entry(
                now - random.nextInt(150),
                Panes.anyReading(random),
                random.nextInt(5),
                1 + random.nextInt(3),
                "source" + random.nextInt(3),
                null);
        return random.nextBoolean() ? named("id" + random.nextInt(now / 4 + 1), sample) : sample;
    }

    private static List<String> all(ObjectStore<PaneKey, OpenPane> store) {
        return all(List.copyOf(store.all().values()));
    }

    private static List<String> all(List<OpenPane> panes) {
        return panes.stream().map(Panes::all).sorted().toList();
    }

    private void write(OpenPane pane) {
        codec.write(keyOf(pane), pane, entries);
    }

    private OpenPane read(OpenPane pane) {
        return Objects.requireNonNull(ObjectStores.over(entries, codec).get(keyOf(pane)));
    }

    private static PaneKey keyOf(OpenPane pane) {
        return new PaneKey(pane.series.key(), pane.start, pane.length);
    }

    private long bytes() {
        long bytes = 0;
        try (var all = entries.all()) {
            while (all.hasNext()) {
                bytes += all.next().value.length;
            }
        }
        return bytes;
    }

    /** Empties the entries; returns what was there. */
    private Map<Bytes, byte[]> clear() {
        var before = new TreeMap<Bytes, byte[]>();
        try (var all = entries.all()) {
            all.forEachRemaining(entry -> before.put(entry.key, entry.value));
        }
        before.keySet().forEach(entries::delete);
        return before;
    }
}
