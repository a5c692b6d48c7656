package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.schemas.registry.EmbeddedRegistry;
import io.tidegate.schemas.registry.InMemoryLog;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Somebody at a terminal with an installation of their own: topics under one prefix, a registry, and the command line. */
final class Desk implements AutoCloseable {
    private final CommandRun.Caller caller;
    private final InMemoryLog log;
    private EmbeddedRegistry registry;
    private final Installation installation;

    private Desk(CommandRun.Caller caller, InMemoryLog log, EmbeddedRegistry registry, Installation installation) {
        this.caller = caller;
        this.log = log;
        this.registry = registry;
        this.installation = installation;
    }

    /** A desk whose topics start with {@code prefix}, which no other test uses. */
    static Desk of(EmbeddedKafka kafka, String prefix, Path home) throws IOException {
        var log = new InMemoryLog();
        var registry = EmbeddedRegistry.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), log);
        var installation = new Installation(
                KafkaAccess.plain(kafka.bootstrap()),
                new Topics(prefix),
                Optional.of(registry.url().toString()));
        new TopicAdmin(installation.kafka(), installation.topics()).create(2, Optional.empty());
        return new Desk(CommandRun.in(home), log, registry, installation);
    }

    CommandRun run(String... arguments) {
        return typing("", arguments);
    }

    CommandRun typing(String input, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--bootstrap", installation.kafka().bootstrap(),
                "--registry", installation.registryUrl().orElseThrow(),
                "--topic-prefix", installation.topics().prefix()));
        return caller.typing(input).run(all.toArray(String[]::new));
    }

    <T extends SpecificRecord> void write(Topic topic, Class<T> type, String key, T value) throws Exception {
        writeBytes(topic.name(), key, AvroSerde.of(topic, type, schemas()).encode(value));
    }

    void writeBytes(String topic, String key, byte[] value) throws Exception {
        write(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
    }

    RecordMetadata write(ProducerRecord<byte[], byte[]> sent) throws Exception {
        try (var producer = new KafkaProducer<>(
                installation.kafka().client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(sent).get();
        }
    }

    Topics topics() {
        return installation.topics();
    }

    Installation installation() {
        return installation;
    }

    SchemaRegistry schemas() {
        return registry.registry();
    }

    void stopRegistry() {
        registry.close();
    }

    /** At the same address, with the same schemas. */
    void startRegistryAgain() throws IOException {
        int port = registry.url().getPort();
        registry = EmbeddedRegistry.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), log);
    }

    @Override
    public void close() {
        registry.close();
    }
}
