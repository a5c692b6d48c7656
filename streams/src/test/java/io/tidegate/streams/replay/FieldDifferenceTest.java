package io.tidegate.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.Overrides;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldDifferenceTest {
    private static final FieldDifference DIFFERENCE = new FieldDifference(Overrides.class);

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void namesTheFirstFieldAndBothValues(String name, Overrides recorded, Overrides replayed, String said)
            throws IOException {
        assertThat(DIFFERENCE.of(payload(recorded), payload(replayed))).isEqualTo(said);
    }

    static Stream<Arguments> differences() {
        var paused = entry("ecs/demo/web", null);
        return Stream.of(
                row("a text", of("anna"), of("bert"), "changedBy: anna on record, bert replayed"),
                row(
                        "what one side has not",
                        of("anna", entry("ecs/demo/web", 3)),
                        of("anna", paused),
                        "entries[0].capacity: 3 on record, nothing replayed"),
                row(
                        "fewer of a list",
                        of("anna", paused, entry("ecs/demo/api", 1)),
                        of("anna", paused),
                        "entries: 2 items on record, 1 replayed"),
                row(
                        "the first of several",
                        of("anna", paused),
                        of("bert", entry("ecs/demo/api", null)),
                        "entries[0].target: ecs/demo/web on record, ecs/demo/api replayed"));
    }

    @Test
    void tellsTheByteOfWhatIsNoRecord() throws IOException {
        var whole = payload(of("anna"));
        var cut = whole.slice(0, whole.remaining() - 3);

        assertThat(DIFFERENCE.of(cut, whole)).startsWith("byte " + cut.remaining() + " of the payload differs");
    }

    private static Arguments row(String name, Overrides recorded, Overrides replayed, String said) {
        return Arguments.of(name, recorded, replayed, said);
    }

    private static Overrides of(String by, OverrideEntry... entries) {
        return new Overrides("cluster/demo", List.of(entries), by, "");
    }

    private static OverrideEntry entry(String target, @Nullable Integer capacity) {
        return new OverrideEntry(target, true, true, capacity, "anna", "release", Instant.EPOCH, false);
    }

    private static ByteBuffer payload(Overrides value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(Overrides.class).write(value, encoder);
        encoder.flush();
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
