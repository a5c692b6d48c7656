package io.tidegate.connectors.assignment;

import static io.tidegate.connectors.assignment.Policies.cloudWatch;
import static io.tidegate.connectors.assignment.Policies.disabled;
import static io.tidegate.connectors.assignment.Policies.drain;
import static io.tidegate.connectors.assignment.Policies.draining;
import static io.tidegate.connectors.assignment.Policies.http;
import static io.tidegate.connectors.assignment.Policies.image;
import static io.tidegate.connectors.assignment.Policies.ofCluster;
import static io.tidegate.connectors.assignment.Policies.ofDrain;
import static io.tidegate.connectors.assignment.Policies.ofImage;
import static io.tidegate.connectors.assignment.Policies.policy;
import static io.tidegate.connectors.assignment.Policies.pushed;
import static io.tidegate.connectors.assignment.Policies.readingInstances;
import static io.tidegate.connectors.assignment.Policies.viaScalableTarget;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.cloudwatch.CloudWatchQuery;
import io.tidegate.connectors.http.HttpQuery;
import io.tidegate.connectors.inventory.Watched;
import io.tidegate.connectors.inventory.WatchedService;
import io.tidegate.connectors.inventory.cluster.WatchedCluster;
import io.tidegate.connectors.inventory.hook.WatchedHooks;
import io.tidegate.connectors.inventory.image.NamePattern;
import io.tidegate.connectors.inventory.image.WatchedTemplate;
import io.tidegate.schemas.EcsAutoscaleFile;
import io.tidegate.schemas.FitSizing;
import io.tidegate.schemas.ImageSelector;
import io.tidegate.schemas.ImageSettings;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyViewTest {
    private static final Place SHOP = new Place("111111111111", "eu-central-1");
    private static final Set<Place> HERE = Set.of(Place.DEFAULT);
    private static final Set<Place> EVERYWHERE = Set.of(Place.DEFAULT, SHOP);
    private static final Target.Cluster DEMO = new Target.Cluster(Place.DEFAULT, "demo");
    private static final Target.EcsService WEB = new Target.EcsService(Place.DEFAULT, "demo", "web");

    @Test
    void refusesToAnswerTheHooksOfWhatIsNoGroup() {
        assertThatThrownBy(() -> PolicyView.of(draining("p", "cluster/demo", "cluster/demo"), HERE))
                .hasMessage("drain.groups must be asg/<name>, was \"cluster/demo\"");
    }

    @Test
    void asksCloudWatchForTheMetricUnderTheNameThatTheSelectorFinds() {
        var metric = cloudWatch("web_cpu", "p99", 10, Map.of("ServiceName", "web"), 180_000);

        var view = PolicyView.of(policy("p", List.of("ecs/demo/web"), metric), HERE);

        assertThat(view.cloudWatch())
                .containsExactly(new CloudWatchQuery(
                        Place.DEFAULT,
                        "web_cpu",
                        "AWS/ECS",
                        "CPUUtilization",
                        new TreeMap<>(Map.of("ServiceName", "web")),
                        "p99",
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(3)));
    }

    @Test
    void asksForEachTargetWhereTheSelectorSpeaksOfIt() {
        var metric = cloudWatch(
                "cpu", "Average", 60, Map.of("ClusterName", "<cluster>", "ServiceName", "<service>", "Zone", "a"), 0);

        var view = PolicyView.of(policy("p", List.of("ecs/demo/web", "ecs/demo/worker"), metric), HERE);

        assertThat(view.cloudWatch())
                .extracting(CloudWatchQuery::dimensions)
                .containsExactly(
                        new TreeMap<>(Map.of("ClusterName", "demo", "ServiceName", "web", "Zone", "a")),
                        new TreeMap<>(Map.of("ClusterName", "demo", "ServiceName", "worker", "Zone", "a")));
    }

    @Test
    void asksAUrlOnceForAllTargetsWhereTheSelectorDoesNotSpeakOfThem() {
        var metric = http("depth", "http://h/${TOKEN}", 5, Map.of("queue", "q"));

        var view = PolicyView.of(policy("p", List.of("ecs/demo/web", "ecs/demo/worker"), metric), HERE);

        assertThat(view.http())
                .containsExactly(new HttpQuery(
                        "depth",
                        new TreeMap<>(Map.of("queue", "q")),
                        HttpQuery.Call.get("http://h/${TOKEN}"),
                        "depth",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1)));
    }

    @Test
    void watchesItsServicesAndTheirBoundsWhereItWritesThem() {
        var policy = policy("p", List.of("ecs/demo/web"), pushed("requests"));

        assertThat(PolicyView.of(policy, HERE).watched().services()).containsExactly(new WatchedService(WEB, false));
        assertThat(PolicyView.of(viaScalableTarget(policy), HERE).watched().services())
                .containsExactly(new WatchedService(WEB, true));
    }

    @Test
    void watchesGroupsAndScalableTargets() {
        var table = "appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits";

        var view = PolicyView.of(policy("p", List.of("asg/web", table)), HERE);

        var orders = new Target.Scalable(Place.DEFAULT, "dynamodb", "table/orders", "dynamodb:table:ReadCapacityUnits");
        assertThat(view.watched())
                .isEqualTo(new Watched(
                        List.of(),
                        List.of(new Target.Group(Place.DEFAULT, "web")),
                        List.of(orders),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void watchesTheInstancesOfItsServicesClustersWhereARuleReadsThem() {
        var policy = readingInstances(policy("p", List.of("ecs/demo/web", "ecs/other/web", "ecs/demo/worker")));

        assertThat(PolicyView.of(policy, HERE).watched().clusters())
                .containsExactly(
                        WatchedCluster.instancesOf(DEMO),
                        WatchedCluster.instancesOf(new Target.Cluster(Place.DEFAULT, "other")));
        assertThat(PolicyView.of(policy, HERE).watched().services()).hasSize(3);
    }

    @Test
    void watchesAClusterWithTheGroupBehindIt() {
        var policy = ofCluster("p", "cluster/demo", "asg/web", new FitSizing(0, 0, 0, 1));

        var watched = PolicyView.of(policy, HERE).watched();

        assertThat(watched)
                .isEqualTo(new Watched(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new WatchedCluster(DEMO, Optional.of("web"), List.of())),
                        List.of(),
                        List.of()));
    }

    @Test
    void watchesTheServicesOfAFileInItsOrder() {
        var file = new EcsAutoscaleFile("document", List.of("ecs/demo/worker", "ecs/demo/api"));

        var watched = PolicyView.of(ofCluster("p", "cluster/demo", "asg/web", file), HERE)
                .watched();

        assertThat(watched.clusters())
                .containsExactly(new WatchedCluster(DEMO, Optional.of("web"), List.of("worker", "api")));
    }

    static Stream<Arguments> refusesAClusterThatCannotBeRead() {
        var fit = new FitSizing(0, 0, 0, 1);
        return Stream.of(
                argumentSet(
                        "no group",
                        ofCluster("p", "cluster/demo", "ecs/demo/web", fit),
                        "cluster.group must be asg/<name>, was \"ecs/demo/web\""),
                argumentSet(
                        "a group elsewhere",
                        ofCluster("p", "cluster/demo", "123456789012/eu-central-1/asg/web", fit),
                        "cluster.group must be in one of aws.accounts of the sources,"
                                + " was \"123456789012/eu-central-1/asg/web\""),
                argumentSet(
                        "no service",
                        ofCluster("p", "cluster/demo", "asg/web", new EcsAutoscaleFile("d", List.of("asg/web"))),
                        "cluster.services must be ecs/<cluster>/<service>, was \"asg/web\""));
    }

    @ParameterizedTest
    @MethodSource
    void refusesAClusterThatCannotBeRead(ScalingPolicy policy, String message) {
        assertThatThrownBy(() -> PolicyView.of(policy, HERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void watchesHookedGroupsAndTheInstancesOfTheirCluster() {
        var policy = ofDrain(
                "p",
                "cluster/demo",
                drain("asg/web", "asg/spot")
                        .setHook("drain")
                        .setLoadBalancers(List.of("front"))
                        .setTargetGroups(List.of("arn:tg"))
                        .build());

        var watched = PolicyView.of(policy, HERE).watched();

        var hooks = new WatchedHooks(
                DEMO, List.of("web", "spot"), Optional.of("drain"), List.of("front"), List.of("arn:tg"));
        assertThat(watched)
                .isEqualTo(new Watched(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(WatchedCluster.instancesOf(DEMO)),
                        List.of(hooks),
                        List.of()));
    }

    @Test
    void watchesNoClusterForAHookedGroupByItself() {
        var policy = ofDrain("p", "asg/web", drain("asg/web").build());

        var watched = PolicyView.of(policy, HERE).watched();

        var hooks = new WatchedHooks(
                new Target.Group(Place.DEFAULT, "web"), List.of("web"), Optional.empty(), List.of(), List.of());
        assertThat(watched)
                .isEqualTo(new Watched(List.of(), List.of(), List.of(), List.of(), List.of(hooks), List.of()));
        assertThat(watched.in(Place.DEFAULT)).isEqualTo(watched);
        assertThat(watched.in(SHOP)).isEqualTo(Watched.NONE);
    }

    static Stream<Arguments> refusesHookedGroupsThatCannotBeRead() {
        var shop = "111111111111/eu-central-1/asg/web";
        return Stream.of(
                argumentSet(
                        "two targets",
                        ScalingPolicy.newBuilder(
                                        ofDrain("p", "asg/web", drain("asg/web").build()))
                                .setTargets(List.of("asg/web", "asg/api"))
                                .build(),
                        "targets of a drain policy must be one, were [asg/web, asg/api]"),
                argumentSet(
                        "no group",
                        ofDrain("p", "asg/web", drain("cluster/demo").build()),
                        "drain.groups must be asg/<name>, was \"cluster/demo\""),
                argumentSet(
                        "a group elsewhere",
                        ofDrain("p", "cluster/demo", drain(shop).build()),
                        "drain.groups must be in the account and region of the target, cluster/demo, was \"" + shop
                                + "\""));
    }

    @ParameterizedTest
    @MethodSource
    void refusesHookedGroupsThatCannotBeRead(ScalingPolicy policy, String message) {
        assertThatThrownBy(() -> PolicyView.of(policy, EVERYWHERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void watchesTheLaunchTemplateOfAnImagePolicyAndNothingElse() {
        var policy = ofImage("p", "cluster/demo", image("launch-template/lt-1", "asg/web", "asg/spot"));

        var watched = PolicyView.of(policy, HERE).watched();

        var template = new WatchedTemplate(
                DEMO,
                new Target.LaunchTemplate(Place.DEFAULT, "lt-1"),
                List.of("web", "spot"),
                new WatchedTemplate.Selector(
                        List.of("self"),
                        Optional.of(new NamePattern("AwsBackup_*", false)),
                        new TreeMap<>(Map.of("team", "web*")),
                        Optional.of("arm64")),
                "$Default",
                true);
        assertThat(watched)
                .isEqualTo(new Watched(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(template)));
        assertThat(watched.in(Place.DEFAULT)).isEqualTo(watched);
        assertThat(watched.in(SHOP)).isEqualTo(Watched.NONE);
    }

    @Test
    void watchesEveryImageOfItsOwnersWhereThePolicySaysNoMore() {
        var settings = ImageSettings.newBuilder()
                .setLaunchTemplate("launch-template/lt-1")
                .setGroups(List.of())
                .setSelector(
                        ImageSelector.newBuilder().setOwners(List.of("amazon")).build())
                .build();

        var watched = PolicyView.of(ofImage("p", "launch-template/lt-1", settings), HERE)
                .watched();

        assertThat(watched.templates())
                .extracting(WatchedTemplate::images, WatchedTemplate::source, WatchedTemplate::numbers)
                .containsExactly(tuple(
                        new WatchedTemplate.Selector(
                                List.of("amazon"), Optional.empty(), new TreeMap<>(), Optional.empty()),
                        "$Latest",
                        false));
    }

    static Stream<Arguments> refusesALaunchTemplateThatCannotBeRead() {
        var shop = "111111111111/eu-central-1/";
        return Stream.of(
                argumentSet(
                        "two targets",
                        ScalingPolicy.newBuilder(ofImage("p", "asg/web", image("launch-template/lt-1", "asg/web")))
                                .setTargets(List.of("asg/web", "asg/api"))
                                .build(),
                        "targets of an image policy must be one, were [asg/web, asg/api]"),
                argumentSet(
                        "no launch template",
                        ofImage("p", "asg/web", image("asg/web", "asg/web")),
                        "image.launchTemplate must be launch-template/<id>, was \"asg/web\""),
                argumentSet(
                        "a launch template elsewhere",
                        ofImage("p", "asg/web", image(shop + "launch-template/lt-1", "asg/web")),
                        "image.launchTemplate must be in the account and region of the target, asg/web, was \"" + shop
                                + "launch-template/lt-1\""),
                argumentSet(
                        "no group",
                        ofImage("p", "asg/web", image("launch-template/lt-1", "cluster/demo")),
                        "image.groups must be asg/<name>, was \"cluster/demo\""),
                argumentSet(
                        "a group elsewhere",
                        ofImage("p", "cluster/demo", image("launch-template/lt-1", shop + "asg/web")),
                        "image.groups must be in the account and region of the target, cluster/demo, was \"" + shop
                                + "asg/web\""));
    }

    @ParameterizedTest
    @MethodSource
    void refusesALaunchTemplateThatCannotBeRead(ScalingPolicy policy, String message) {
        assertThatThrownBy(() -> PolicyView.of(policy, EVERYWHERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void wantsNothingWhenItIsDisabled() {
        var metric = cloudWatch("cpu", "Average", 60, Map.of(), 0);

        var view = PolicyView.of(disabled(policy("p", List.of("ecs/demo/web"), metric)), HERE);

        assertThat(view).isEqualTo(new PolicyView("p", false, List.of(), List.of(), Watched.NONE));
    }

    @Test
    void refusesATargetThatIsNotWellFormed() {
        var policy = policy("p", List.of("ecs/demo"));

        assertThatThrownBy(() -> PolicyView.of(policy, HERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"ecs/demo\"");
    }

    @Test
    void readsCloudWatchWhereItsTargetsAre() {
        var metric = cloudWatch("cpu", "Average", 60, Map.of(), 0);

        var view = PolicyView.of(policy("p", List.of("111111111111/eu-central-1/ecs/demo/web"), metric), EVERYWHERE);

        assertThat(view.cloudWatch()).extracting(CloudWatchQuery::place).containsExactly(SHOP);
        assertThat(view.watched().in(SHOP)).isEqualTo(view.watched());
        assertThat(view.watched().in(Place.DEFAULT)).isEqualTo(Watched.NONE);
    }

    @Test
    void refusesCloudWatchMetricsOfTargetsInTwoAccounts() {
        var metric = cloudWatch("cpu", "Average", 60, Map.of(), 0);
        var policy = policy("p", List.of("111111111111/eu-central-1/ecs/demo/web", "ecs/demo/web"), metric);

        assertThatThrownBy(() -> PolicyView.of(policy, EVERYWHERE))
                .hasMessage("targets of a policy with CloudWatch metrics must be in one account and region,"
                        + " was [111111111111/eu-central-1/ecs/demo/web, ecs/demo/web]");
    }

    @Test
    void refusesATargetInAnAccountThatTheSourcesDoNotRead() {
        var policy = policy("p", List.of("123456789012/eu-central-1/ecs/demo/web"));

        assertThatThrownBy(() -> PolicyView.of(policy, HERE))
                .hasMessage("targets must be in one of aws.accounts of the sources,"
                        + " was \"123456789012/eu-central-1/ecs/demo/web\"");
    }
}
