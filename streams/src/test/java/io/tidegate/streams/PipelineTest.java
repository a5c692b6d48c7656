package io.tidegate.streams;

import static io.tidegate.streams.Policies.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.ClusterGroup;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.DecisionOutcome;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.Trigger;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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
    void growsAndShrinksTheInstancesOfACluster() {
        pipeline.apply(ClusterPolicies.fit());
        pipeline.observe(
                ClusterPolicies.CLUSTER,
                Clusters.cluster()
                        .service("web", 4, 2)
                        .instance("i-1", "web", 2)
                        .draining("i-2", "web", 1)
                        .state());
        pipeline.advance(Duration.ofSeconds(1));
        var grown = pipeline.commands().getFirst();
        pipeline.settle(grown, OutcomeStatus.APPLIED);
        pipeline.advance(Duration.ofSeconds(1));
        pipeline.observe(
                ClusterPolicies.CLUSTER,
                Clusters.cluster()
                        .service("web", 4, 4)
                        .instance("i-1", "web", 2)
                        .draining("i-2", "web", 0)
                        .instance("i-3", "web", 2)
                        .state());
        pipeline.advance(Duration.ofSeconds(1));
        var ended = pipeline.commands().getFirst();

        assertThat(grown.getTarget()).isEqualTo(ClusterPolicies.GROUP);
        assertThat(grown.getDomain()).isEqualTo(ClusterPolicies.CLUSTER);
        assertThat(grown.getDirection()).isEqualTo(Direction.OUT);
        assertThat(grown.getAction()).isEqualTo(new SetCapacity(2, 3));
        assertThat(ended.getTarget()).isEqualTo(ClusterPolicies.GROUP);
        assertThat(ended.getDirection()).isEqualTo(Direction.IN);
        assertThat(ended.getAction())
                .isEqualTo(new Step(
                        "TERMINATE",
                        "i-2",
                        ended.getId(),
                        Map.of(
                                "cluster", "demo",
                                "containerInstance", "arn:aws:ecs:eu-west-1:1:container-instance/demo/i-2",
                                "decrement", "true")));
    }

    @Test
    void drainsAnInstanceByItsOwnTarget() {
        pipeline.apply(ClusterPolicies.fit());
        pipeline.observe(
                ClusterPolicies.CLUSTER,
                Clusters.cluster().instance("i-1", "web", 0).state());
        pipeline.advance(Duration.ofSeconds(1));

        var drain = pipeline.commands().getFirst();
        assertThat(drain.getTarget()).isEqualTo("instance/i-1");
        assertThat(drain.getAction())
                .isEqualTo(new Step(
                        "DRAIN",
                        "arn:aws:ecs:eu-west-1:1:container-instance/demo/i-1",
                        drain.getId(),
                        Map.of("cluster", "demo")));
    }

    @Test
    void decidesAFileOfEcsAutoscaleByWhatCloudWatchRead() {
        pipeline.apply(Files.policy());
        var selector = Files.policy().metrics().getFirst().selector();
        for (int minute = 0; minute < 4; minute++) {
            pipeline.sample(MetricSample.newBuilder()
                    .setName(selector.name())
                    .setDimensions(selector.dimensions())
                    .setAt(Pipeline.START.plusSeconds(60L * minute))
                    .setPeriodSeconds(60)
                    .setSource("cloudwatch")
                    .setValue(90.0)
                    .build());
            for (int second = 0; second < 70; second += 10) {
                pipeline.observe(
                        ClusterPolicies.CLUSTER,
                        Clusters.cluster()
                                .service("web", 2, 2)
                                .between(1, 5)
                                .instance("i-1", "web", 2)
                                .state());
                pipeline.advance(Duration.ofSeconds(10));
            }
        }

        assertThat(pipeline.commands())
                .extracting(command -> command.getTarget() + " " + command.getAction())
                .containsExactly(
                        "asg/demo {\"expected\": 1, \"desired\": 2}", "ecs/demo/web {\"expected\": 2, \"desired\": 4}");
    }

    @Test
    void sendsAClusterAsideThatCannotBe() {
        var state = Clusters.cluster().state();
        state.put("group", new ClusterGroup("demo", 3, 2, 2, 0, null, false, null));

        pipeline.observe(ClusterPolicies.CLUSTER, state);

        assertThat(pipeline.decide
                        .createOutputTopic(
                                pipeline.topics.deadLetters().name(),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer())
                        .readRecordsToList())
                .hasSize(1);
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
