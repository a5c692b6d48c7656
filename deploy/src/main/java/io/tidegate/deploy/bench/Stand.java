package io.tidegate.deploy.bench;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.policy.file.PolicyDocument;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a bench stands on: a broker with all topics, empty, and a schema registry, all in this JVM. */
final class Stand implements AutoCloseable {
    static final int PARTITIONS = 4;

    final Topics topics = Topics.standard();
    final InProcessRegistry registry = InProcessRegistry.inMemory();
    final KafkaAccess access;
    private final EmbeddedKafka kafka = EmbeddedKafka.startTemporary();

    Stand() {
        access = KafkaAccess.plain(kafka.bootstrap());
        new TopicAdmin(access, topics).create(PARTITIONS, Optional.empty());
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

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }
}
