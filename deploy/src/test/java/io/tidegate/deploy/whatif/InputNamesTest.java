package io.tidegate.deploy.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InputNamesTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final InProcessRegistry registry = InProcessRegistry.inMemory();
    private final AvroSerde<JournalEntry> serde =
            AvroSerde.of(Topics.standard().journal(), JournalEntry.class, registry);
    private final InputNames names = new InputNames(registry);

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void tellsWhatAnEntryHolds() {
        var inputs = List.<SpecificRecord>of(
                new ScheduleTick(3, NOON),
                new CapacityObservation("ecs/demo/web", NOON, new TargetNotFound("gone"), null, null),
                new PolicyChange("web", List.of(), List.of("ecs/demo/web"), null));

        for (var input : inputs) {
            assertThat(names.of(serde.encode(new JournalEntry("cluster/demo", input))))
                    .contains(input.getSchema().getFullName());
        }
    }

    @Test
    void leavesToDecodingWhatItCannotTell() {
        byte[] entry = serde.encode(new JournalEntry("cluster/demo", new ScheduleTick(3, NOON)));
        byte[] negative = entry.clone();
        negative[5] = 1; // The domain is of length -1.
        byte[] unknown = entry.clone();
        unknown[4] = 99;

        assertThat(names.of(new byte[0])).isEmpty();
        assertThat(names.of(Arrays.copyOf(entry, 9))).isEmpty();
        assertThat(names.of(negative)).isEmpty();
        assertThat(names.of(unknown)).isEmpty();
        assertThat(names.of(entry)).isPresent();
    }
}
