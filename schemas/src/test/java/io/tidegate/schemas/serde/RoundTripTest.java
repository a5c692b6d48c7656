package io.tidegate.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value of every topic is read as it was written, and so is what was read. */
class RoundTripTest {
    private static final int VALUES = 200;

    static Stream<Topic> topics() {
        return Topics.standard().all().stream().filter(topic -> topic.value().isPresent());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void readsEveryValueAsItWasWritten(Topic topic) {
        var schema = topic.value().orElseThrow();
        var serde = serde(topic);
        for (long seed = 0; seed < VALUES; seed++) {
            var written = new RandomRecord(new SplittableRandom(seed), 0).of(schema);

            byte[] bytes = serde.encode(written);
            var read = serde.decode(bytes);

            assertThat(read).as("seed %d", seed).isEqualTo(written);
            assertThat(serde.decode(serde.encode(read))).as("seed %d", seed).isEqualTo(written);
        }
    }

    @SuppressWarnings("unchecked") // the class of a topic's schema is that of its values
    private static AvroSerde<SpecificRecord> serde(Topic topic) {
        var type = (Class<SpecificRecord>)
                SpecificData.get().getClass(topic.value().orElseThrow());
        return AvroSerde.of(topic, type, InProcessRegistry.inMemory());
    }
}
