package io.tidegate.connectors.inventory.hook;

import static io.tidegate.connectors.inventory.hook.HookShapes.LAUNCHING;
import static io.tidegate.connectors.inventory.hook.HookShapes.TERMINATING;
import static io.tidegate.connectors.inventory.hook.HookShapes.group;
import static io.tidegate.connectors.inventory.hook.HookShapes.hook;
import static io.tidegate.connectors.inventory.hook.HookShapes.instance;
import static io.tidegate.connectors.inventory.hook.HookShapes.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.schemas.BalancerRegistration;
import io.tidegate.schemas.LifecycleHookState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

class HookMapperTest {
    private static final LifecycleHook DRAIN = hook("web", "drain", TERMINATING);
    private static final LifecycleHook WARM = hook("web", "warm", LAUNCHING);
    private static final LifecycleHook MANAGED = hook("web", "ecs-managed-draining-termination-hook", TERMINATING);

    private static HookAnswers hooks(LifecycleHook... hooks) {
        return new HookAnswers(List.of(), List.of(hooks), Map.of(), Map.of());
    }

    static Stream<Arguments> tellsHooks() {
        var drain = new LifecycleHookState("web", "drain", TERMINATING, 60, 6_000);
        var warm = new LifecycleHookState("web", "warm", LAUNCHING, 60, 6_000);
        var managed = new LifecycleHookState("web", "ecs-managed-draining-termination-hook", TERMINATING, 60, 6_000);
        return Stream.of(
                argumentSet("none", hooks(), null, List.of(), false),
                argumentSet("both transitions", hooks(DRAIN, WARM), null, List.of(drain, warm), false),
                argumentSet("the only one that is answered", hooks(DRAIN, WARM), "warm", List.of(warm), false),
                argumentSet("one that is not there", hooks(DRAIN), "other", List.of(), false),
                argumentSet("that of ECS", hooks(DRAIN, MANAGED), null, List.of(drain, managed), true),
                argumentSet("that of ECS beside the one", hooks(DRAIN, MANAGED), "drain", List.of(drain), true));
    }

    @ParameterizedTest
    @MethodSource
    void tellsHooks(
            HookAnswers answers, @Nullable String only, List<LifecycleHookState> expected, boolean managedDraining) {
        var state = HookMapper.state(answers, Optional.ofNullable(only));

        assertThat(state.getHooks()).isEqualTo(expected);
        assertThat(state.getManagedDraining()).isEqualTo(managedDraining);
    }

    @Test
    void takesTheTimesOfAHookThatTellsNone() {
        var silent =
                DRAIN.toBuilder().heartbeatTimeout(null).globalTimeout(null).build();
        var short60 = DRAIN.toBuilder().globalTimeout(null).build();

        var state = HookMapper.state(hooks(silent, short60), Optional.empty());

        assertThat(state.getHooks())
                .containsExactly(
                        new LifecycleHookState("web", "drain", TERMINATING, 3_600, 172_800),
                        new LifecycleHookState("web", "drain", TERMINATING, 60, 6_000));
    }

    private static @Nullable BalancerRegistration inTargetGroup(@Nullable Boolean leaving) {
        return leaving == null ? null : new BalancerRegistration("i-1", "arn:tg", 80, leaving);
    }

    static Stream<Arguments> tellsTargets() {
        return Stream.of(
                argumentSet("initial", target("i-1", 80, "initial"), false),
                argumentSet("healthy", target("i-1", 80, "healthy"), false),
                argumentSet("unhealthy", target("i-1", 80, "unhealthy"), false),
                argumentSet("a state of another day", target("i-1", 80, "unhealthy.draining"), false),
                argumentSet("draining", target("i-1", 80, "draining"), true),
                argumentSet("unused", target("i-1", 80, "unused"), null),
                argumentSet("of another group", target("i-9", 80, "healthy"), null));
    }

    @ParameterizedTest
    @MethodSource
    void tellsTargets(TargetHealthDescription target, @Nullable Boolean leaving) {
        var answers = new HookAnswers(
                List.of(group("web", "i-1").build()), List.of(), Map.of("arn:tg", List.of(target)), Map.of());

        var state = HookMapper.state(answers, Optional.empty());

        assertThat(state.getRegistrations())
                .isEqualTo(Stream.ofNullable(inTargetGroup(leaving)).toList());
    }

    static Stream<Arguments> tellsInstancesOfAClassicLoadBalancer() {
        return Stream.of(
                argumentSet("in service", instance("i-1", "InService", "N/A"), false),
                argumentSet(
                        "failing",
                        instance("i-1", "OutOfService", "Instance has failed at least the Unhealthy"),
                        false),
                argumentSet(
                        "leaving",
                        instance("i-1", "InService", "Instance deregistration currently in progress."),
                        true),
                argumentSet(
                        "out of service and leaving",
                        instance("i-1", "OutOfService", "Instance deregistration currently in progress."),
                        true),
                argumentSet(
                        "left",
                        instance("i-1", "OutOfService", "Instance is not currently registered with the LoadBalancer."),
                        null),
                argumentSet("of another group", instance("i-9", "InService", "N/A"), null));
    }

    @ParameterizedTest
    @MethodSource
    void tellsInstancesOfAClassicLoadBalancer(InstanceState instance, @Nullable Boolean leaving) {
        var answers = new HookAnswers(
                List.of(group("web", "i-1").build()), List.of(), Map.of(), Map.of("front", List.of(instance)));

        var state = HookMapper.state(answers, Optional.empty());

        assertThat(state.getRegistrations())
                .isEqualTo(Stream.ofNullable(leaving)
                        .map(told -> new BalancerRegistration("i-1", "front", null, told))
                        .toList());
    }

    @Test
    void sortsRegistrationsWhateverTheOrderOfTheAnswers() {
        var answers = new HookAnswers(
                List.of(group("web", "i-2").build(), group("api", "i-1").build()),
                List.of(),
                Map.of(
                        "arn:tg",
                        List.of(
                                target("i-2", 32_769, "healthy"),
                                target("i-2", 32_768, "draining"),
                                target("i-1", 80, "healthy"))),
                Map.of("front", List.of(instance("i-2", "InService", "N/A"))));

        var state = HookMapper.state(answers, Optional.empty());

        assertThat(state.getRegistrations())
                .containsExactly(
                        new BalancerRegistration("i-1", "arn:tg", 80, false),
                        new BalancerRegistration("i-2", "arn:tg", 32_768, true),
                        new BalancerRegistration("i-2", "arn:tg", 32_769, false),
                        new BalancerRegistration("i-2", "front", null, false));
    }
}
