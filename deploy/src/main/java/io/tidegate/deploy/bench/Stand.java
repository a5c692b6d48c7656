package io.tidegate.deploy.bench;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** Puts policies in force. */
    void apply(List<String> documents, Instant at) {
        var text = String.join("---\n", documents);
        var policies = PolicyReader.read("bench.yaml", text, _ -> Optional.empty());
        new PolicyStore(access, topics, registry).apply(policies.documents(), at, "bench");
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }
}
