package io.tidegate.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @Test
    void keepsCommittedRecordsAcrossARestart(@TempDir Path data) throws Exception {
        try (var kafka = EmbeddedKafka.start(data, 0);
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("kept", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            writeInTransaction(kafka, "before");
        }

        List<String> read;
        try (var kafka = EmbeddedKafka.start(data, 0)) {
            writeInTransaction(kafka, "after");
            read = readAll(kafka, 2);
        }

        assertThat(read).containsExactly("before", "after");
    }

    @Test
    void saysWhichPortIsTaken(@TempDir Path data) throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> EmbeddedKafka.start(data, port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("kafka.port must be free, was " + port);
        }
    }

    @Test
    void saysThatItsDataIsInUse(@TempDir Path data) {
        try (var first = EmbeddedKafka.start(data, 0)) {
            assertThat(first.bootstrap()).startsWith("127.0.0.1:");

            assertThatThrownBy(() -> EmbeddedKafka.start(data, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("kafka.data must be of one broker at a time, was in use: " + data);
        }
    }

    @Test
    void leavesNothingOfTemporaryDataAndClosesTwice() {
        var kafka = EmbeddedKafka.startTemporary();

        kafka.close();
        kafka.close();

        assertThat(Files.exists(kafka.data())).isFalse();
    }

    private static void writeInTransaction(EmbeddedKafka kafka, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrap(), "transactional.id", "writer");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("kept", value)).get();
            producer.commitTransaction();
        }
    }

    private static List<String> readAll(EmbeddedKafka kafka, int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", kafka.bootstrap(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("kept", 0)));
            var values = new ArrayList<String>();
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
                return values.size() >= count;
            });
            return values;
        }
    }
}
