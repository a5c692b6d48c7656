package io.tidegate.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.registry.RegistryUnavailableException;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import io.tidegate.schemas.topic.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdeTest {
    private static final Topics TOPICS = Topics.standard();

    // Magic 0, id 1, then zig-zag varints: partition 3 is 06, 1970-01-01T00:00:01Z is 1000 ms is d0 0f.
    private static final byte[] TICK_BYTES = HexFormat.of().parseHex("00" + "00000001" + "06" + "d00f");

    private final InProcessRegistry registry = InProcessRegistry.inMemory();
    private final AvroSerde<ScheduleTick> ticks = AvroSerde.of(TOPICS.scheduleTicks(), ScheduleTick.class, registry);
    private final ScheduleTick tick = new ScheduleTick(3, Instant.ofEpochSecond(1));

    @Test
    void writesTheWireFormat() {
        assertThat(ticks.encode(tick)).isEqualTo(TICK_BYTES);
    }

    @Test
    void readsTheWireFormat() {
        registry.register("elsewhere", ScheduleTick.getClassSchema());

        assertThat(ticks.decode(TICK_BYTES)).isEqualTo(tick);
    }

    @Test
    void registersTheContractUnderTheSubjectOfTheTopic() {
        ticks.serialize("some-application-changelog", tick);

        assertThat(registry.subjects()).containsExactly("tidegate.schedule-ticks-value");
        assertThat(registry.byId(1)).isEqualTo(ContractSchema.of(ScheduleTick.getClassSchema()));
    }

    @Test
    void registersWithoutWhatTheGeneratorAdds() {
        assertThat(MetricSample.getClassSchema().toString()).contains("avro.java.string");

        var contract = ContractSchema.of(MetricSample.getClassSchema());

        assertThat(contract.toString()).doesNotContain("avro.java.string").contains("\"name\":\"MetricSample\"");
    }

    @Test
    void keepsTombstones() {
        assertThat(ticks.serialize("topic", null)).isNull();
        assertThat(ticks.deserialize("topic", null)).isNull();
    }

    @Test
    void readsWhatAnOlderSchemaWrote() {
        var older = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"MetricSample\",\"namespace\":\"io.tidegate.schemas\","
                        + "\"fields\":[{\"name\":\"name\",\"type\":\"string\"}]}");
        int id = registry.register("elsewhere", older);
        var samples = AvroSerde.of(TOPICS.metricSamples(), MetricSample.class, registry);

        var read = samples.decode(new byte[] {0, 0, 0, 0, (byte) id, 6, 'c', 'p', 'u'});

        assertThat(read.getName()).isEqualTo("cpu");
        assertThat(read.getSource()).isEqualTo("push");
        assertThat(read.getDimensions()).isEmpty();
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("no bytes", new byte[0], Reason.EMPTY, "value must not be empty, had 0 bytes"),
                Arguments.of(
                        "another magic", new byte[] {'{', '}'}, Reason.BAD_MAGIC, "first byte must be 0, was 0x7b"),
                Arguments.of("half a header", new byte[] {0, 0, 0}, Reason.TRUNCATED, "at least 5 bytes, had 3"),
                Arguments.of("another registry's id", new byte[] {0, 0, 0, 0, 99}, Reason.UNKNOWN_SCHEMA, "was 99"),
                Arguments.of(
                        "another record's id",
                        new byte[] {0, 0, 0, 0, 2},
                        Reason.INCOMPATIBLE_SCHEMA,
                        "schema id 2 must be readable as io.tidegate.schemas.ScheduleTick,"
                                + " was io.tidegate.schemas.MetricSample"),
                Arguments.of(
                        "half a value",
                        Arrays.copyOf(TICK_BYTES, 7),
                        Reason.MALFORMED,
                        "value of 7 bytes must be one ScheduleTick of schema id 1, found EOFException"),
                Arguments.of(
                        "more than a value",
                        Arrays.copyOf(TICK_BYTES, 9),
                        Reason.MALFORMED,
                        "value of 9 bytes must be one ScheduleTick of schema id 1, found bytes left over after it"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void refusesWhatCanNeverBeRead(String row, byte[] value, Reason reason, String message) {
        ticks.encode(tick);
        registry.register("elsewhere", MetricSample.getClassSchema());

        assertThatThrownBy(() -> ticks.decode(value))
                .isInstanceOfSatisfying(
                        UnreadableRecordException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }

    @Test
    void findsNothingButReadableOrUnreadableInRandomBytes() {
        var samples = AvroSerde.of(TOPICS.metricSamples(), MetricSample.class, registry);
        samples.encode(sample("cpu"));
        var random = new SplittableRandom(42);

        for (int i = 0; i < 20_000; i++) {
            byte[] value = new byte[5 + random.nextInt(60)];
            random.nextBytes(value);
            Arrays.fill(value, 0, 5, (byte) 0);
            value[4] = 1;
            try {
                assertThat(samples.decode(value)).isNotNull();
            } catch (UnreadableRecordException e) {
                assertThat(e.reason()).as(HexFormat.of().formatHex(value)).isEqualTo(Reason.MALFORMED);
            }
        }
    }

    @Test
    void writesTheNextValueWholeAfterOneThatFailed() {
        var samples = AvroSerde.of(TOPICS.metricSamples(), MetricSample.class, registry);
        var broken = sample("broken");
        broken.put("source", null);
        byte[] expected = samples.encode(sample("cpu"));

        assertThatThrownBy(() -> samples.encode(broken))
                .isInstanceOf(SerializationException.class)
                .hasMessage("value of tidegate.metric-samples-value must follow io.tidegate.schemas.MetricSample");

        assertThat(samples.encode(sample("cpu"))).isEqualTo(expected);
    }

    @Test
    void servesManyThreadsAtOnce() {
        var samples = AvroSerde.of(TOPICS.metricSamples(), MetricSample.class, registry);

        var wrong = IntStream.range(0, 20_000)
                .parallel()
                .filter(i -> !samples.decode(samples.encode(sample("metric-" + i)))
                        .getName()
                        .equals("metric-" + i))
                .count();

        assertThat(wrong).isZero();
    }

    @Test
    void doesNotBlameTheRecordForARegistryThatIsAway() {
        var away = AvroSerde.of(TOPICS.scheduleTicks(), ScheduleTick.class, new Away());

        assertThatThrownBy(() -> away.decode(TICK_BYTES)).isInstanceOf(RegistryUnavailableException.class);
    }

    private static MetricSample sample(String name) {
        return MetricSample.newBuilder()
                .setName(name)
                .setDimensions(Map.of("cluster", "demo"))
                .setAt(Instant.ofEpochSecond(1))
                .setValue(1.5)
                .build();
    }

    private static final class Away implements SchemaRegistry {
        @Override
        public int register(String subject, Schema schema) {
            throw new RegistryUnavailableException("away", null);
        }

        @Override
        public Schema byId(int id) {
            throw new RegistryUnavailableException("away", null);
        }
    }
}
