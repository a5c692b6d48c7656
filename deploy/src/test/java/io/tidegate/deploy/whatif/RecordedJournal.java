package io.tidegate.deploy.whatif;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A journal's committed records with the offsets that they had, by partition and in its order. */
public record RecordedJournal(SortedMap<Integer, List<ConsumerRecord<byte[], byte[]>>> partitions) {

    /** What lies before {@code ends}, an offset for each partition. */
    public static RecordedJournal read(KafkaAccess access, Topics topics, Map<Integer, Long> ends) {
        var partitions = new TreeMap<Integer, List<ConsumerRecord<byte[], byte[]>>>();
        new TopicReader(access).read(topics.journal().name(), Range.ALL, found -> {
            if (found.offset() < ends.getOrDefault(found.partition(), 0L)) {
                partitions
                        .computeIfAbsent(found.partition(), _ -> new ArrayList<>())
                        .add(found);
            }
        });
        return new RecordedJournal(partitions);
    }

    /** Appends a share of every partition to the journal of {@code topics}, which the same registry serves; at its times, where it has some. */
    public void append(KafkaAccess access, Topics topics, double from, double to) {
        var failure = new AtomicReference<@Nullable Exception>();
        try (var producer =
                new KafkaProducer<>(access.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var partition : partitions.entrySet()) {
                for (var line : share(partition.getValue(), from, to)) {
                    var sent = new ProducerRecord<>(
                            topics.journal().name(),
                            partition.getKey(),
                            line.timestamp() < 0 ? null : line.timestamp(),
                            line.key(),
                            line.value());
                    var _ = producer.send(sent, (_, e) -> failure.compareAndSet(null, e));
                }
            }
            producer.flush();
        }
        var lost = failure.get();
        if (lost != null) {
            throw new IllegalStateException("the journal must be appended whole", lost);
        }
    }

    public int size() {
        return partitions.values().stream().mapToInt(List::size).sum();
    }

    private static <T> List<T> share(List<T> lines, double from, double to) {
        return lines.subList((int) (lines.size() * from), (int) (lines.size() * to));
    }
}
