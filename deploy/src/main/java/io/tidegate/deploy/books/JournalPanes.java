package io.tidegate.deploy.books;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.PartialPane;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The panes of the journal: how many samples each had at last, and how many while it still counted. */
final class JournalPanes {
    private final Selections selections;
    private final Map<Integer, Long> clocks = new HashMap<>();
    private final SortedMap<Pane, SortedMap<String, Counted>> panes = new TreeMap<>();

    private JournalPanes(Selections selections) {
        this.selections = selections;
    }

    /**
     * A pane of a series.
     *
     * @param origin partition that its samples came by
     */
    record Pane(String series, long start, long length, int origin) implements Comparable<Pane> {
        private static final Comparator<Pane> ORDER = Comparator.comparing(Pane::series)
                .thenComparingLong(Pane::start)
                .thenComparingLong(Pane::length)
                .thenComparingInt(Pane::origin);

        @Override
        public int compareTo(Pane other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Samples of a pane.
     *
     * @param inTime in its last revision that deciders took
     * @param last in its last revision
     */
    record Counted(long revision, long inTime, long last) {
        static final Counted NOTHING = new Counted(-1, 0, 0);

        private Counted then(PartialPane pane, boolean counts) {
            return pane.getRevision() < revision
                    ? this
                    : new Counted(pane.getRevision(), counts ? pane.getSamples() : inTime, pane.getSamples());
        }
    }

    static SortedMap<Pane, Counted> read(
            TopicReader reader, Topics topics, SchemaRegistry registry, Selections selections) {
        var journal = new JournalPanes(selections);
        var serde = AvroSerde.of(topics.journal(), JournalEntry.class, registry);
        reader.read(
                topics.journal().name(),
                Range.ALL,
                found -> journal.add(found.partition(), serde.decode(found.value())));
        var counted = new TreeMap<Pane, Counted>();
        // Each domain that wants a series has all of it: the first speaks for them.
        journal.panes.forEach(
                (pane, domains) -> counted.put(pane, domains.firstEntry().getValue()));
        return counted;
    }

    private void add(int partition, JournalEntry entry) {
        switch (entry.getInput()) {
            case ScheduleTick tick -> clocks.merge(partition, tick.getAt().toEpochMilli(), Math::max);
            case PartialPane pane -> add(partition, entry.getDomain(), pane);
            default -> {}
        }
    }

    private void add(int partition, String domain, PartialPane partial) {
        var pane = new Pane(
                partial.getSeries(), partial.getStart().toEpochMilli(), partial.getLengthMillis(), partial.getOrigin());
        long end = pane.start()
                + pane.length()
                + selections
                        .latenessMillis(partial.getName(), partial.getDimensions())
                        .orElse(0);
        boolean counts = clocks.getOrDefault(partition, Long.MIN_VALUE) < end;
        panes.computeIfAbsent(pane, _ -> new TreeMap<>())
                .merge(domain, Counted.NOTHING.then(partial, counts), (before, _) -> before.then(partial, counts));
    }
}
