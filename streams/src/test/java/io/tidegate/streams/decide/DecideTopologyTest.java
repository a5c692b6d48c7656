package io.tidegate.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.TopologyText;
import org.junit.jupiter.api.Test;

class DecideTopologyTest {
    @Test
    void looksAsCheckedIn() {
        try (var registry = InProcessRegistry.inMemory()) {
            var topology = new DecideTopology(Topics.standard(), registry, DecideSettings.standard("test")).get();

            assertThat(TopologyText.of(topology)).isEqualTo(TopologyText.checkedIn(getClass()));
        }
    }
}
