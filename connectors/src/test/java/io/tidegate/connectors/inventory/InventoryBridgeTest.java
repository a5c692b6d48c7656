package io.tidegate.connectors.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.connectors.bridge.AvroBytes;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.inventory.cluster.Shapes;
import io.tidegate.connectors.inventory.cluster.WatchedCluster;
import io.tidegate.connectors.inventory.hook.WatchedHooks;
import io.tidegate.connectors.inventory.image.WatchedTemplate;
import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.AwsScalingPolicy;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.HookedGroupsState;
import io.tidegate.schemas.LaunchTemplateState;
import io.tidegate.schemas.ScalableTargetState;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Service;

@Timeout(30)
class InventoryBridgeTest {
    private final ManualClock clock = new ManualClock("2026-01-01T00:00:00Z");
    private final FakeInventory aws = new FakeInventory();
    private final SourceCounters counters = new SourceCounters();
    private final MockProducer<String, CapacityObservation> producer =
            new MockProducer<>(true, null, new StringSerializer(), new AvroBytes<>());
    private Watched watched = services(service("a", false));
    private final InventoryBridge bridge = new InventoryBridge(
            new InventoryConfig(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1)),
            () -> watched,
            new InventoryBridge.Access(aws, new Emitter<>(producer, "observations", counters), counters, clock));

    @AfterEach
    void close() {
        bridge.close();
    }

    private static WatchedService service(String cluster, boolean bounds) {
        return new WatchedService(new Target.EcsService(Place.DEFAULT, cluster, "web"), bounds);
    }

    private static Watched services(WatchedService... services) {
        return new Watched(List.of(services), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private void addService(String cluster) {
        aws.addService(
                cluster,
                Service.builder()
                        .serviceName("web")
                        .status("ACTIVE")
                        .desiredCount(2)
                        .runningCount(2)
                        .pendingCount(0)
                        .build());
    }

    private void pass() {
        bridge.run();
        clock.advance(Duration.ofSeconds(5));
    }

    private List<String> sentKeys(int count) {
        await().until(() -> producer.history().size() >= count);
        return producer.history().stream().map(ProducerRecord::key).toList();
    }

    @Test
    void sendsAnObservationOfEachTargetInEveryInterval() {
        addService("a");

        pass();
        sentKeys(1);
        pass();

        assertThat(sentKeys(2)).containsExactly("ecs/a/web", "ecs/a/web");
    }

    @Test
    void asksOnceAnInterval() {
        addService("a");

        bridge.run();
        sentKeys(1);
        bridge.run();

        assertThat(aws.calls("a")).isEqualTo(1);
    }

    @Test
    void observesTheBoundsOfAScalableTargetAsWell() {
        addService("a");
        aws.addBounds("service/a/web", 1, 7);
        watched = services(service("a", true));

        pass();

        assertThat(sentKeys(2)).containsOnly("ecs/a/web");
        assertThat(producer.history())
                .extracting(record -> record.value().getObserved())
                .containsExactlyInAnyOrder(
                        new EcsServiceState("ACTIVE", 2, 2, 0, false), new ScalableTargetState(1, 7));
    }

    @Test
    void observesGroupsAndTheTargetsOfEachNamespace() {
        aws.addGroup("web", 1, 9, 2);
        aws.addBounds("dynamodb", "table/orders", "dynamodb:table:ReadCapacityUnits", 5, 40);
        watched = new Watched(
                List.of(),
                List.of(new Target.Group(Place.DEFAULT, "web")),
                List.of(
                        scalable("dynamodb", "table/orders", "dynamodb:table:ReadCapacityUnits"),
                        scalable("kafka", "cluster/log", "kafka:broker-storage:VolumeSize")),
                List.of(),
                List.of(),
                List.of());

        pass();

        assertThat(sentKeys(3)).hasSize(3);
        assertThat(producer.history())
                .extracting(record -> record.value().getObserved())
                .containsExactlyInAnyOrder(
                        new AutoScalingGroupState(1, 9, 2, 2, 0, 0, null, false),
                        new ScalableTargetState(5, 40),
                        new TargetNotFound("not registered with Application Auto Scaling"));
    }

    @Test
    void tellsWhoElseScalesAsSoonAsThatIsKnownAndAsksSeldom() {
        addService("a");
        aws.scalers().policy("ecs", "service/a/web", "ecs:service:DesiredCount", "cpu-60", "TargetTrackingScaling");

        pass();
        await().until(() -> aws.scalers().calls() >= 2);
        for (int interval = 0; interval < 10; interval++) {
            pass();
            sentKeys(interval + 2);
        }

        assertThat(producer.history().getLast().value().getScalingPolicies())
                .containsExactly(new AwsScalingPolicy("cpu-60", "TargetTrackingScaling"));
        // One round each of policies and of actions, and one question about the first look.
        assertThat(aws.scalers().calls()).isEqualTo(3);
    }

    @Test
    void observesTheTargetsOfOneWhoMayNotAskWhoElseScales() {
        addService("a");
        aws.scalers().refuse();

        pass();
        sentKeys(1);
        pass();

        assertThat(sentKeys(2)).containsExactly("ecs/a/web", "ecs/a/web");
        assertThat(producer.history().getLast().value().getScalingPolicies()).isNull();
        assertThat(producer.history().getLast().value().getChange()).isNull();
    }

    @Test
    void tellsOnceWhatAwsKnowsOfAChange() {
        addService("a");
        pass();
        sentKeys(1);
        pass();
        sentKeys(2);
        aws.scalers().activity("a-1", clock.instant(), "Setting desired count to 2.", "cpu is high");
        aws.addService(
                "a",
                Service.builder()
                        .serviceName("web")
                        .status("ACTIVE")
                        .desiredCount(5)
                        .runningCount(2)
                        .pendingCount(0)
                        .build());

        pass();
        sentKeys(3);
        pass();
        sentKeys(4);

        var changes = producer.history().stream()
                .map(sent -> sent.value().getChange())
                .toList();
        assertThat(changes.get(2).getId()).isEqualTo("a-1");
        assertThat(changes.get(2).getCause()).isEqualTo("Setting desired count to 2. cpu is high (Successful)");
        assertThat(changes.get(3)).isNull();
    }

    private static Watched clusters() {
        var demo = new Target.Cluster(Place.DEFAULT, "demo");
        return new Watched(
                List.of(service("a", false)),
                List.of(),
                List.of(),
                List.of(new WatchedCluster(demo, Optional.of("web"), List.of())),
                List.of(),
                List.of());
    }

    private void addCluster() {
        aws.clusters()
                .instance(Shapes.instance(1, "ACTIVE"))
                .group(Shapes.group(1, "InService").build());
    }

    @Test
    void observesClustersAtAnIntervalOfTheirOwn() {
        addService("a");
        addCluster();
        watched = clusters();

        for (int interval = 1; interval <= 4; interval++) {
            int sent = interval + (interval + 1) / 2;
            pass();
            sentKeys(sent);
        }

        assertThat(sentKeys(6)).filteredOn("cluster/demo"::equals).hasSize(2);
        assertThat(sentKeys(6)).filteredOn("ecs/a/web"::equals).hasSize(4);
        assertThat(producer.history().getFirst().topic()).isEqualTo("observations");
    }

    @Test
    void tellsNothingOfAClusterOfWhichAPartFailsAndGoesOnWithTheRest() {
        addService("a");
        addCluster();
        aws.clusters().fail("ListTasks", EcsException.builder().statusCode(503).build());
        watched = clusters();

        pass();
        sentKeys(1);
        await().until(() -> counters.errors(ErrorKind.AWS) == 1);
        pass();
        sentKeys(2);
        pass();

        assertThat(sentKeys(3)).containsOnly("ecs/a/web");
    }

    @Test
    void observesClustersOnceAsWell() {
        addService("a");
        addCluster();
        var seen = InventoryBridge.observeOnce(aws, clusters(), clock);
        aws.clusters().fail("ListTasks", EcsException.builder().statusCode(503).build());
        var unseen = InventoryBridge.observeOnce(aws, clusters(), clock);

        assertThat(seen.failures()).isEmpty();
        assertThat(seen.observations())
                .extracting(CapacityObservation::getTarget)
                .containsExactly("ecs/a/web", "cluster/demo");
        assertThat(unseen.observations())
                .extracting(CapacityObservation::getTarget)
                .containsExactly("ecs/a/web");
        assertThat(unseen.failures()).containsExactly("instances/demo: HTTP 503");
    }

    private static Watched hooks(String... groups) {
        return new Watched(
                List.of(service("a", false)),
                List.of(),
                List.of(),
                List.of(),
                Arrays.stream(groups)
                        .map(name -> new WatchedHooks(
                                new Target.Group(Place.DEFAULT, name),
                                List.of(name),
                                Optional.empty(),
                                List.of(),
                                List.of()))
                        .toList(),
                List.of());
    }

    @Test
    void observesHookedGroupsAtTheIntervalOfClusters() {
        addService("a");
        aws.hooks().group("web");
        watched = hooks("web");

        for (int interval = 1; interval <= 4; interval++) {
            int sent = interval + (interval + 1) / 2;
            pass();
            sentKeys(sent);
        }

        assertThat(sentKeys(6)).filteredOn("asg/web"::equals).hasSize(2);
        assertThat(producer.history())
                .filteredOn(sent -> sent.key().equals("asg/web"))
                .extracting(sent -> sent.value().getObserved())
                .hasOnlyElementsOfType(HookedGroupsState.class);
    }

    @Test
    void tellsNothingOfHookedGroupsThatCannotBeReadAndGoesOnWithThoseOfOtherPolicies() {
        addService("a");
        aws.hooks().group("web").group("api").failHooksOf("web");
        watched = hooks("web", "api");

        pass();
        sentKeys(2);
        await().until(() -> counters.errors(ErrorKind.AWS) == 1);

        assertThat(sentKeys(2)).containsExactlyInAnyOrder("ecs/a/web", "asg/api");
    }

    @Test
    void observesHookedGroupsOnceAsWell() {
        addService("a");
        aws.hooks().group("web").group("api").failHooksOf("api");

        var seen = InventoryBridge.observeOnce(aws, hooks("web", "api"), clock);

        assertThat(seen.observations())
                .extracting(CapacityObservation::getTarget)
                .containsExactly("ecs/a/web", "asg/web");
        assertThat(seen.failures()).containsExactly("hooks/asg/api: HTTP 503");
    }

    private static Watched templates(String... ids) {
        return new Watched(
                List.of(service("a", false)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Arrays.stream(ids)
                        .map(id -> new Target.LaunchTemplate(Place.DEFAULT, id))
                        .map(template -> new WatchedTemplate(
                                template,
                                template,
                                List.of(),
                                new WatchedTemplate.Selector(
                                        List.of("self"), Optional.empty(), new TreeMap<>(), Optional.empty()),
                                "$Latest",
                                false))
                        .toList());
    }

    @Test
    void observesLaunchTemplatesAtAnIntervalOfTheirOwn() {
        addService("a");
        aws.templates().version("lt-1", 1, "ami-1");
        watched = templates("lt-1");

        for (int interval = 1; interval <= 4; interval++) {
            int sent = interval + (interval + 2) / 3;
            pass();
            sentKeys(sent);
        }

        assertThat(sentKeys(6)).filteredOn("launch-template/lt-1"::equals).hasSize(2);
        assertThat(producer.history())
                .filteredOn(sent -> sent.key().equals("launch-template/lt-1"))
                .extracting(sent -> sent.value().getObserved())
                .hasOnlyElementsOfType(LaunchTemplateState.class);
    }

    @Test
    void tellsNothingOfALaunchTemplateThatCannotBeReadAndGoesOnWithTheRest() {
        addService("a");
        aws.templates().version("lt-1", 1, "ami-1").fail("DescribeImages");
        watched = templates("lt-1");

        pass();
        await().until(() -> counters.errors(ErrorKind.AWS) == 1);

        assertThat(sentKeys(1)).containsExactly("ecs/a/web");
    }

    @Test
    void observesLaunchTemplatesOnceAsWell() {
        addService("a");
        aws.templates().version("lt-1", 1, "ami-1");
        var seen = InventoryBridge.observeOnce(aws, templates("lt-1", "lt-2"), clock);
        aws.templates().fail("DescribeLaunchTemplates");
        var unseen = InventoryBridge.observeOnce(aws, templates("lt-1"), clock);

        assertThat(seen.failures()).isEmpty();
        assertThat(seen.observations())
                .extracting(CapacityObservation::getTarget)
                .containsExactly("ecs/a/web", "launch-template/lt-1", "launch-template/lt-2");
        assertThat(unseen.failures()).containsExactly("images/launch-template/lt-1: Unavailable");
    }

    private static Target.Scalable scalable(String namespace, String resource, String dimension) {
        return new Target.Scalable(Place.DEFAULT, namespace, resource, dimension);
    }

    @Test
    void observesOneClusterWhileAnotherHangs() {
        addService("a");
        aws.hang("b");
        watched = services(service("b", false), service("a", false));

        pass();
        sentKeys(1);
        pass();

        assertThat(sentKeys(2)).containsExactly("ecs/a/web", "ecs/a/web");
        assertThat(aws.calls("b")).isEqualTo(1);
    }

    @Test
    void keepsAwayFromAClusterThatFailsForAGrowingTime() {
        aws.fail("a");

        for (int interval = 0; interval < 24; interval++) {
            int before = aws.calls("a");
            pass();
            await().until(() -> aws.calls("a") == counters.errors(ErrorKind.AWS) && aws.calls("a") >= before);
        }

        // Two minutes: pauses of about 5, 10, 20, 40 and 60 s instead of 24 calls.
        assertThat(aws.calls("a")).isBetween(3, 10);
    }

    @Test
    void observesAClusterAgainThatRecovered() {
        addService("a");
        aws.fail("a");
        pass();
        await().until(() -> counters.errors(ErrorKind.AWS) == 1);
        aws.recover("a");

        await().until(() -> {
            pass();
            return !producer.history().isEmpty();
        });

        assertThat(sentKeys(1)).contains("ecs/a/web");
    }
}
