package io.tidegate.connectors.assignment;

import static io.tidegate.connectors.assignment.Policies.cloudWatch;
import static io.tidegate.connectors.assignment.Policies.drain;
import static io.tidegate.connectors.assignment.Policies.draining;
import static io.tidegate.connectors.assignment.Policies.http;
import static io.tidegate.connectors.assignment.Policies.image;
import static io.tidegate.connectors.assignment.Policies.ofCluster;
import static io.tidegate.connectors.assignment.Policies.ofDrain;
import static io.tidegate.connectors.assignment.Policies.ofImage;
import static io.tidegate.connectors.assignment.Policies.policy;
import static io.tidegate.connectors.assignment.Policies.readingInstances;
import static io.tidegate.connectors.assignment.Policies.shadow;
import static io.tidegate.connectors.assignment.Policies.viaScalableTarget;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.connectors.assignment.Work.Conflict;
import io.tidegate.connectors.cloudwatch.CloudWatchQuery;
import io.tidegate.connectors.http.HttpQuery;
import io.tidegate.connectors.inventory.WatchedService;
import io.tidegate.connectors.inventory.cluster.WatchedCluster;
import io.tidegate.connectors.inventory.hook.WatchedHooks;
import io.tidegate.schemas.FitSizing;
import io.tidegate.schemas.PolicyMetric;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static final Target.Cluster DEMO = new Target.Cluster(Target.Place.DEFAULT, "demo");
    private static final List<String> WEB = List.of("ecs/demo/web");

    private static Work of(ScalingPolicy... policies) {
        return Work.of(Stream.of(policies)
                .map(policy -> PolicyView.of(policy, Set.of(Place.DEFAULT)))
                .toList());
    }

    private static PolicyMetric cpu(String statistic, int period, long lateness) {
        return cloudWatch("cpu", statistic, period, Map.of("ServiceName", "web"), lateness);
    }

    @Test
    void answersTheHooksOfEachGroupOnceAndKnowsWhereItIs() {
        var work = of(draining("a", "cluster/demo", "asg/web", "asg/jobs"), draining("b", "asg/web", "asg/web"));

        assertThat(work.hooked(Place.DEFAULT))
                .containsExactly(new Target.Group(Place.DEFAULT, "web"), new Target.Group(Place.DEFAULT, "jobs"));
        assertThat(work.hooked(new Place("111111111111", "eu-central-1"))).isEmpty();
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
    void pollsForShadowsWhatNobodyElseDoesAndChangesNothingAboutTheRest() {
        var live = policy("web", WEB, cpu("Average", 60, 180_000), http("depth", "http://h/", 30, Map.of()));
        var sooner = policy("a", WEB, cpu("Maximum", 60, 300_000), http("depth", "http://h/", 10, Map.of()));
        var more = policy("b", List.of("ecs/demo/jobs"), http("jobs", "http://h/", 10, Map.of()));

        var work = of(shadow(viaScalableTarget(sooner)), shadow(readingInstances(more)), live);

        assertThat(work.cloudWatch()).isEqualTo(of(live).cloudWatch());
        assertThat(work.http())
                .extracting(HttpQuery::sampleName, HttpQuery::interval)
                .containsExactly(tuple("depth", Duration.ofSeconds(30)), tuple("jobs", Duration.ofSeconds(10)));
        assertThat(work.watched().services())
                .containsExactly(
                        new WatchedService(new Target.EcsService(Place.DEFAULT, "demo", "web"), false),
                        new WatchedService(new Target.EcsService(Place.DEFAULT, "demo", "jobs"), false));
        assertThat(work.watched().clusters()).isEmpty();
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
                        new Conflict.OfSeries("b", "cpu{ServiceName=web}"),
                        new Conflict.OfSeries("c", "cpu{ServiceName=web}"),
                        new Conflict.OfSeries("e", "depth"));
    }

    @Test
    void observesAClusterOnceWithWhatAnyPolicyWantsToKnow() {
        var work = of(
                readingInstances(policy("a", WEB)),
                ofCluster("b", "cluster/demo", "asg/web", new FitSizing(0, 0, 0, 1)),
                readingInstances(policy("c", List.of("ecs/demo/worker"))));

        assertThat(work.watched().clusters()).containsExactly(new WatchedCluster(DEMO, Optional.of("web"), List.of()));
        assertThat(work.conflicts()).isEmpty();
    }

    @Test
    void observesAClusterWithTheFirstOfTwoGroups() {
        var fit = new FitSizing(0, 0, 0, 1);

        var work =
                of(ofCluster("a", "cluster/demo", "asg/first", fit), ofCluster("b", "cluster/demo", "asg/second", fit));

        assertThat(work.watched().clusters())
                .containsExactly(new WatchedCluster(DEMO, Optional.of("first"), List.of()));
        assertThat(work.conflicts()).containsExactly(new Conflict.OfCluster("b", "cluster/demo"));
    }

    @Test
    void observesTheHookedGroupsOfTheFirstOfTwoPoliciesOfOneTarget() {
        var work = of(
                ofDrain("a", "cluster/demo", drain("asg/first").build()),
                ofDrain("b", "cluster/demo", drain("asg/second").build()),
                ofDrain("c", "asg/third", drain("asg/third").build()));

        assertThat(work.watched().hooks())
                .extracting(WatchedHooks::groups)
                .containsExactly(List.of("first"), List.of("third"));
        assertThat(work.watched().clusters()).containsExactly(WatchedCluster.instancesOf(DEMO));
    }

    @Test
    void observesTheLaunchTemplateOfTheFirstOfTwoPoliciesOfOneTarget() {
        var work = of(
                ofImage("a", "asg/web", image("launch-template/lt-1")),
                ofImage("b", "asg/web", image("launch-template/lt-2")),
                ofImage("c", "asg/api", image("launch-template/lt-1")));

        assertThat(work.watched().templates())
                .extracting(watched ->
                        watched.target().text() + " " + watched.template().id())
                .containsExactly("asg/web lt-1", "asg/api lt-1");
    }

    @Test
    void observesAServiceOnceWithWhatAnyPolicyWantsToKnow() {
        var work = of(policy("a", WEB), viaScalableTarget(policy("b", WEB)));

        assertThat(work.watched().services()).hasSize(1).allMatch(WatchedService::bounds);
    }
}
