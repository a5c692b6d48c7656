package io.tidegate.deploy.bench;

import io.tidegate.deploy.bench.Tally.Window;
import io.tidegate.deploy.kafka.Answers;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.sample.MetricSampleSerde;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.WindowedSerdes;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.Stores;

/**
 * What one would write with Kafka Streams alone: a windowed aggregation by the samples' keys, its windows in memory behind
 * the record cache, its changelog on. It decodes with the same serde, and knows neither identities nor policies.
 */
final class BareContender implements Contender {
    private static final String TALLIES = "bench-tallies";
    private static final long CACHE_BYTES = 64L << 20;
    private static final Duration GRACE = Duration.ofHours(1);

    private final Stand stand;

    BareContender(Stand stand) {
        this.stand = stand;
        try (var admin = stand.access.admin()) {
            var topic = new NewTopic(TALLIES, Optional.of(Stand.PARTITIONS), Optional.empty())
                    .configs(Map.of("message.timestamp.type", "LogAppendTime"));
            Answers.await(stand.access, admin.createTopics(List.of(topic)).all());
        }
    }

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    }

    @Override
    public Topology topology() {
        var builder = new StreamsBuilder();
        var windows = TimeWindows.ofSizeAndGrace(Load.PANE, GRACE);
        var store = Stores.inMemoryWindowStore("tallies", Load.PANE.plus(GRACE), Load.PANE, false);
        TimestampExtractor eventTime = (sample, _) -> eventTime(sample);
        var samples = new MetricSampleSerde(stand.topics, stand.registry);
        builder.stream(
                        stand.topics.metricSamples().name(),
                        Consumed.with(Serdes.Bytes(), samples)
                                .withTimestampExtractor(eventTime)
                                .withName("samples"))
                .groupByKey(Grouped.as("by-series"))
                .windowedBy(windows)
                .aggregate(
                        () -> Tally.NONE,
                        (_, sample, tally) -> tally.plus(sample.getValue()),
                        Named.as("tally"),
                        Materialized.<Bytes, Tally>as(store)
                                .withKeySerde(Serdes.Bytes())
                                .withValueSerde(Tally.serde())
                                .withCachingEnabled())
                .toStream(Named.as("tallied"))
                .to(
                        TALLIES,
                        Produced.with(
                                        new WindowedSerdes.TimeWindowedSerde<>(Serdes.Bytes(), Load.PANE.toMillis()),
                                        Tally.serde())
                                .withName("out"));
        return builder.build();
    }

    private static long eventTime(ConsumerRecord<Object, Object> sample) {
        return ((MetricSample) sample.value()).getAt().toEpochMilli();
    }

    @Override
    public SortedMap<Window, Tally> told(Instant start) {
        var told = new TreeMap<Window, Tally>();
        new TopicReader(stand.access)
                .read(
                        TALLIES,
                        Range.since(start),
                        found -> told.put(window(found.key()), Tally.of(ByteBuffer.wrap(found.value()))));
        return told;
    }

    // A windowed key is the key, then the start of the window (WindowedSerdes).
    private static Window window(byte[] key) {
        int length = key.length - Long.BYTES;
        var start =
                Instant.ofEpochMilli(ByteBuffer.wrap(key, length, Long.BYTES).getLong());
        return new Window(new String(key, 0, length, StandardCharsets.UTF_8), start);
    }
}
