package io.tidegate.deploy.whatif;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.MergedReader;
import io.tidegate.deploy.kafka.MergedReader.Source;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The past in the topics of an installation. */
public final class TopicHistory implements History {
    private final KafkaAccess access;
    private final Topics topics;
    private final SchemaRegistry registry;
    private final Decoder decoder;

    public TopicHistory(KafkaAccess access, Topics topics, SchemaRegistry registry) {
        this.access = access;
        this.topics = topics;
        this.registry = registry;
        this.decoder = new Decoder(topics, registry);
    }

    @Override
    public String name() {
        return "topics %s* at %s".formatted(topics.prefix(), access);
    }

    @Override
    public SchemaRegistry schemas() {
        return registry;
    }

    @Override
    public void read(Set<Kind> kinds, Slice slice, Sink sink) {
        var byTopic = new TreeMap<String, Kind>();
        kinds.forEach(kind -> byTopic.put(kind.topic(topics).name(), kind));
        var sources = Stream.of(Kind.values())
                .filter(kinds::contains)
                .map(kind -> source(kind, slice))
                .toList();
        new MergedReader(access).read(sources, found -> take(kind(byTopic, found), found, slice, sink));
    }

    private boolean take(Kind kind, ConsumerRecord<byte[], byte[]> found, Slice slice, Sink sink) {
        if (found.value() == null || isElsewhere(kind, found, slice) || decoder.isLeftOut(kind, found.value(), slice)) {
            return true;
        }
        var value = decoder.decode(kind, found.value());
        return !Decoder.isOf(value, slice) || sink.take(new Recorded(kind, found, value));
    }

    // Known from the key, before anything is decoded.
    private static boolean isElsewhere(Kind kind, ConsumerRecord<byte[], byte[]> found, Slice slice) {
        return !slice.domains().isEmpty()
                && isKeyedByDomain(kind)
                && found.key() != null
                && !slice.has(new String(found.key(), UTF_8))
                && !(kind == Kind.JOURNAL && Character.isDigit(found.key()[0]) && isNumber(found.key()));
    }

    private static boolean isNumber(byte[] key) {
        return new String(key, UTF_8).chars().allMatch(Character::isDigit);
    }

    private static Kind kind(SortedMap<String, Kind> byTopic, ConsumerRecord<byte[], byte[]> found) {
        return Optional.ofNullable(byTopic.get(found.topic())).orElseThrow();
    }

    private Source source(Kind kind, Slice slice) {
        var topic = kind.topic(topics).name();
        boolean journal = kind == Kind.JOURNAL;
        return new Source(
                topic,
                isKeyedByDomain(kind) && !slice.domains().isEmpty()
                        ? Optional.of(partitions(topic, slice))
                        : Optional.empty(),
                journal ? slice.offsets() : new TreeMap<>(),
                journal || kind == Kind.POLICIES ? Optional.empty() : slice.since());
    }

    private List<Integer> partitions(String topic, Slice slice) {
        int count = new TopicReader(access).partitions(topic);
        return slice.domains().stream()
                .filter(_ -> count > 0)
                .map(domain -> TopicReader.partition(domain, count))
                .distinct()
                .toList();
    }

    private static boolean isKeyedByDomain(Kind kind) {
        return switch (kind) {
            case DECISIONS, OUTCOMES, JOURNAL, SNAPSHOTS -> true;
            case COMMANDS, POLICIES -> false;
        };
    }
}
