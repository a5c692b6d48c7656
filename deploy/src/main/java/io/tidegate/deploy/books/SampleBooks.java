package io.tidegate.deploy.books;

import io.tidegate.deploy.books.JournalPanes.Pane;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.deadletter.DeadLetter;
import io.tidegate.schemas.naming.Series;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.sample.MetricSampleSerde;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.pane.PartialPane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Samples held against the panes that the journal has of them. */
final class SampleBooks {
    private final Selections selections;
    private final Set<String> putAside = new HashSet<>();
    private final SortedMap<Pane, Set<String>> expected = new TreeMap<>();
    private final SortedMap<String, Pane> paneOf = new TreeMap<>();
    private final List<String> discrepancies = new ArrayList<>();
    private long in;
    private long deadLettered;
    private long repeated;
    private long unselected;
    private long aggregated;
    private long late;

    private SampleBooks(Selections selections) {
        this.selections = selections;
    }

    static SampleBooks read(KafkaAccess access, Topics topics, SchemaRegistry registry) {
        var reader = new TopicReader(access);
        var selections =
                new Selections(new PolicyStore(access, topics, registry).list().values());
        var books = new SampleBooks(selections);
        // The topic of samples comes first: what is in it now must be found in what is read after it.
        var records = records(reader, topics);
        reader.read(
                topics.deadLetters().name(),
                Range.ALL,
                found -> DeadLetter.read(found.headers())
                        .filter(letter ->
                                letter.topic().equals(topics.metricSamples().name()))
                        .ifPresent(letter -> books.putAside.add(letter.partition() + "@" + letter.offset())));
        var serde = new MetricSampleSerde(topics, registry);
        records.forEach(found -> books.add(found, serde));
        var journal = JournalPanes.read(reader, topics, registry, selections);
        // And again: the journal may hold what came in the meantime, and nothing else.
        var later = new SampleBooks(selections);
        records(reader, topics).forEach(found -> later.add(found, serde));
        books.compare(journal, later.expected);
        return books;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(TopicReader reader, Topics topics) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        reader.read(topics.metricSamples().name(), Range.ALL, records::add);
        return records;
    }

    long in() {
        return in;
    }

    long aggregated() {
        return aggregated;
    }

    long late() {
        return late;
    }

    long deadLettered() {
        return deadLettered;
    }

    long repeated() {
        return repeated;
    }

    long unselected() {
        return unselected;
    }

    List<String> discrepancies() {
        return List.copyOf(discrepancies);
    }

    private void add(ConsumerRecord<byte[], byte[]> found, MetricSampleSerde serde) {
        in++;
        if (putAside.contains(found.partition() + "@" + found.offset())) {
            deadLettered++;
            return;
        }
        try {
            add(found, serde.deserialize(found.topic(), found.headers(), found.value()));
        } catch (UnreadableRecordException e) {
            discrepancies.add("sample %d@%d cannot be read and was not put aside: %s"
                    .formatted(found.partition(), found.offset(), e.getMessage()));
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> found, MetricSample sample) {
        if (selections.latenessMillis(sample.getName(), sample.getDimensions()).isEmpty()) {
            unselected++;
            return;
        }
        String series = Series.of(sample.getName(), sample.getDimensions());
        long at = sample.getAt() == null ? found.timestamp() : sample.getAt().toEpochMilli();
        long length = Optional.ofNullable(sample.getPeriodSeconds())
                .map(Duration::ofSeconds)
                .orElse(PartialPane.DEFAULT_LENGTH)
                .toMillis();
        var pane = new Pane(series, Math.floorDiv(at, length) * length, length, found.partition());
        String identity = sample.getSampleId() == null ? at + "/" + sample.getSource() : "id " + sample.getSampleId();
        place(pane, identity, sample.getAt() != null);
    }

    // A second one of an identity replaces the first: with an id of its own also across panes, to where it says it is.
    private void place(Pane pane, String identity, boolean timed) {
        String key = pane.series() + "/" + pane.origin() + "/" + identity
                + (identity.startsWith("id ") ? "" : "/" + pane.length());
        var before = paneOf.get(key);
        if (before != null) {
            repeated++;
            if (!timed || before.equals(pane)) {
                return;
            }
            expected.getOrDefault(before, new HashSet<>()).remove(identity);
        }
        paneOf.put(key, pane);
        expected.computeIfAbsent(pane, _ -> new HashSet<>()).add(identity);
    }

    private void compare(SortedMap<Pane, JournalPanes.Counted> journal, SortedMap<Pane, Set<String>> later) {
        expected.forEach((pane, samples) -> {
            var counted = journal.getOrDefault(pane, JournalPanes.Counted.NOTHING);
            int after = later.getOrDefault(pane, samples).size();
            if (counted.last() < Math.min(samples.size(), after) || counted.last() > Math.max(samples.size(), after)) {
                discrepancies.add("pane %s has %d samples in the journal, and %d came"
                        .formatted(pane, counted.last(), samples.size()));
            }
            // What came while the journal was read belongs to other books.
            long here = Math.min(counted.last(), samples.size());
            long inTime = Math.min(counted.inTime(), here);
            aggregated += inTime;
            late += here - inTime;
        });
    }
}
