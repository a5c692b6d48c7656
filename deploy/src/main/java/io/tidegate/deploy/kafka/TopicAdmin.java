package io.tidegate.deploy.kafka;

import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topic.Cleanup;
import io.tidegate.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of an installation and compares them with their contract. It never changes a topic that exists. */
public final class TopicAdmin {
    private final KafkaAccess access;
    private final Topics topics;

    public TopicAdmin(KafkaAccess access, Topics topics) {
        this.access = access;
        this.topics = topics;
    }

    /**
     * One point in which a topic is not what its contract says.
     *
     * @param key {@code topic} when it is missing, {@code partitions}, or the name of a topic setting
     */
    public record Difference(String topic, String key, String wanted, String actual) {
        @Override
        public String toString() {
            return "%s: %s must be %s, was %s".formatted(topic, key, wanted, actual);
        }
    }

    /**
     * What {@link #create} did.
     *
     * @param created names of new topics, in the catalogue's order
     * @param existing names of those that were there
     */
    public record Creation(List<String> created, List<String> existing) {}

    /**
     * Creates the topics that are missing.
     *
     * @param partitions of each topic
     * @param replication empty for the broker's default
     * @throws PartitionsFixedException when a topic exists with another number of partitions; then none is created
     */
    public Creation create(int partitions, Optional<Short> replication) {
        try (var admin = access.admin()) {
            var existing = descriptions(admin);
            refuseOther(partitions, existing);
            var missing = topics.all().stream()
                    .filter(topic -> !existing.containsKey(topic.name()))
                    .toList();
            var answers = admin.createTopics(missing.stream()
                            .map(topic -> new NewTopic(topic.name(), Optional.of(partitions), replication)
                                    .configs(settings(topic)))
                            .toList())
                    .values();
            missing.forEach(topic -> awaitCreated(Objects.requireNonNull(answers.get(topic.name()))));
            refuseOther(partitions, awaitVisible(admin));
            awaitLed(admin, missing, partitions);
            return new Creation(
                    missing.stream().map(Topic::name).toList(),
                    existing.keySet().stream().toList());
        }
    }

    /**
     * Every point in which the topics differ from their contract, in the catalogue's order.
     *
     * @param partitions that each topic must have
     */
    public List<Difference> check(int partitions) {
        try (var admin = access.admin()) {
            var existing = descriptions(admin);
            var settings = settings(admin, existing.keySet().stream().toList());
            var differences = new ArrayList<Difference>();
            for (var topic : topics.all()) {
                var found = existing.get(topic.name());
                var actual = settings.get(topic.name());
                if (found == null || actual == null) {
                    differences.add(new Difference(topic.name(), "topic", "there", "missing"));
                } else {
                    differences.addAll(compare(topic, partitions, found, actual));
                }
            }
            return List.copyOf(differences);
        }
    }

    /**
     * Makes sure that every topic is there.
     *
     * @throws NoBrokerException when no broker answers
     * @throws IllegalArgumentException naming the first that is missing
     */
    public void requireAll() {
        try (var admin = access.admin()) {
            var existing = descriptions(admin);
            topics.all().stream()
                    .map(Topic::name)
                    .filter(name -> !existing.containsKey(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw TopicReader.missing(name);
                    });
        }
    }

    /** Topic settings that the contract fixes. */
    static SortedMap<String, String> settings(Topic topic) {
        var settings = new TreeMap<String, String>();
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        switch (topic.cleanup()) {
            case Cleanup.Delete delete -> {
                settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                settings.put(
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(delete.retention().toMillis()));
            }
            case Cleanup.Compact _ ->
                settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        }
        return settings;
    }

    private static List<Difference> compare(Topic topic, int partitions, TopicDescription found, Config actual) {
        var differences = new ArrayList<Difference>();
        if (found.partitions().size() != partitions) {
            differences.add(new Difference(
                    topic.name(),
                    "partitions",
                    String.valueOf(partitions),
                    String.valueOf(found.partitions().size())));
        }
        settings(topic).forEach((key, wanted) -> {
            var entry = actual.get(key);
            String value = entry == null ? "unset" : String.valueOf(entry.value());
            if (!value.equals(wanted)) {
                differences.add(new Difference(topic.name(), key, wanted, value));
            }
        });
        return differences;
    }

    private static void refuseOther(int partitions, SortedMap<String, TopicDescription> existing) {
        existing.forEach((name, found) -> {
            if (found.partitions().size() != partitions) {
                throw new PartitionsFixedException(name, found.partitions().size(), partitions);
            }
        });
    }

    // The controller acknowledges a topic before every broker knows it.
    private SortedMap<String, TopicDescription> awaitVisible(Admin admin) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(KafkaAccess.PATIENCE_MILLIS);
        var visible = descriptions(admin);
        while (visible.size() < topics.all().size() && System.nanoTime() < deadline) {
            visible = descriptions(admin);
        }
        return visible;
    }

    // A partition is known before its leader takes records. Of batches that a producer has under way then, the leader
    // may refuse the first
    // and accept a later one, after which it takes none of the earlier: Kafka takes any sequence number from a producer
    // that it
    // does not know. They are lost once the producer gives up. The end of a partition is told by its leader alone, once
    // it leads.
    private void awaitLed(Admin admin, List<Topic> created, int partitions) {
        var ends = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : created) {
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        Answers.await(access, admin.listOffsets(ends).all());
    }

    private SortedMap<String, TopicDescription> descriptions(Admin admin) {
        var there = Answers.await(access, admin.listTopics().names());
        var ours =
                topics.all().stream().map(Topic::name).filter(there::contains).toList();
        return new TreeMap<>(Answers.await(access, admin.describeTopics(ours).allTopicNames()));
    }

    private SortedMap<String, Config> settings(Admin admin, List<String> names) {
        var resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> found =
                Answers.await(access, admin.describeConfigs(resources).all());
        var settings = new TreeMap<String, Config>();
        found.forEach((resource, config) -> settings.put(resource.name(), config));
        return settings;
    }

    // Somebody else may create the same topic at the same time.
    private void awaitCreated(Future<Void> answer) {
        try {
            Answers.await(access, answer);
        } catch (TopicExistsException e) {
            return;
        }
    }
}
