package io.tidegate.deploy.whatif.report;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.deploy.whatif.measure.Meter;
import io.tidegate.deploy.whatif.measure.OptimalCourse;
import io.tidegate.deploy.whatif.measure.Yardstick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** What-ifs as a simulation would give them: days with a tide of load, and policies that follow it sooner or later. */
final class SomeOutcomes {
    static final Instant START = Instant.parse("2026-05-04T00:00:00Z");
    static final String TARGET = "ecs/shop/checkout";

    private static final long MINUTE = 60_000;
    private static final Yardstick YARDSTICK = new Yardstick(60, 100, 0.05, 0.5, Duration.ofMinutes(2), 2, 40);

    private SomeOutcomes() {}

    static WhatIf whatIf(int days, int targets, String... policies) {
        return new WhatIf(
                START,
                START.plus(Duration.ofDays(days)),
                "USD",
                List.of(policies),
                IntStream.range(0, targets)
                        .mapToObj(i -> target(i == 0 ? TARGET : TARGET + i, days, 7 + i, List.of(policies)))
                        .toList(),
                honesty());
    }

    static Honesty honesty() {
        return new Honesty(
                OptionalDouble.of(0.034),
                "",
                0.012,
                Optional.of(START.minusSeconds(3600)),
                List.of("Placement failures and Spot interruptions are not modelled."),
                List.of(
                        "Start-up of 2 minutes, estimated from 418 commands.",
                        "A missing task costs 10 times its price."),
                42);
    }

    private static TargetOutcome target(String name, int days, long seed, List<String> policies) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] load = IntStream.range(0, days * 24 * 60)
                .mapToDouble(minute -> 600
                        + 500 * Math.sin(minute * 2 * Math.PI / 1440 - 2)
                        + 60 * random.nextGaussian()
                        + (minute % 4000 < 90 ? 700 : 0))
                .map(value -> Math.max(20, value))
                .toArray();
        var demand = new ArrayList<Demand>();
        for (int minute = 0; minute < load.length; minute++) {
            boolean isLost = minute % 3000 > 2950;
            demand.add(new Demand(at(minute), isLost ? Double.NaN : load[minute], isCensored(minute)));
        }
        var courses = new TreeMap<String, Course>();
        for (int i = 0; i < policies.size(); i++) {
            courses.put(policies.get(i), course(load, 2 + 6 * i, 1.1 - 0.06 * i));
        }
        return new TargetOutcome(
                name, Unit.TASK, "ECSServiceAverageCPUUtilization (% of a task's CPU)", demand, courses, optimum(load));
    }

    private static Instant at(int minute) {
        return START.plusMillis(minute * MINUTE);
    }

    private static boolean isCensored(int minute) {
        return minute % 4000 < 12;
    }

    private static Course course(double[] load, int delay, double slack) {
        var meter = new Meter(YARDSTICK, 4);
        var stands = new ArrayList<Stand>();
        var metric = new ArrayList<Reading>();
        var acts = new ArrayList<Act>();
        int desired = 4;
        int[] running = new int[load.length + 2];
        running[0] = running[1] = 4;
        for (int minute = 0; minute < load.length; minute++) {
            double seen = load[Math.max(0, minute - delay)];
            metric.add(new Reading(at(minute), Math.min(100, seen / running[minute])));
            int wanted = Math.clamp((int) Math.ceil(slack * seen / 60), 2, 40);
            if (minute % 5 == 0 && (wanted > desired || wanted < desired - 2)) {
                acts.add(new Act(
                        at(minute),
                        desired,
                        wanted,
                        "applied",
                        "cpu is %.1f, target 60".formatted(seen / running[minute])));
                meter.acts(desired, wanted);
                meter.calls(2, minute % 50 == 0 ? 1 : 0);
                desired = wanted;
            }
            running[minute + 2] = desired;
            stands.add(new Stand(at(minute), desired, running[minute]));
            meter.passes(
                    minute * MINUTE,
                    (minute + 1) * MINUTE,
                    load[minute],
                    isCensored(minute),
                    running[minute],
                    Math.max(desired, running[minute]));
        }
        return new Course(stands, metric, acts, meter.measures());
    }

    private static Optional<Course> optimum(double[] load) {
        var best = new OptimalCourse(YARDSTICK, 4);
        for (int minute = 0; minute < load.length; minute++) {
            best.passes(minute * MINUTE, (minute + 1) * MINUTE, load[minute], isCensored(minute));
        }
        var stands = best.steps().stream()
                .map(step -> new Stand(START.plusMillis(step.atMillis()), step.billed(), step.running()))
                .toList();
        return Optional.of(new Course(stands, List.of(), List.of(), best.measures()));
    }

    /** One target and policy with these words from outside, and nothing measured. */
    static WhatIf named(String policy, String target, String reason) {
        var act = new Act(START.plusSeconds(60), 1, 2, reason, reason);
        var course = new Course(List.of(new Stand(START, 1, 1)), List.of(), List.of(act), Measures.NONE);
        var honesty =
                new Honesty(OptionalDouble.empty(), reason, 0, Optional.empty(), List.of(reason), List.of(reason), 1);
        return new WhatIf(
                START,
                START.plusSeconds(3600),
                "USD",
                List.of(policy),
                List.of(new TargetOutcome(
                        target,
                        Unit.INSTANCE,
                        reason,
                        List.of(new Demand(START, 1, false)),
                        new TreeMap<>(Map.of(policy, course)),
                        Optional.empty())),
                honesty);
    }
}
