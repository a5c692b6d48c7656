package io.tidegate.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.connectors.bridge.AvroBytes;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.http.HttpQuery.Call;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpBridgeTest {
    private final ManualClock clock = new ManualClock("2026-01-01T00:00:00.250Z");
    private final JsonServer server = new JsonServer();
    private final SourceCounters counters = new SourceCounters();
    private final MockProducer<String, MetricSample> producer =
            new MockProducer<>(true, null, new StringSerializer(), new AvroBytes<>());
    private volatile List<HttpQuery> wanted = List.of();
    private final HttpBridge bridge = new HttpBridge(
            HttpConfig.defaults(),
            () -> wanted,
            new HttpBridge.Access(
                    name -> Optional.empty(), new Emitter<>(producer, "samples", counters), counters, clock));

    @AfterEach
    void close() {
        bridge.close();
        server.close();
    }

    private HttpQuery query(String queue, String path) {
        return new HttpQuery(
                "depth",
                new TreeMap<>(Map.of("queue", queue)),
                Call.get(server.url(path)),
                "queues[0].depth",
                Duration.ofSeconds(5),
                Duration.ofSeconds(20));
    }

    private List<ProducerRecord<String, MetricSample>> sent(int count) {
        await().until(() -> producer.history().size() >= count);
        return producer.history();
    }

    @Test
    void sendsWhatItReadUnderTheStartOfTheSlot() {
        wanted = List.of(query("q", "/ok"));

        bridge.run();

        var record = sent(1).getFirst();
        assertThat(record.topic()).isEqualTo("samples");
        assertThat(record.key()).isEqualTo("depth{queue=q}");
        assertThat(record.value().getValue()).isEqualTo(17);
        assertThat(record.value().getAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void sendsASourceErrorForAUrlThatFails() {
        wanted = List.of(query("q", "/failing"));

        bridge.run();

        assertThat(sent(1).getFirst().value().getStatus()).isEqualTo(SampleStatus.SOURCE_ERROR);
    }

    @Test
    void readsOneUrlSlotAfterSlotWhileAnotherHangs() {
        wanted = List.of(query("hanging", "/hanging"), query("quick", "/ok"));

        bridge.run();
        sent(1);
        clock.advance(Duration.ofSeconds(5));
        bridge.run();

        assertThat(sent(2)).extracting(ProducerRecord::key).containsExactly("depth{queue=quick}", "depth{queue=quick}");
    }

    @Test
    void asksOnceASlotHoweverOftenItRuns() {
        wanted = List.of(query("q", "/ok"));

        bridge.run();
        sent(1);
        bridge.run();
        clock.advance(Duration.ofSeconds(5));
        bridge.run();
        sent(2);

        assertThat(server.asked()).hasSize(2);
    }
}
