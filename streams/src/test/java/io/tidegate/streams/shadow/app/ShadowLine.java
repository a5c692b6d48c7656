package io.tidegate.streams.shadow.app;

import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.streams.Pipeline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;

/** The application of shadows behind a {@link Pipeline}, in a test driver. */
final class ShadowLine implements AutoCloseable {
    private final Pipeline production;
    private final TopologyTestDriver driver;
    private int read;

    /** What it shows. */
    final ShadowBoard board = new ShadowBoard();

    ShadowLine(Pipeline production) {
        this.production = production;
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "shadow");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        driver = new TopologyTestDriver(
                new ShadowTopology(production.topics, production.registry, "test", board).get(),
                properties,
                production.now());
    }

    /** Takes in what production has written since. */
    void pump() {
        var own = production.topics.shadowJournal();
        production.read(production.decide, own, JournalEntry.class).forEach(entry -> take(own, entry));
        production.read(production.route, own, JournalEntry.class).forEach(entry -> take(own, entry));
        for (; read < production.journal.size(); read++) {
            take(production.topics.journal(), production.journal.get(read));
        }
    }

    private void take(Topic topic, JournalEntry entry) {
        var serde = AvroSerde.of(topic, JournalEntry.class, production.registry);
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(
                        entry.getDomain().getBytes(StandardCharsets.UTF_8),
                        serde.serialize(null, entry),
                        production.now());
    }

    List<Decision> decisions() {
        return production.read(driver, production.topics.shadowDecisions(), Decision.class);
    }

    /** Topics that it has written to. */
    List<String> written() {
        return driver.producedTopicNames().stream()
                .filter(topic -> !topic.endsWith("-changelog"))
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
