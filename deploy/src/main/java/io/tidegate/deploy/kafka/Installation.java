package io.tidegate.deploy.kafka;

import io.tidegate.schemas.registry.RegistryClient;
import io.tidegate.schemas.registry.RegistryClientConfig;
import io.tidegate.schemas.topic.Topics;
import java.util.Optional;

/**
 * An installation as a tool finds it.
 *
 * @param registryUrl empty when nothing names a registry
 */
public record Installation(KafkaAccess kafka, Topics topics, Optional<String> registryUrl) {

    /**
     * A client of the registry; the caller closes it.
     *
     * @throws IllegalArgumentException when nothing names one
     */
    public RegistryClient openRegistry() {
        var url = registryUrl.orElseThrow(() -> new IllegalArgumentException(
                "registry.url must be given, was missing; use --registry URL or a command configuration"));
        return new RegistryClient(RegistryClientConfig.of(url));
    }

    // The URL may hold credentials.
    @Override
    public String toString() {
        return "%s, topics %s*".formatted(kafka, topics.prefix());
    }
}
