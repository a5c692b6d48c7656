package io.tidegate.schemas.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that keeps an embedded registry: one partition, for facts have one order, and compacted, for they never age. */
final class RegistryTopic {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;

    RegistryTopic(String name) {
        this.name = name;
    }

    /**
     * Creates the topic unless it is there.
     *
     * @throws RegistryUnavailableException when the broker does not answer, or the topic is there and another kind's
     */
    void ensure(Map<String, Object> clientConfig) {
        try (var admin = Admin.create(clientConfig)) {
            if (!created(admin)) {
                check(admin);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new RegistryUnavailableException("topic %s must be reachable, was not".formatted(name), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while opening topic " + name, e);
        }
    }

    private boolean created(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        var topic = new NewTopic(name, Optional.of(1), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime"));
        try {
            await(admin.createTopics(List.of(topic)).all());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private void check(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        var topic = found(await(admin.describeTopics(List.of(name)).allTopicNames()), name);
        int partitions = topic.partitions().size();
        if (partitions != 1) {
            throw new RegistryUnavailableException(
                    "topic %s must have 1 partition, had %d".formatted(name, partitions), null);
        }
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        var config = found(await(admin.describeConfigs(List.of(resource)).all()), resource);
        var cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (!TopicConfig.CLEANUP_POLICY_COMPACT.equals(cleanup)) {
            throw new RegistryUnavailableException(
                    "cleanup.policy of topic %s must be compact, was %s".formatted(name, cleanup), null);
        }
    }

    private static <K, V> V found(Map<K, V> answers, K key) {
        return Objects.requireNonNull(answers.get(key), "a broker answers for what it was asked");
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
