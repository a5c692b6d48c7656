package io.tidegate.deploy.service;

import io.tidegate.schemas.registry.EmbeddedRegistry;
import io.tidegate.schemas.registry.KafkaRegistryLog;
import io.tidegate.schemas.registry.RegistryClient;
import io.tidegate.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The schema registry of an instance: the one that the configuration names, else one of its own that others may use. */
public sealed interface Registry extends AutoCloseable {

    /** What gives and finds schemas. */
    SchemaRegistry schemas();

    /** Where others find the instance's own; empty when it has none. */
    Optional<URI> own();

    @Override
    void close();

    /**
     * Opens the registry of a configuration.
     *
     * @throws UncheckedIOException when the own one's port is taken
     */
    static Registry open(ServiceConfig config) {
        var installation = config.installation();
        if (installation.registryUrl().isPresent()) {
            return new Named(installation.openRegistry());
        }
        try {
            var log = new KafkaRegistryLog(installation.kafka().client(Map.of()), installation.topics());
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), config.registryPort());
            return new Own(EmbeddedRegistry.start(address, log));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** A registry elsewhere. */
    record Named(RegistryClient client) implements Registry {
        @Override
        public SchemaRegistry schemas() {
            return client;
        }

        @Override
        public Optional<URI> own() {
            return Optional.empty();
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** A registry in this process, kept on a topic. */
    record Own(EmbeddedRegistry server) implements Registry {
        @Override
        public SchemaRegistry schemas() {
            return server.registry();
        }

        @Override
        public Optional<URI> own() {
            return Optional.of(server.url());
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
