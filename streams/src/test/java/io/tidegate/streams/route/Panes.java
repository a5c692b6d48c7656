package io.tidegate.streams.route;

import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.route.OpenPane.Entry;
import io.tidegate.streams.route.OpenPane.Kind;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Samples and panes of tests, in a few words. */
final class Panes {
    static final SeriesId LOAD = SeriesId.of("load", Map.of("service", "web"));

    private static final List<Kind> READINGS = List.of(Kind.NUMBER, Kind.ABSENT, Kind.FAILED);

    private Panes() {}

    static Entry number(long at, double value) {
        return new Entry(at, Kind.NUMBER, value, 1, "push", null);
    }

    static Entry readBy(String source, Entry entry) {
        return new Entry(entry.at(), entry.kind(), entry.value(), entry.weight(), source, entry.id());
    }

    static Entry weighed(long weight, Entry entry) {
        return new Entry(entry.at(), entry.kind(), entry.value(), weight, entry.source(), entry.id());
    }

    static Entry named(String id, Entry entry) {
        return new Entry(entry.at(), entry.kind(), entry.value(), entry.weight(), entry.source(), id);
    }

    static Entry as(Kind kind, Entry entry) {
        return new Entry(entry.at(), kind, 0, entry.weight(), entry.source(), entry.id());
    }

    static Kind anyReading(RandomGenerator random) {
        return READINGS.get(random.nextInt(READINGS.size()));
    }

    /** The totals of a pane, such as {@code 3 sum 6.0 in 1.0..3.0 last 3.0@2; 3 samples, 0 absent, 0 failed, 0 replaced}. */
    static String totals(OpenPane pane) {
        var totals = pane.totals;
        return "%d sum %s in %s..%s last %s@%d; %d samples, %d absent, %d failed, %d replaced"
                .formatted(
                        totals.count,
                        totals.sum,
                        totals.min,
                        totals.max,
                        totals.last,
                        totals.lastAt,
                        totals.samples,
                        totals.absent,
                        totals.failed,
                        totals.replaced);
    }

    /** Everything that a pane keeps over a restart. */
    static String all(OpenPane pane) {
        var samples = IntStream.range(0, pane.size())
                .mapToObj(slot -> pane.entry(slot).toString())
                .collect(Collectors.joining("\n  "));
        return "%s %d+%d revision %d sent %d: %s\n  %s"
                .formatted(
                        pane.series, pane.start, pane.length, pane.revision, pane.sentRevision, totals(pane), samples);
    }
}
