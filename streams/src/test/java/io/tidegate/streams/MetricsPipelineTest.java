package io.tidegate.streams;

import static io.tidegate.streams.Policies.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.streams.policy.Metric.Across;
import io.tidegate.streams.policy.OnMissing.Reaction;
import io.tidegate.streams.policy.OnMissing.When;
import io.tidegate.streams.policy.Statistic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statistics and missing metrics, from samples to commands through both topologies. */
class MetricsPipelineTest {
    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void readsACounterOverItsReset() {
        pipeline.apply(Policies.policy()
                .metric("load", false)
                .reduced(Statistic.Exact.RATE, Across.SUM)
                .tracking("load / running", 10)
                .cooldown(0, 60)
                .build());
        int capacity = 2;
        var actions = new ArrayList<Object>();

        for (double value : new double[] {5_000, 5_200, 200, 900, 900, 900}) {
            pipeline.observe(TARGET, capacity, capacity);
            pipeline.sample(load(value));
            pipeline.advance(Duration.ofSeconds(5));
            for (var command : pipeline.commands()) {
                var action = (SetCapacity) command.getAction();
                capacity = action.getDesired();
                actions.add(action);
            }
        }

        // 200 within 5 s; then 200 before and 200 after the reset within 10 s; then 200 and 700.
        assertThat(actions).containsExactly(new SetCapacity(2, 4), new SetCapacity(4, 9));
    }

    @Test
    void scalesByAQuantileOfAllSeries() {
        pipeline.apply(Policies.policy()
                .metric("load", false)
                .reduced(new Statistic.Quantile(950), Across.MERGE)
                .atLeast("load", 400, 3)
                .build());
        pipeline.observe(TARGET, 2, 2);

        for (int i = 0; i < 100; i++) {
            var instance = Map.of("instance", Integer.toString(i % 10));
            double value = i < 90 ? 100 : 500;
            pipeline.sample(MetricSample.newBuilder(load(value))
                    .setAt(pipeline.now().plusMillis(i))
                    .setDimensions(instance)
                    .build());
        }
        pipeline.advance(Duration.ofSeconds(11));

        assertThat(pipeline.commands())
                .singleElement()
                .satisfies(command -> assertThat(command.getAction()).isEqualTo(new SetCapacity(2, 5)));
        assertThat(pipeline.decisions().getLast().getInputs().getFirst().getValue())
                .isCloseTo(500, within(5.0));
    }

    @Test
    void bridgesAnOutageAndDecidesByTheMetricAfterIt() {
        pipeline.apply(Policies.policy()
                .metric("load", false)
                .onMissing(new Reaction.Fallback(6, When.IF_HIGHER), 3)
                .tracking("load", 50)
                .cooldown(0, 0)
                .build());
        var verdicts = new ArrayList<String>();
        var capacity = new AtomicInteger(4);
        for (int second = 0; second < 90; second++) {
            boolean away = second >= 20 && second < 55;
            pipeline.observe(TARGET, capacity.get(), capacity.get());
            if (second % 5 == 0 && !away) {
                pipeline.sample(load(50));
            }
            pipeline.advance(Duration.ofSeconds(1));
            pipeline.commands().forEach(command -> {
                var action = (SetCapacity) command.getAction();
                capacity.set(action.getDesired());
            });
            pipeline.decisions().forEach(decision -> verdicts.add(decision.getReason() + " " + decision.getDesired()));
        }

        assertThat(verdicts)
                .containsExactly(
                        "METRIC_MISSING 4", // before the first window is complete
                        "ON_TARGET 4",
                        "METRIC_MISSING 4",
                        "FALLBACK 6",
                        "ON_TARGET 6", // the fallback agrees with what there is
                        "ON_TARGET 6"); // the metric is back
    }

    private MetricSample load(double value) {
        return MetricSample.newBuilder()
                .setName("load")
                .setAt(pipeline.now())
                .setValue(value)
                .build();
    }
}
