package io.tidegate.streams;

import static io.tidegate.streams.Policies.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.DecisionOutcome;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.Trigger;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a sample to a command, through both topologies. */
class PipelineTest {
    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void turnsSamplesIntoACommandWhenTheirPanesAreComplete() {
        pipeline.apply(
                Policies.policy().metric("load", false).tracking("load", 50).build());
        pipeline.observe(TARGET, 2, 2);
        pipeline.advance(Duration.ofSeconds(1));

        pipeline.sample(load(100));
        pipeline.advance(Duration.ofSeconds(12));

        var command = pipeline.commands().getFirst();
        assertThat(command.getAction()).isEqualTo(new SetCapacity(2, 4));
        assertThat(command.getId()).isEqualTo("cluster/demo|ecs/demo/web|1777896001000|1");
        assertThat(command.getReason()).isEqualTo("load 100 against 50: ceil(2 running x 100 / 50) = 4");
    }

    @Test
    void scalesAGroupByTheSameRules() {
        pipeline.apply(Policies.policy()
                .targets("asg/web")
                .via(Actuation.DESIRED)
                .metric("load", false)
                .tracking("load", 50)
                .build());
        pipeline.observe("asg/web", new AutoScalingGroupState(0, 20, 2, 2, 0, 0, null, false));
        pipeline.advance(Duration.ofSeconds(1));

        pipeline.sample(load(100));
        pipeline.advance(Duration.ofSeconds(12));

        var command = pipeline.commands().getFirst();
        assertThat(command.getTarget()).isEqualTo("asg/web");
        assertThat(command.getDomain()).isEqualTo("asg/web");
        assertThat(command.getAction()).isEqualTo(new SetCapacity(2, 4));
    }

    @Test
    void scalesOutAtOnceOnAnEarlyMetric() {
        pipeline.apply(
                Policies.policy().metric("load", true).tracking("load", 50).build());
        pipeline.observe(TARGET, 2, 2);
        pipeline.advance(Duration.ofSeconds(1));
        pipeline.decisions();

        pipeline.sample(load(100));
        pipeline.advance(Duration.ofSeconds(1));

        assertThat(pipeline.commands()).hasSize(1);
        assertThat(pipeline.decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.getTrigger()).isEqualTo(Trigger.EARLY_PANE);
            assertThat(decision.getOutcome()).isEqualTo(DecisionOutcome.SCALE_OUT);
        });
    }

    @Test
    void holdsWithAReasonWhileTheMetricIsMissing() {
        pipeline.apply(
                Policies.policy().metric("load", false).tracking("load", 50).build());
        pipeline.observe(TARGET, 2, 2);
        pipeline.advance(Duration.ofSeconds(3));

        assertThat(pipeline.commands()).isEmpty();
        assertThat(pipeline.decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.getOutcome()).isEqualTo(DecisionOutcome.HELD);
            assertThat(decision.getReason()).isEqualTo("METRIC_MISSING");
            assertThat(decision.getExplanation()).isEqualTo("load is missing");
        });
    }

    @Test
    void holdsWhatPeoplePausedUntilItExpires() {
        pipeline.apply(
                Policies.policy().metric("load", true).tracking("load", 50).build());
        pipeline.observe(TARGET, 2, 2);
        pipeline.advance(Duration.ofSeconds(1));
        override(TARGET, "cluster/demo");
        pipeline.sample(load(100));
        pipeline.advance(Duration.ofSeconds(9));

        assertThat(pipeline.commands()).isEmpty();
        assertThat(pipeline.decisions())
                .extracting(Decision::getReason)
                .contains("OVERRIDE_SET", "OVERRIDE_PAUSED")
                .doesNotContain("OVERRIDE_EXPIRED");

        pipeline.sample(load(100));
        pipeline.advance(Duration.ofSeconds(2));

        assertThat(pipeline.decisions()).extracting(Decision::getReason).contains("OVERRIDE_EXPIRED");
        assertThat(pipeline.commands()).isNotEmpty();
    }

    @Test
    void sendsAnOverrideOfAnotherDomainsTargetAside() {
        override("ecs/other/web", "cluster/demo");

        assertThat(pipeline.journal).isEmpty();
    }

    // Scale-out, for ten seconds.
    private void override(String target, String domain) {
        pipeline.override(
                domain,
                new OverrideEntry(
                        target,
                        false,
                        true,
                        null,
                        "anna",
                        "release",
                        pipeline.now().plusSeconds(10),
                        false));
    }

    private MetricSample load(double value) {
        return MetricSample.newBuilder()
                .setName("load")
                .setAt(pipeline.now())
                .setValue(value)
                .build();
    }
}
