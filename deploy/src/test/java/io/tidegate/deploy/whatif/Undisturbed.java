package io.tidegate.deploy.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.decide.DecideSettings;
import io.tidegate.streams.decide.DecideTopology;
import io.tidegate.streams.shell.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/**
 * The decide application alone, under a topic prefix of its own. It writes no ticks, so that its journal holds what it is fed
 * and nothing else.
 */
public final class Undisturbed {
    private static final Duration NEVER = Duration.ofDays(36_500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaAccess access;
    private final Topics topics;
    private final SchemaRegistry registry;
    private final Path stateDir;

    /** A new one: {@code prefix} is used by nobody else. */
    public Undisturbed(KafkaAccess access, String prefix, SchemaRegistry registry, Path stateDir, int partitions) {
        this.access = access;
        this.topics = new Topics(prefix);
        this.registry = registry;
        this.stateDir = stateDir;
        new TopicAdmin(access, topics).create(partitions, Optional.empty());
    }

    /** How it works: what must make no difference. */
    public record Manner(int maxPollRecords, Duration commitInterval) {
        /** As the service works unless configured. */
        public static final Manner USUAL = new Manner(1_000, Duration.ofMillis(25));
    }

    /** Works until this share of the journal is processed, then stops. */
    public void work(Manner manner, RecordedJournal journal, double share) {
        long enough = (long) (journal.size() * share);
        var failure = new AtomicReference<Throwable>();
        try (var streams = new KafkaStreams(topology(), new StreamsConfig(properties(manner)))) {
            streams.setUncaughtExceptionHandler(thrown -> {
                failure.set(thrown);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            await().atMost(PATIENCE)
                    .failFast(() -> died(failure.get()))
                    .untilAsserted(() -> assertThat(processed())
                            .as("journal entries decided, %s", streams.state())
                            .isGreaterThanOrEqualTo(enough));
            // Else the next start would wait until the group takes this member for dead.
            streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(Duration.ofSeconds(20)));
        }
    }

    public Topics topics() {
        return topics;
    }

    /** All that it decided. */
    public Made made() {
        return Made.read(access, topics, registry);
    }

    private static void died(@Nullable Throwable failure) {
        if (failure != null) {
            throw new AssertionError("the decide application ended", failure);
        }
    }

    private long processed() {
        return processed(access, topics).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The journal offset that the decide application of an installation has reached, by partition. */
    public static SortedMap<Integer, Long> processed(KafkaAccess access, Topics topics) {
        try (var admin = access.admin()) {
            var reached = new TreeMap<Integer, Long>();
            admin.listConsumerGroupOffsets(topics.prefix() + "decide")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (partition.topic().equals(topics.journal().name())) {
                            reached.put(partition.partition(), offset.offset());
                        }
                    });
            return reached;
        } catch (Exception e) {
            throw new IllegalStateException("offsets of the decide application must be readable", e);
        }
    }

    private Topology topology() {
        var settings = new DecideSettings(NEVER, Duration.ofMinutes(2), ServiceConfig.tzdataVersion());
        return new DecideTopology(topics, registry, settings).get();
    }

    private Map<String, Object> properties(Manner manner) {
        var kafka = access.client(
                Map.of(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), manner.maxPollRecords()));
        return new StreamsSettings(kafka, stateDir, 1, manner.commitInterval(), Duration.ofSeconds(6), 1)
                .of(topics.prefix() + "decide");
    }
}
