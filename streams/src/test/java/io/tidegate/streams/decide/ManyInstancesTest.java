package io.tidegate.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.ClusterTargetState;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.streams.decide.JournalPartition.Result.Emitted;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.NoticeKind;
import io.tidegate.streams.journal.Input.Noticed;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observation.Hook;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.PolicyChanged;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.journal.Input.Ticked;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.DrainPolicy.Balancers;
import io.tidegate.streams.policy.DrainPolicy.Escalation;
import io.tidegate.streams.policy.DrainPolicy.Ladder;
import io.tidegate.streams.policy.DrainPolicy.Rung;
import io.tidegate.streams.policy.Execution;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten thousand instances that drain at once, each under a hook of an hour, through an hour and a half. */
class ManyInstancesTest {
    private static final int INSTANCES = 10_000;
    private static final int HOUR = 3_600;
    // What executor.budget.lifecycleChange.perSecond is, unless configured.
    private static final int BUDGET = 10;
    private static final String DOMAIN = "cluster/demo";
    private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");

    private final TargetStates states = new TargetStates.InMemory();
    private final JournalPartition partition = new JournalPartition(states, Duration.ofDays(1));
    private final int[] heartbeats = new int[2 * HOUR];

    @Test
    void keepHooksWaitingWithinTheBudgetOfTheirCalls() throws IOException {
        apply(0, policy());
        apply(0, new Ticked(START));
        apply(0, hooks());
        IntStream.range(0, INSTANCES).forEach(i -> apply(0, notice(i)));

        for (int second = 1; second <= HOUR * 3 / 2; second++) {
            if (second % 60 == 1) {
                apply(second, cluster(second));
            }
            apply(second, new Ticked(at(second)));
        }

        int busiest = IntStream.range(60, heartbeats.length)
                .map(end -> IntStream.range(end - 60, end)
                        .map(second -> heartbeats[second])
                        .sum())
                .max()
                .orElseThrow();
        long bytes = 0;
        for (var state : states.all().values()) {
            bytes += ClusterTargetState.getEncoder()
                    .encode((ClusterTargetState) HeldSerdes.toAvro(state))
                    .remaining();
        }
        System.out.printf(
                "%d instances: %d bytes each, %d heartbeats in 90 min, %.1f/s in the busiest minute%n",
                INSTANCES, bytes / INSTANCES, IntStream.of(heartbeats).sum(), busiest / 60.0);
        assertThat(busiest).isLessThan(60 * BUDGET);
        assertThat(IntStream.of(heartbeats).sum()).isBetween(INSTANCES * 3, BUDGET * HOUR * 3 / 2);
        assertThat(bytes / INSTANCES).isLessThan(2_048);
    }

    private void apply(int second, Input input) {
        var commands = partition.apply(DOMAIN, input).stream()
                .filter(Emitted.class::isInstance)
                .map(result -> ((Emitted) result).output())
                .filter(Commanded.class::isInstance)
                .map(Commanded.class::cast)
                .toList();
        for (var command : commands) {
            heartbeats[second] += command.order() instanceof Order.Heartbeat ? 1 : 0;
            apply(second, new Settled(command.target(), command.id(), Result.APPLIED, at(second)));
        }
    }

    private static PolicyChanged policy() {
        var policy = new DrainPolicy(
                "leaving",
                1,
                true,
                new Target.Cluster(Place.DEFAULT, "demo"),
                List.of(new Target.Group(Place.DEFAULT, "web")),
                Optional.empty(),
                Balancers.NONE,
                new Ladder(List.of(new Rung(Duration.ofHours(24), Escalation.CONTINUE))),
                Duration.ofSeconds(90),
                Duration.ofMinutes(10),
                Execution.DEFAULT);
        return new PolicyChanged("leaving", List.of(DOMAIN), List.of(), Optional.of(policy));
    }

    private static Observed hooks() {
        var hook = new Hook("web", "drain", Duration.ofHours(1), Duration.ofHours(48));
        return new Observed(DOMAIN, START, new Observation.HookedGroups(List.of(hook), new TreeMap<>(), false));
    }

    private static Noticed notice(int number) {
        return new Noticed(
                "asg/web",
                NoticeKind.TERMINATING,
                id(number),
                Optional.of("drain"),
                Optional.of("00000000-0000-4000-8000-%012x".formatted(number)),
                START);
    }

    private static Observed cluster(int second) {
        var instances = IntStream.range(0, INSTANCES)
                .mapToObj(number -> new ObservedCluster.Instance(
                        id(number),
                        "arn:aws:ecs:us-east-1:000000000000:container-instance/demo/%032x".formatted(number),
                        "DRAINING",
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        2,
                        0,
                        new TreeMap<>(),
                        false,
                        true))
                .toList();
        return new Observed(
                DOMAIN,
                at(second),
                new Observation.Cluster(
                        new ObservedCluster("arn", instances, List.of(), Optional.empty(), Optional.empty())));
    }

    private static String id(int number) {
        return "i-0%016x".formatted(number * 0x9E37_79B9_7F4A_7C15L);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
