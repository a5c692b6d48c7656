package io.tidegate.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.ExecutorConfig;
import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.queue.Rate;
import io.tidegate.schemas.topic.Topics;
import org.junit.jupiter.api.Test;

class LatencyBenchTest {
    // Categories were added once without it: the bench did not start.
    @Test
    void limitsNoKindOfCall() {
        var config = LatencyBench.withoutBudgets(ExecutorConfig.defaults(Topics.standard(), "a"));

        assertThat(config.queue().rates())
                .containsOnlyKeys(ApiCategory.values())
                .allSatisfy((_, rate) -> assertThat(rate).isEqualTo(new Rate(10_000, 10_000)));
    }
}
