package io.tidegate.connectors.inventory.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
    private final Recent<Integer> recent = new Recent<>(2);

    @Test
    void keepsWhatWasUsedLast() {
        recent.put("a", 1);
        recent.put("b", 2);
        assertThat(recent.get("a")).contains(1);

        recent.put("c", 3);

        assertThat(recent.get("b")).isEmpty();
        assertThat(recent.get("a")).contains(1);
        assertThat(recent.get("c")).contains(3);
    }

    @Test
    void keepsTheLaterValue() {
        recent.put("a", 1);
        recent.put("a", 2);
        recent.put("b", 3);

        assertThat(recent.get("a")).contains(2);
        assertThat(recent.get("b")).contains(3);
    }
}
