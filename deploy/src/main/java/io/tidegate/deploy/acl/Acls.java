package io.tidegate.deploy.acl;

import io.tidegate.connectors.executor.ExecutorConfig;
import io.tidegate.connectors.source.KafkaAccess;
import io.tidegate.deploy.role.ShadowRole;
import io.tidegate.deploy.role.StreamsRole;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.view.LiveView;
import io.tidegate.deploy.view.ViewFeed;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.registry.KafkaRegistryLog;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.decide.DecideSettings;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/**
 * The ACLs that a part needs, no more: those of the Streams applications are read from their topologies, those of the status
 * page from what it follows. {@code IDEMPOTENT_WRITE} is none of them: since Kafka 3.0 who may write to a topic may do it
 * idempotently (KIP-679).
 */
public final class Acls {
    private final Topics topics;
    private final SortedMap<String, Acl> acls = new TreeMap<>();

    private Acls(Topics topics) {
        this.topics = topics;
    }

    /** Those of one part, by resource and name. */
    public static List<Acl> of(Part part, Topics topics) {
        var acls = new Acls(topics);
        switch (part) {
            case CONNECTORS -> acls.connectors();
            case STREAMS -> acls.streams();
            case EXECUTOR -> acls.executor();
            case SHADOW -> acls.shadow();
            case OUTCOMES -> acls.outcomes();
            case REGISTRY -> acls.registry();
            case CLI -> acls.commandLine();
            case REPLAY -> acls.replay();
            case PUBLISHER -> acls.on(topics.metricSamples(), AclOperation.WRITE);
        }
        return List.copyOf(acls.acls.values());
    }

    private void connectors() {
        on(topics.scalingPolicies(), AclOperation.READ);
        on(topics.metricSamples(), AclOperation.WRITE);
        on(topics.capacityObservations(), AclOperation.WRITE);
        on(topics.lifecycleEvents(), AclOperation.WRITE);
        on(topics.deadLetters(), AclOperation.WRITE);
        group(Objects.requireNonNull(KafkaAccess.consumerSettings(topics).get(ConsumerConfig.GROUP_ID_CONFIG))
                .toString());
        instance();
    }

    private void streams() {
        var decide = DecideSettings.standard(ServiceConfig.tzdataVersion());
        StreamsRole.topologies(decide, topics, InProcessRegistry.inMemory())
                .forEach((id, topology) -> application(id, id + "-", topology));
        instance();
    }

    private void shadow() {
        String id = ShadowRole.id(topics);
        var topology = ShadowRole.topology(ServiceConfig.tzdataVersion(), topics, InProcessRegistry.inMemory());
        // Topics of the contract begin like its changelogs: they are named one by one.
        application(id, id + "-shadow-", topology);
        instance();
    }

    private void application(String id, String changelogs, Topology topology) {
        application(topology);
        group(id);
        // Changelogs are the application's own to create; a thread's transactions end in a number.
        prefixed(ResourceType.TOPIC, changelogs, AclOperation.READ, AclOperation.WRITE, AclOperation.CREATE);
        prefixed(ResourceType.TRANSACTIONAL_ID, id + "-", AclOperation.WRITE);
    }

    private void application(Topology topology) {
        var description = topology.describe();
        description.globalStores().forEach(global -> read(global.source().topicSet()));
        for (var part : description.subtopologies()) {
            for (var node : part.nodes()) {
                switch (node) {
                    case TopologyDescription.Source source -> read(source.topicSet());
                    case TopologyDescription.Sink sink -> topic(sink.topic(), AclOperation.WRITE);
                    default -> {
                        // Processors reach Kafka through the changelogs of their stores.
                    }
                }
            }
        }
    }

    private void executor() {
        var config = ExecutorConfig.defaults(topics, "any");
        on(topics.scaleCommands(), AclOperation.READ);
        on(topics.executorLedger(), AclOperation.READ);
        on(topics.executorLedger(), AclOperation.WRITE);
        on(topics.commandOutcomes(), AclOperation.WRITE);
        on(topics.deadLetters(), AclOperation.WRITE);
        group(config.groupId());
        // Ends in the name of the instance.
        prefixed(ResourceType.TRANSACTIONAL_ID, config.groupId() + "-", AclOperation.WRITE);
        instance();
    }

    private void outcomes() {
        on(topics.commandOutcomes(), AclOperation.READ);
        on(topics.deadLetters(), AclOperation.WRITE);
        // Each sink has a group of its own.
        prefixed(ResourceType.GROUP, topics.prefix() + "outcomes-", AclOperation.READ);
    }

    private void replay() {
        on(topics.deadLetters(), AclOperation.WRITE);
        // Where records come from that somebody could not read; into compacted topics none are replayed.
        for (var origin : List.of(
                topics.metricSamples(),
                topics.lifecycleEvents(),
                topics.capacityObservations(),
                topics.commandOutcomes(),
                topics.journal(),
                topics.scaleCommands())) {
            on(origin, AclOperation.WRITE);
        }
        add(
                ResourceType.TRANSACTIONAL_ID,
                PatternType.LITERAL,
                topics.prefix() + "dead-letters-replay",
                AclOperation.WRITE);
    }

    private void registry() {
        var topic = KafkaRegistryLog.topicName(topics);
        for (var operation :
                List.of(AclOperation.READ, AclOperation.WRITE, AclOperation.CREATE, AclOperation.DESCRIBE_CONFIGS)) {
            topic(topic, operation);
        }
        add(ResourceType.TRANSACTIONAL_ID, PatternType.LITERAL, topic + ".owner", AclOperation.WRITE);
    }

    private void commandLine() {
        prefixed(
                ResourceType.TOPIC,
                topics.prefix(),
                AclOperation.READ,
                AclOperation.CREATE,
                AclOperation.DESCRIBE_CONFIGS);
        on(topics.scalingPolicies(), AclOperation.WRITE);
        on(topics.overrides(), AclOperation.WRITE);
        on(topics.metricSamples(), AclOperation.WRITE);
    }

    // Whatever its roles, an instance makes sure that every topic is there, and shows what happens.
    private void instance() {
        read(new ViewFeed(new LiveView(), topics, InProcessRegistry.inMemory()).topics());
        topics.all().stream()
                .filter(topic -> !acls.containsKey(literal(topic.name())))
                .forEach(topic -> on(topic, AclOperation.DESCRIBE));
    }

    private void read(Collection<String> names) {
        names.forEach(name -> topic(name, AclOperation.READ));
    }

    private void on(Topic topic, AclOperation operation) {
        topic(topic.name(), operation);
    }

    private void topic(String name, AclOperation operation) {
        add(ResourceType.TOPIC, PatternType.LITERAL, name, operation);
    }

    private void group(String id) {
        add(ResourceType.GROUP, PatternType.LITERAL, id, AclOperation.READ);
    }

    private void prefixed(ResourceType resource, String prefix, AclOperation... operations) {
        for (var operation : operations) {
            add(resource, PatternType.PREFIXED, prefix, operation);
        }
    }

    private void add(ResourceType resource, PatternType pattern, String name, AclOperation operation) {
        var acl = new Acl(resource, pattern, name, new TreeSet<>(Set.of(operation)));
        acls.merge(acl.subject(), acl, Acl::plus);
    }

    private static String literal(String topic) {
        return new Acl(ResourceType.TOPIC, PatternType.LITERAL, topic, new TreeSet<>()).subject();
    }
}
