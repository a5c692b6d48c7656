package io.tidegate.deploy.policy;

import io.tidegate.deploy.kafka.Answers;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.policy.PolicyRevision;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.TargetClaims;
import io.tidegate.streams.policy.file.PolicyDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The policies of an installation: reads and writes {@code scaling-policies}. A write is done when Kafka acknowledged it. */
public final class PolicyStore {
    private final KafkaAccess access;
    private final Topic topic;
    private final AvroSerde<ScalingPolicy> serde;

    public PolicyStore(KafkaAccess access, Topics topics, SchemaRegistry registry) {
        this.access = access;
        this.topic = topics.scalingPolicies();
        this.serde = AvroSerde.of(topic, ScalingPolicy.class, registry);
    }

    /** What applying a document did to its policy. */
    public enum Effect {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /**
     * One applied document.
     *
     * @param revision that is in force now
     * @param differences of a changed policy only
     */
    public record Applied(String policy, Effect effect, int revision, List<Difference> differences) {}

    /** Every policy in force, by name. */
    public SortedMap<String, ScalingPolicy> list() {
        var policies = new TreeMap<String, ScalingPolicy>();
        new TopicReader(access).read(topic.name(), Range.ALL, found -> {
            var name = new String(found.key(), StandardCharsets.UTF_8);
            if (found.value() == null) {
                policies.remove(name);
            } else {
                policies.put(name, serde.decode(found.value()));
            }
        });
        return policies;
    }

    /**
     * Puts documents in force: all of them, or none when one cannot be. One that says what is in force already is not
     * written again.
     *
     * @throws TargetTakenException when another policy drives one of the targets
     */
    public List<Applied> apply(List<PolicyDocument> documents, Instant at, String by) {
        var inForce = list();
        refuseTaken(inForce, documents);
        var planned = documents.stream()
                .map(document -> plan(document, inForce.get(document.policy().name()), at, by))
                .toList();
        try (var producer = access.producer(serde.serializer(), 0)) {
            for (var plan : planned) {
                if (plan.applied().effect() != Effect.UNCHANGED) {
                    send(producer, plan.applied().policy(), plan.record());
                }
            }
        }
        return planned.stream().map(Plan::applied).toList();
    }

    /**
     * Removes a policy.
     *
     * @return whether there was one
     */
    public boolean delete(String name) {
        if (!list().containsKey(name)) {
            return false;
        }
        try (var producer = access.producer(serde.serializer(), 0)) {
            send(producer, name, null);
        }
        return true;
    }

    private record Plan(Applied applied, ScalingPolicy record) {}

    private static Plan plan(PolicyDocument document, @Nullable ScalingPolicy before, Instant at, String by) {
        int revision = before == null ? 1 : before.getRevision() + 1;
        var after = PolicySerdes.toAvro(document.revision(revision, at, by));
        var name = document.policy().name();
        if (before == null) {
            return new Plan(new Applied(name, Effect.CREATED, revision, List.of()), after);
        }
        var differences = PolicyDifferences.between(before, after);
        return differences.isEmpty()
                ? new Plan(new Applied(name, Effect.UNCHANGED, before.getRevision(), List.of()), before)
                : new Plan(new Applied(name, Effect.CHANGED, revision, differences), after);
    }

    private static void refuseTaken(SortedMap<String, ScalingPolicy> inForce, List<PolicyDocument> documents) {
        var policies = new TreeMap<String, Policy>();
        inForce.values().stream()
                .map(PolicySerdes::fromAvro)
                .map(PolicyRevision::policy)
                .forEach(policy -> policies.put(policy.name(), policy));
        for (var document : documents) {
            var candidate = document.policy();
            var conflicts = TargetClaims.conflicts(new ArrayList<>(policies.values()), candidate);
            if (!conflicts.isEmpty()) {
                throw new TargetTakenException(candidate.name(), conflicts.getFirst());
            }
            policies.put(candidate.name(), candidate);
        }
    }

    private void send(KafkaProducer<String, ScalingPolicy> producer, String name, @Nullable ScalingPolicy policy) {
        Answers.await(access, producer.send(new ProducerRecord<>(topic.name(), name, policy)));
    }
}
