package io.tidegate.deploy.bench;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.policy.file.PolicyDocument;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;

/** What a bench stands on: a broker with all topics, empty, and a schema registry, all in this JVM. */
final class Stand implements AutoCloseable {
    static final int PARTITIONS = 4;

    private static final int LINGER_MILLIS = 50;

    final Topics topics = Topics.standard();
    final InProcessRegistry registry = InProcessRegistry.inMemory();
    final KafkaAccess access;
    private final EmbeddedKafka kafka = EmbeddedKafka.startTemporary();

    Stand() {
        this(Map.of());
    }

    private Stand(Map<String, String> journal) {
        access = KafkaAccess.plain(kafka.bootstrap());
        if (!journal.isEmpty()) {
            create(new NewTopic(topics.journal().name(), Optional.of(PARTITIONS), Optional.empty()).configs(journal));
        }
        new TopicAdmin(access, topics).create(PARTITIONS, Optional.empty());
    }

    /**
     * One whose journal's records say when they arrived, as those of a past do, and are kept however old. It is made so: a broker learns of a
     * change only after the controller has agreed to it, and would take the first records as those of now.
     */
    static Stand ofThePast() {
        return new Stand(
                Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime", TopicConfig.RETENTION_MS_CONFIG, "-1"));
    }

    private void create(NewTopic topic) {
        try (var admin = access.admin()) {
            admin.createTopics(List.of(topic))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Puts policies in force, each a file of its own. */
    void apply(List<String> files, Instant at) {
        var documents = files.stream().flatMap(Stand::documents).toList();
        new PolicyStore(access, topics, registry).apply(documents, at, "bench");
    }

    private static Stream<PolicyDocument> documents(String file) {
        var read = PolicyReader.read("bench.yaml", file, _ -> Optional.empty());
        if (!read.problems().isEmpty()) {
            throw new IllegalStateException("policies of a bench must be valid, were not: "
                    + read.problems().getFirst());
        }
        return read.documents().stream();
    }

    /** Writes a journal whose entries arrived at times of its own; how many there are. */
    long write(Consumer<BiConsumer<JournalEntry, Instant>> journal) {
        var written = new LongAdder();
        var lost = new LongAdder();
        var serde = AvroSerde.of(topics.journal(), JournalEntry.class, registry);
        try (var producer = access.producer(serde, LINGER_MILLIS)) {
            journal.accept((entry, at) -> {
                boolean tick = entry.getInput() instanceof ScheduleTick;
                var partition = tick ? Integer.valueOf(entry.getDomain()) : null;
                var record = new ProducerRecord<>(
                        topics.journal().name(), partition, at.toEpochMilli(), entry.getDomain(), entry);
                var _ = producer.send(record, (_, e) -> lost.add(e == null ? 0 : 1));
                written.increment();
            });
            producer.flush();
            if (lost.sum() > 0) {
                throw new IllegalStateException(
                        "a journal must be written whole, lacks %d of %d records".formatted(lost.sum(), written.sum()));
            }
        }
        return written.sum();
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }
}
