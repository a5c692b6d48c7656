package io.tidegate.connectors.inventory.hook;

import static io.tidegate.connectors.inventory.hook.HookShapes.LAUNCHING;
import static io.tidegate.connectors.inventory.hook.HookShapes.TERMINATING;
import static io.tidegate.connectors.inventory.hook.HookShapes.group;
import static io.tidegate.connectors.inventory.hook.HookShapes.hook;
import static io.tidegate.connectors.inventory.hook.HookShapes.instance;
import static io.tidegate.connectors.inventory.hook.HookShapes.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.BalancerRegistration;
import io.tidegate.schemas.HookedGroupsState;
import io.tidegate.schemas.LifecycleHookState;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

class HookReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Target.Cluster DEMO = new Target.Cluster(Place.DEFAULT, "demo");

    private final FakeHooks aws = new FakeHooks();
    private final SourceCounters counters = new SourceCounters();
    private final ManualClock clock = new ManualClock(NOW.toString());
    private final HookReader reader = new HookReader(aws, counters, clock);

    private static WatchedHooks watched(String... groups) {
        return new WatchedHooks(DEMO, List.of(groups), Optional.empty(), List.of(), List.of());
    }

    private HookedGroupsState read(WatchedHooks watched) {
        return (HookedGroupsState) reader.read(watched).getObserved();
    }

    @Test
    void tellsTheHooksOfAllGroupsUnderTheTargetOfThePolicy() {
        aws.group("web").group("spot");
        aws.hook(hook("web", "drain", TERMINATING))
                .hook(hook("web", "warm", LAUNCHING))
                .hook(hook("spot", "drain", TERMINATING));

        var observation = reader.read(watched("spot", "web"));

        assertThat(observation.getTarget()).isEqualTo("cluster/demo");
        assertThat(observation.getObservedAt()).isEqualTo(NOW);
        assertThat(observation.getObserved())
                .isEqualTo(new HookedGroupsState(
                        List.of(
                                new LifecycleHookState("spot", "drain", TERMINATING, 60, 6_000),
                                new LifecycleHookState("web", "drain", TERMINATING, 60, 6_000),
                                new LifecycleHookState("web", "warm", LAUNCHING, 60, 6_000)),
                        List.of(),
                        false));
    }

    @Test
    void tellsRegistrationsAtTheBalancersOfTheGroupsAndThoseOfThePolicy() {
        aws.group(group("web", "i-1")
                .targetGroupARNs("arn:web")
                .loadBalancerNames("front")
                .build());
        aws.targetGroup("arn:web", TargetTypeEnum.INSTANCE, target("i-1", 80, "draining"))
                .targetGroup("arn:tasks", TargetTypeEnum.INSTANCE, target("i-1", 32_768, "healthy"))
                .loadBalancer("front", instance("i-1", "InService", "N/A"))
                .loadBalancer("old", instance("i-1", "InService", "N/A"));

        var state = read(new WatchedHooks(
                DEMO, List.of("web"), Optional.empty(), List.of("front", "old"), List.of("arn:tasks")));

        assertThat(state.getRegistrations())
                .containsExactly(
                        new BalancerRegistration("i-1", "arn:tasks", 32_768, false),
                        new BalancerRegistration("i-1", "arn:web", 80, true),
                        new BalancerRegistration("i-1", "front", null, false),
                        new BalancerRegistration("i-1", "old", null, false));
        assertThat(aws.calls()).containsEntry("DescribeInstanceHealth", 2);
    }

    @Test
    void leavesTargetsByAddressToEcs() {
        aws.group(group("web", "i-1").targetGroupARNs("arn:ip").build())
                .targetGroup("arn:ip", TargetTypeEnum.IP, target("10.0.0.1", 80, "healthy"));

        var state = read(watched("web"));

        assertThat(state.getRegistrations()).isEmpty();
        assertThat(aws.calls()).doesNotContainKey("DescribeTargetHealth");
    }

    @Test
    void asksForHooksOnceAMinuteAndForTypesOnceAnHour() {
        aws.group(group("web", "i-1").targetGroupARNs("arn:web").build())
                .targetGroup("arn:web", TargetTypeEnum.INSTANCE);

        for (int second = 0; second <= 60; second += 10) {
            read(watched("web"));
            clock.advance(Duration.ofSeconds(10));
        }

        assertThat(aws.calls())
                .isEqualTo(Map.of(
                        "DescribeAutoScalingGroups", 7,
                        "DescribeLifecycleHooks", 2,
                        "DescribeTargetGroups", 1,
                        "DescribeTargetHealth", 7));
        assertThat(counters.reads()).isEqualTo(17);
    }

    @Test
    void asksNoBalancerWhereThereIsNoInstance() {
        aws.group(group("web").targetGroupARNs("arn:web").build());

        read(watched("web"));

        assertThat(aws.calls().keySet())
                .containsExactlyInAnyOrder("DescribeAutoScalingGroups", "DescribeLifecycleHooks");
    }

    @Test
    void tellsNoRegistrationsAtABalancerThatAwsDoesNotKnowAndCountsIt() {
        aws.group(group("web", "i-1")
                        .targetGroupARNs("arn:gone", "arn:going")
                        .loadBalancerNames("gone")
                        .build())
                .targetGroup("arn:going", TargetTypeEnum.INSTANCE);
        aws.forgetTargets("arn:going");

        var state = read(watched("web"));

        assertThat(state.getRegistrations()).isEmpty();
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(3);
    }

    @Test
    void tellsOfTheGroupsThatThereAreAndCountsTheOthers() {
        aws.group("web").hook(hook("web", "drain", TERMINATING));

        var state = read(watched("gone", "web"));

        assertThat(state.getHooks()).hasSize(1);
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(1);
        assertThat(aws.calls()).containsEntry("DescribeLifecycleHooks", 1);
    }

    @Test
    void asksForManyGroupsInBatchesAndPages() {
        var names = IntStream.range(0, 120).mapToObj(i -> "g" + i).toArray(String[]::new);
        for (var name : names) {
            aws.group(name).hook(hook(name, "drain", TERMINATING));
        }

        var state = read(watched(names));

        assertThat(state.getHooks()).hasSize(120);
        // Two batches of 50 in pages of 20, and one of 20.
        assertThat(aws.calls()).containsEntry("DescribeAutoScalingGroups", 7);
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isZero();
    }

    @Test
    void tellsNothingWhenAPartCannotBeRead() {
        aws.group(group("web", "i-1").targetGroupARNs("arn:web").build())
                .targetGroup("arn:web", TargetTypeEnum.INSTANCE)
                .failTargetsOf("arn:web");
        aws.group("api").failHooksOf("api");

        assertThatThrownBy(() -> read(watched("web"))).isInstanceOf(ElasticLoadBalancingV2Exception.class);
        assertThatThrownBy(() -> read(watched("api"))).isInstanceOf(AutoScalingException.class);
    }
}
