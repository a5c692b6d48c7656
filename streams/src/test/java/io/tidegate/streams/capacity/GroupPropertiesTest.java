package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every life of a group; a failure names the seed of the life that broke it. */
class GroupPropertiesTest {
    private static final Bounds POLICY = new Bounds(2, 9);
    private static final int NOTHING = -1;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverOrdersACapacityThatTheGroupWouldRefuse(long seed) {
        var random = random(seed);
        var scenario = Scenario.of(tracked(Actuation.DESIRED));
        var group = new Group(random.nextInt(4), 4 + random.nextInt(9), 4);
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(10) == 0) {
                group.ownedBy(random); // Its owner moves its bounds, and the capacity with them.
            }
            for (var order : orders(scenario, group, random)) {
                var capacity = (Order.Capacity) order;
                assertThat(capacity.desired()).isBetween(group.min, group.max);
                group.ordered = capacity.desired();
            }
            settle(scenario, group, random);
        }
        assertThat(scenario.commands()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void writesTheBoundsOfThePolicyWithACapacityInsideThem(long seed) {
        var random = random(seed);
        var scenario = Scenario.of(tracked(Actuation.BOUNDS));
        var group = new Group(0, 20, random.nextInt(21));
        for (int step = 0; step < 60; step++) {
            for (var order : orders(scenario, group, random)) {
                var limits = (Order.Limits) order;
                assertThat(limits.wanted()).isEqualTo(POLICY);
                assertThat(limits.desired().orElseThrow()).isBetween(POLICY.min(), POLICY.max());
                group.ordered = limits.desired().orElseThrow();
            }
            if (settle(scenario, group, random)) {
                group.min = POLICY.min();
                group.max = POLICY.max();
            }
        }
        assertThat(new Bounds(group.min, group.max)).isEqualTo(POLICY);
    }

    /** What is ordered in five seconds: a later order replaces an earlier one. */
    private static List<Order> orders(Scenario scenario, Group group, RandomGenerator random) {
        scenario.group(group.min, group.max, group.desired);
        if (random.nextInt(5) > 0) {
            scenario.complete("load", random.nextDouble() * 100);
        }
        int before = scenario.commands().size();
        scenario.ticking(5);
        return scenario.commands().stream()
                .skip(before)
                .map(Output.Commanded::order)
                .toList();
    }

    /** Ends what was ordered last, if anything was; whether it took effect. */
    private static boolean settle(Scenario scenario, Group group, RandomGenerator random) {
        boolean applied = group.ordered != NOTHING && random.nextInt(4) > 0;
        if (group.ordered != NOTHING) {
            scenario.settled(applied ? Result.APPLIED : Result.NOT_APPLIED);
        }
        group.desired = applied ? group.ordered : group.desired;
        group.ordered = NOTHING;
        return applied;
    }

    private static Policies tracked(Actuation via) {
        return policy().targets("asg/web")
                .via(via)
                .between(POLICY.min(), POLICY.max())
                .metric("load", false)
                .tracking("load", 50)
                .cooldown(20, 45);
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** A group as AWS has it. */
    private static final class Group {
        private int min;
        private int max;
        private int desired;
        private int ordered = NOTHING;

        Group(int min, int max, int desired) {
            this.min = min;
            this.max = max;
            this.desired = desired;
        }

        void ownedBy(RandomGenerator random) {
            min = random.nextInt(6);
            max = min + random.nextInt(10);
            desired = Math.clamp(desired, min, max);
        }
    }
}
