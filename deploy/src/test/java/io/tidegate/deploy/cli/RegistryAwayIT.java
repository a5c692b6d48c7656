package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.sample.MetricSampleSerde;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.serde.WireFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A registry that does not answer is no fault of the records that need it. */
@ExtendWith(SharedKafka.class)
class RegistryAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    // Longer than a client of the registry tries, so that the stream thread has met the failure.
    private static final Duration OUTAGE = Duration.ofSeconds(11);

    @Test
    void waitsForARegistryThatIsAwayAndSendsNothingAside(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var plant = Plant.start(kafka, "registry-away.", folder)) {
            var desk = plant.desk();
            plant.applyPolicy(folder);
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                publishJson(desk, 30);
                assertThat(plant.service().view().decisionCount()).isPositive();
            });
            byte[] evolved = sampleOfALaterSchema(desk);

            desk.stopRegistry();
            desk.writeBytes(desk.topics().metricSamples().name(), "load", evolved);
            await().during(OUTAGE)
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(plant.service().view().deadLetterCount()).isZero());
            desk.startRegistryAgain();

            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                publishJson(desk, 120);
                assertThat(plant.service().view().commands().applied()).isPositive();
            });
            assertThat(plant.service().view().deadLetterCount()).isZero();
        }
    }

    // JSON needs no registry. The key is that of the other samples: one partition, in order.
    private static void publishJson(Desk desk, int value) throws Exception {
        var text = "{\"name\":\"load\",\"value\":%d,\"at\":\"%s\"}".formatted(value, Instant.now());
        var sent = new ProducerRecord<>(
                desk.topics().metricSamples().name(), "load".getBytes(UTF_8), text.getBytes(UTF_8));
        sent.headers().add(MetricSampleSerde.CONTENT_TYPE, MetricSampleSerde.JSON.getBytes(UTF_8));
        desk.write(sent);
    }

    // A field more, whose default is null: one byte more, and an id that the service has not met.
    private static byte[] sampleOfALaterSchema(Desk desk) {
        var topic = desk.topics().metricSamples();
        var fields = new ArrayList<Schema.Field>();
        MetricSample.getClassSchema().getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        var optional = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field("later", optional, null, Schema.Field.NULL_DEFAULT_VALUE));
        var later = Schema.createRecord("MetricSample", null, "io.tidegate.schemas", false, fields);
        int id = desk.schemas().register(topic.name() + "-value", later);
        var sample = new MetricSample(
                "load", Map.of(), Instant.now(), SampleStatus.OK, 30.0, null, 1L, null, "push", null, null);
        byte[] payload = WireFormat.payload(
                AvroSerde.of(topic, MetricSample.class, desk.schemas()).encode(sample));
        return ByteBuffer.allocate(WireFormat.HEADER_BYTES + payload.length + 1)
                .put((byte) 0)
                .putInt(id)
                .put(payload)
                .put((byte) 0)
                .array();
    }
}
