package io.tidegate.connectors.assignment;

import static io.tidegate.connectors.assignment.Policies.cloudWatch;
import static io.tidegate.connectors.assignment.Policies.http;
import static io.tidegate.connectors.assignment.Policies.policy;
import static io.tidegate.connectors.assignment.Policies.viaScalableTarget;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.assignment.Work.Conflict;
import io.tidegate.connectors.cloudwatch.CloudWatchQuery;
import io.tidegate.connectors.http.HttpQuery;
import io.tidegate.connectors.inventory.WatchedService;
import io.tidegate.schemas.PolicyMetric;
import io.tidegate.schemas.ScalingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static final List<String> WEB = List.of("ecs/demo/web");

    private static Work of(ScalingPolicy... policies) {
        return Work.of(Stream.of(policies).map(PolicyView::of).toList());
    }

    private static PolicyMetric cpu(String statistic, int period, long lateness) {
        return cloudWatch("cpu", statistic, period, Map.of("ServiceName", "web"), lateness);
    }

    @Test
    void pollsAQueryOnceThatSeveralPoliciesWantWithTheLongestLateness() {
        var work = of(
                policy("a", WEB, cpu("Average", 60, 180_000)),
                policy("b", List.of("ecs/demo/worker"), cpu("Average", 60, 300_000)),
                policy("c", List.of("ecs/demo/other"), cpu("Average", 60, 60_000)));

        assertThat(work.policies()).isEqualTo(3);
        assertThat(work.cloudWatch()).extracting(CloudWatchQuery::lateness).containsExactly(Duration.ofMinutes(5));
        assertThat(work.conflicts()).isEmpty();
    }

    @Test
    void pollsAUrlAsOftenAsTheMostDemandingPolicyWants() {
        var work = of(
                policy("a", WEB, http("depth", "http://h/", 30, Map.of())),
                policy("b", List.of("ecs/demo/worker"), http("depth", "http://h/", 10, Map.of())));

        assertThat(work.http()).extracting(HttpQuery::interval).containsExactly(Duration.ofSeconds(10));
        assertThat(work.conflicts()).isEmpty();
    }

    @Test
    void leavesOutAQueryThatWouldWriteTheSeriesOfAnother() {
        var work = of(
                policy("a", WEB, cpu("Average", 60, 0)),
                policy("b", WEB, cpu("Maximum", 60, 0)),
                policy("c", WEB, cpu("Average", 10, 0)),
                policy("d", WEB, http("depth", "http://h/1", 5, Map.of())),
                policy("e", WEB, http("depth", "http://h/2", 5, Map.of())));

        assertThat(work.cloudWatch()).hasSize(1);
        assertThat(work.cloudWatch().getFirst().statistic()).isEqualTo("Average");
        assertThat(work.http()).extracting(query -> query.call().url()).containsExactly("http://h/1");
        assertThat(work.conflicts())
                .containsExactly(
                        new Conflict("b", "cpu{ServiceName=web}"),
                        new Conflict("c", "cpu{ServiceName=web}"),
                        new Conflict("e", "depth"));
    }

    @Test
    void observesAServiceOnceWithWhatAnyPolicyWantsToKnow() {
        var work = of(policy("a", WEB), viaScalableTarget(policy("b", WEB)));

        assertThat(work.watched().services()).hasSize(1).allMatch(WatchedService::bounds);
    }
}
