package io.tidegate.deploy.whatif.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Recorded;
import io.tidegate.deploy.whatif.History.Sink;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.registry.SchemaRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class JournalPastTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void tellsOfInstancesOnlyWhereTheyAreWanted() {
        var history = new Told(List.of(
                entry("ecs/demo/web", new EcsServiceState("ACTIVE", 2, 2, 0, false)),
                entry(
                        "cluster/demo",
                        new EcsClusterState(
                                "arn:aws:ecs:eu-central-1:123456789012:cluster/demo",
                                List.of(),
                                List.of(),
                                null,
                                null))));
        var past = new JournalPast(history, Slice.ALL, Optional.empty(), Optional.empty());

        assertThat(read(past)).hasSize(1);
        assertThat(read(past.withInstances())).hasSize(2);
    }

    private static List<Happened> read(Past past) {
        var happened = new ArrayList<Happened>();
        past.each(happened::add);
        return happened;
    }

    private static JournalEntry entry(String target, Object observed) {
        return new JournalEntry("cluster/demo", new CapacityObservation(target, NOON, observed, null, null));
    }

    /** Entries of a journal. */
    private record Told(List<JournalEntry> entries) implements History {
        @Override
        public String name() {
            return "a test";
        }

        @Override
        public SchemaRegistry schemas() {
            return InProcessRegistry.inMemory();
        }

        @Override
        public void read(Set<Kind> kinds, Slice slice, Sink sink) {
            for (var entry : entries) {
                sink.take(new Recorded(Kind.JOURNAL, new ConsumerRecord<>("journal", 0, 0, null, null), entry));
            }
        }
    }
}
