package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;

import io.tidegate.streams.Policies;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.policy.Adjustment;
import io.tidegate.streams.policy.Behaviour;
import io.tidegate.streams.policy.Behaviour.Combine;
import io.tidegate.streams.policy.Behaviour.Confirm;
import io.tidegate.streams.policy.Behaviour.Deployments;
import io.tidegate.streams.policy.Behaviour.Limit;
import io.tidegate.streams.policy.Behaviour.MaxChange;
import io.tidegate.streams.policy.Behaviour.Pace;
import io.tidegate.streams.policy.Behaviour.Quorum;
import io.tidegate.streams.policy.Behaviour.Select;
import io.tidegate.streams.policy.Behaviour.Stabilization;
import io.tidegate.streams.policy.Behaviour.Unit;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.Rule.Base;
import io.tidegate.streams.policy.Rule.Measure;
import io.tidegate.streams.policy.Rule.Saturation;
import io.tidegate.streams.policy.Rule.Tolerance;
import io.tidegate.streams.policy.StepScaling;
import io.tidegate.streams.policy.StepScaling.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Policies over one load under which more of it should never mean less capacity: any rules that scale out, and what scales
 * in is either rules that know how much is needed, or one threshold. (Two thresholds that scale in are not monotone in AWS
 * either: the smaller step may be the one that falls silent first.)
 */
final class MonotonePolicies {
    private static final Expression LOAD = Policies.parsed("load");

    private final RandomGenerator random;
    private final Duration lateness;
    private final boolean early;
    private final int min;
    private final int max;
    private final int inCooldown;

    MonotonePolicies(RandomGenerator random) {
        this(random, Duration.ofSeconds(5), false);
    }

    /** Policies that read their load so late, or early as well. */
    MonotonePolicies(RandomGenerator random, Duration lateness, boolean early) {
        this.random = random;
        this.lateness = lateness;
        this.early = early;
        this.min = random.nextInt(4);
        this.max = min + random.nextInt(12);
        this.inCooldown = random.nextInt(60);
    }

    int min() {
        return min;
    }

    int max() {
        return max;
    }

    int inCooldown() {
        return inCooldown;
    }

    Policies next() {
        var behaviour = behaviour(
                new Behaviour.Cooldown(Duration.ofSeconds(random.nextInt(40)), Duration.ofSeconds(inCooldown)));
        var policy = policy().metric("load", Map.of(), lateness, early)
                .between(min, max)
                .behaving(_ -> behaviour);
        boolean absolute = random.nextBoolean();
        for (int i = 0; i <= random.nextInt(3); i++) {
            policy.rule(absolute ? absolute("absolute" + i) : adding("adding" + i));
        }
        if (random.nextBoolean()) {
            policy.rule(absolute ? adding("more") : taking());
        }
        return policy;
    }

    private Rule absolute(String name) {
        boolean outOnly = random.nextInt(4) == 0;
        if (random.nextInt(3) == 0) {
            return new Rule.Formula(name, Policies.parsed("load / " + (1 + random.nextInt(30))), outOnly);
        }
        double target = 20 + random.nextInt(60);
        var measure = one(Measure.values());
        boolean saturates = measure != Measure.TOTAL && random.nextBoolean();
        return new Rule.TargetTracking(
                name,
                LOAD,
                target,
                measure,
                new Tolerance(random.nextDouble() / 2, random.nextDouble() / 2),
                saturates ? Optional.of(new Saturation(100, 1 + random.nextDouble())) : Optional.empty(),
                outOnly);
    }

    private Rule adding(String name) {
        return switch (random.nextInt(3)) {
            case 0 -> new Rule.Activation(name, LOAD, random.nextInt(20));
            case 1 ->
                new Rule.Threshold(
                        name,
                        LOAD,
                        OptionalDouble.of(40 + random.nextInt(60)),
                        OptionalDouble.empty(),
                        change(1),
                        one(Base.values()));
            default -> stepping(name);
        };
    }

    private Rule stepping(String name) {
        int least = 1 + random.nextInt(3);
        var steps = List.of(
                new Step(OptionalDouble.of(0), OptionalDouble.of(20), new Adjustment.Count(least)),
                new Step(
                        OptionalDouble.of(20),
                        OptionalDouble.empty(),
                        new Adjustment.Count(least + random.nextInt(4))));
        Optional<Duration> warmup =
                random.nextBoolean() ? Optional.of(Duration.ofSeconds(1 + random.nextInt(60))) : Optional.empty();
        return new StepScaling(name, LOAD, 50, steps, Base.DESIRED, warmup);
    }

    private Rule taking() {
        return new Rule.Threshold(
                "taking",
                LOAD,
                OptionalDouble.empty(),
                OptionalDouble.of(random.nextInt(40)),
                change(-1),
                Base.DESIRED);
    }

    private Adjustment change(int direction) {
        return random.nextBoolean()
                ? new Adjustment.Count(direction * (1 + random.nextInt(4)))
                : new Adjustment.Percent(direction * (1 + random.nextInt(100)), 1 + random.nextInt(3));
    }

    private Behaviour behaviour(Behaviour.Cooldown cooldown) {
        return new Behaviour(
                cooldown,
                Combine.LARGEST,
                new Stabilization(seconds(), seconds()),
                new Confirm(quorum(), quorum()),
                new MaxChange(limit(), limit()),
                Deployments.HOLD_SCALE_IN);
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private Duration seconds() {
        return random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(random.nextInt(90));
    }

    private Optional<Quorum> quorum() {
        int of = 1 + random.nextInt(4);
        return random.nextInt(3) == 0
                ? Optional.of(new Quorum(1 + random.nextInt(of), of, Duration.ofSeconds(5L + random.nextInt(20))))
                : Optional.empty();
    }

    private Limit limit() {
        if (random.nextBoolean()) {
            return new Limit(List.of(), Select.MAX);
        }
        var period = Duration.ofSeconds(5L + random.nextInt(60));
        var paces = List.of(
                new Pace(Unit.COUNT, 1 + random.nextInt(4), period),
                new Pace(Unit.PERCENT, 1 + random.nextInt(100), period));
        return new Limit(paces, random.nextBoolean() ? Select.MAX : Select.MIN);
    }
}
