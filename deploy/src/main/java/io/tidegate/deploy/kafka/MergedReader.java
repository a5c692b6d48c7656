package io.tidegate.deploy.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Reads what several topics hold now, committed records only, without joining a group: in the order of their arrival, and
 * within a partition in that of its offsets. Keeps a bounded number of records of each partition, however many there are.
 */
public final class MergedReader {
    private static final Duration POLL = Duration.ofMillis(200);

    // What of a partition may wait for those of others; more is left with the broker.
    private static final int MOST_WAITING = 1_000;
    private static final int LONGEST_FETCH_MILLIS = 10;

    private final KafkaAccess access;

    public MergedReader(KafkaAccess access) {
        this.access = access;
    }

    /**
     * One topic, and where in it reading starts.
     *
     * @param partitions that are read; empty for all
     * @param offsets by partition, to start at; a partition that is not among them starts by {@code since}
     * @param since only records that arrived then or later; empty for all
     */
    public record Source(
            String topic,
            Optional<List<Integer>> partitions,
            SortedMap<Integer, Long> offsets,
            Optional<Instant> since) {
        public Source {
            partitions = partitions.map(List::copyOf);
        }
    }

    /** Takes one record. */
    public interface Sink {
        /** Takes {@code found}, and tells whether more of its partition is wanted. */
        boolean take(ConsumerRecord<byte[], byte[]> found);
    }

    /**
     * Gives records up to the topics' ends at the time of the call to {@code sink}. The end of the topic that stands first is
     * looked up first: what a transaction wrote there is found in the others as well.
     *
     * @throws NoBrokerException when no broker answers, or one stops answering
     * @throws IllegalArgumentException when a topic does not exist
     */
    public void read(List<Source> sources, Sink sink) {
        try (var consumer = access.consumer(config())) {
            new Reading(consumer, sink).run(sources);
        } catch (TimeoutException e) {
            throw new NoBrokerException(access, e);
        } catch (UnknownTopicOrPartitionException e) {
            throw TopicReader.missing(sources.stream().map(Source::topic).collect(Collectors.joining(", ")));
        }
    }

    // Nobody here waits for what is yet to come, but closing waits for the last fetch, which the broker else holds for
    // half a second.
    private Map<String, Object> config() {
        var config = TopicReader.config(access);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_WAITING);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LONGEST_FETCH_MILLIS);
        return config;
    }

    /** A partition as far as it is read. */
    private static final class Lane {
        private final TopicPartition partition;
        private final int place;
        private final long end;
        private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
        // When the first that waits arrived: it is asked for far more often than it changes.
        private long next;
        private boolean exhausted;

        private Lane(TopicPartition partition, int place, long end) {
            this.partition = partition;
            this.place = place;
            this.end = end;
        }

        // Those of the same moment: in the order of the sources.
        private static final Comparator<Lane> BY_ARRIVAL =
                Comparator.<Lane>comparingLong(lane -> lane.next).thenComparingInt(lane -> lane.place);

        private boolean isHungry() {
            return !exhausted && waiting.isEmpty();
        }
    }

    /** One call. */
    private final class Reading {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Sink sink;
        private final Map<TopicPartition, Lane> lanes = new HashMap<>();
        private final PriorityQueue<Lane> ready = new PriorityQueue<>(Lane.BY_ARRIVAL);
        private int hungry;
        private long lastProgress = System.nanoTime();

        private Reading(KafkaConsumer<byte[], byte[]> consumer, Sink sink) {
            this.consumer = consumer;
            this.sink = sink;
        }

        private void run(List<Source> sources) {
            var partitions = new HashMap<Source, List<TopicPartition>>();
            sources.forEach(source -> partitions.put(source, partitions(source)));
            consumer.assign(partitions.values().stream().flatMap(List::stream).toList());
            for (var source : sources) {
                var those = partitions.getOrDefault(source, List.of());
                seek(source, those);
                var ends = consumer.endOffsets(those);
                those.forEach(partition ->
                        lanes.put(partition, new Lane(partition, lanes.size(), ends.getOrDefault(partition, 0L))));
            }
            lanes.values().forEach(this::look);
            while (hungry > 0 || !ready.isEmpty()) {
                give();
                if (hungry > 0) {
                    fill();
                }
            }
        }

        private List<TopicPartition> partitions(Source source) {
            var found = consumer.partitionsFor(source.topic());
            if (found == null || found.isEmpty()) {
                throw TopicReader.missing(source.topic());
            }
            return found.stream()
                    .map(info -> new TopicPartition(source.topic(), info.partition()))
                    .filter(partition -> source.partitions()
                            .map(wanted -> wanted.contains(partition.partition()))
                            .orElse(true))
                    .toList();
        }

        private void seek(Source source, List<TopicPartition> partitions) {
            TopicReader.seek(consumer, partitions, source.since());
            var begins = consumer.beginningOffsets(partitions);
            partitions.forEach(partition -> {
                var offset = source.offsets().get(partition.partition());
                if (offset != null) {
                    consumer.seek(partition, Math.max(offset, begins.getOrDefault(partition, 0L)));
                }
            });
        }

        /** Enters a lane that has been empty where it belongs now. */
        private void look(Lane lane) {
            if (!lane.waiting.isEmpty()) {
                ready(lane);
            } else if (consumer.position(lane.partition) >= lane.end) {
                lane.exhausted = true;
                consumer.pause(List.of(lane.partition));
            } else {
                hungry++;
            }
        }

        // As long as every partition that has more to come shows what comes next, the earliest of them is known.
        private void give() {
            while (hungry == 0 && !ready.isEmpty()) {
                var lane = ready.remove();
                if (!sink.take(lane.waiting.removeFirst())) {
                    lane.waiting.clear();
                    lane.exhausted = true;
                    consumer.pause(List.of(lane.partition));
                }
                if (!lane.waiting.isEmpty()) {
                    ready(lane);
                } else if (!lane.exhausted) {
                    look(lane);
                }
            }
        }

        private void ready(Lane lane) {
            lane.next = lane.waiting.getFirst().timestamp();
            ready.add(lane);
        }

        private void fill() {
            var full = new ArrayList<TopicPartition>();
            var open = new ArrayList<TopicPartition>();
            lanes.values().stream()
                    .filter(lane -> !lane.exhausted)
                    .forEach(lane -> (lane.waiting.size() >= MOST_WAITING ? full : open).add(lane.partition));
            consumer.pause(full);
            consumer.resume(open);
            var hungryLanes = having(Lane::isHungry);
            var records = consumer.poll(POLL);
            for (var partition : records.partitions()) {
                var lane = lanes.get(partition);
                if (lane != null && !lane.exhausted) {
                    for (var found : records.records(partition)) {
                        if (found.offset() < lane.end) {
                            lane.waiting.add(found);
                        }
                    }
                }
            }
            hungry = 0;
            hungryLanes.forEach(this::look);
            watch(!records.isEmpty());
        }

        private List<Lane> having(Predicate<Lane> property) {
            return lanes.values().stream().filter(property).toList();
        }

        private void watch(boolean progressed) {
            long now = System.nanoTime();
            if (progressed || hungry == 0) {
                lastProgress = now;
            } else if (now - lastProgress
                    > Duration.ofMillis(KafkaAccess.PATIENCE_MILLIS).toNanos()) {
                throw new NoBrokerException(access, new TimeoutException("no progress"));
            }
        }
    }
}
