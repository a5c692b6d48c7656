package io.tidegate.deploy.override;

import io.tidegate.deploy.kafka.Answers;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.journal.OverrideSerdes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The overrides of an installation: reads and writes {@code overrides}, one record for each scaling domain. A write is done
 * when Kafka acknowledged it; of two at the same moment in one domain the later one wins.
 */
public final class OverrideStore {
    private final KafkaAccess access;
    private final Topic topic;
    private final AvroSerde<Overrides> serde;

    public OverrideStore(KafkaAccess access, Topics topics, SchemaRegistry registry) {
        this.access = access;
        this.topic = topics.overrides();
        this.serde = AvroSerde.of(topic, Overrides.class, registry);
    }

    /** Overrides {@code targets}, each in place of what it had. */
    public void set(List<Target> targets, ManualOverride override, Change change) {
        rewrite(targets, change, (entries, target) -> entries.put(target, OverrideSerdes.toAvro(target, override)));
    }

    /**
     * Lifts the overrides of {@code targets}.
     *
     * @return the targets that had one that has not expired
     */
    public SortedSet<String> lift(List<Target> targets, Change change) {
        var lifted = new TreeSet<String>();
        rewrite(targets, change, (entries, target) -> {
            if (entries.remove(target) != null) {
                lifted.add(target);
            }
        });
        return lifted;
    }

    // What has expired goes out of the record with the next change, so that records do not grow.
    private void rewrite(List<Target> targets, Change change, BiConsumer<Map<String, OverrideEntry>, String> edit) {
        var domains = domains();
        var touched = new TreeMap<String, SortedMap<String, OverrideEntry>>();
        for (var target : targets) {
            var entries = touched.computeIfAbsent(
                    target.domain(), domain -> standing(domains.getOrDefault(domain, List.of()), change));
            edit.accept(entries, target.text());
        }
        try (var producer = access.producer(serde.serializer(), 0)) {
            touched.forEach((domain, entries) -> send(
                    producer, new Overrides(domain, new ArrayList<>(entries.values()), change.by(), change.reason())));
        }
    }

    private static SortedMap<String, OverrideEntry> standing(List<OverrideEntry> entries, Change change) {
        var standing = new TreeMap<String, OverrideEntry>();
        entries.stream()
                .filter(entry -> entry.getExpiresAt().isAfter(change.at()))
                .forEach(entry -> standing.put(entry.getTarget(), entry));
        return standing;
    }

    private SortedMap<String, List<OverrideEntry>> domains() {
        var domains = new TreeMap<String, List<OverrideEntry>>();
        new TopicReader(access).read(topic.name(), Range.ALL, found -> {
            if (found.value() != null) {
                var overrides = serde.decode(found.value());
                domains.put(overrides.getDomain(), overrides.getEntries());
            }
        });
        return domains;
    }

    private void send(KafkaProducer<String, Overrides> producer, Overrides overrides) {
        Answers.await(access, producer.send(new ProducerRecord<>(topic.name(), overrides.getDomain(), overrides)));
    }
}
