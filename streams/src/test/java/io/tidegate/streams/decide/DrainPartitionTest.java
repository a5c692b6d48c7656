package io.tidegate.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.tidegate.streams.journal.Input.Observation.Registration;
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
import io.tidegate.streams.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A drain policy in a journal partition, whose states are written and read again after every entry. */
class DrainPartitionTest {
    private static final String DOMAIN = "cluster/demo";
    private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");

    private TargetStates.InMemory states = new TargetStates.InMemory();
    private final List<Commanded> commands = new ArrayList<>();

    @Test
    void answersANoticeThroughThePolicyOfItsDomain() {
        apply(policy(true), new Ticked(START), hooks(0), notice("i-1", 1), new Ticked(START.plusSeconds(2)));
        apply(cluster(3, "i-1", "i-2"), new Ticked(START.plusSeconds(4)));

        assertThat(commands).extracting(Commanded::order).containsExactly(new Order.Drain("demo", "i-1", "arn/i-1"));
        assertThat(commands.getFirst().target()).isEqualTo("instance/i-1");
        assertThat(commands.getFirst().domain()).isEqualTo(DOMAIN);
    }

    @Test
    void leavesNoticesAloneThatNoPolicyAnswers() {
        apply(new Ticked(START), notice("i-1", 1), cluster(3, "i-1"), new Ticked(START.plusSeconds(4)));

        assertThat(commands).isEmpty();
        assertThat(states.all()).isEmpty();
    }

    @Test
    void answersUntilTheHookIsToldToGoOn() {
        apply(policy(true), new Ticked(START), hooks(0), notice("i-1", 1), cluster(2), hooks(2));
        apply(new Ticked(START.plusSeconds(3)));
        assertThat(commands).extracting(Commanded::order).hasOnlyElementsOfType(Order.Complete.class);

        apply(new Settled("instance/i-1", commands.getFirst().id(), Result.APPLIED, START.plusSeconds(4)));
        apply(new Ticked(START.plusSeconds(5)), new Ticked(START.plusSeconds(60)));

        assertThat(commands).hasSize(1);
    }

    @Test
    void letsInstancesGoWithTheirPolicy() {
        apply(policy(true), new Ticked(START), notice("i-1", 1), new Ticked(START.plusSeconds(2)));
        assertThat(states.all()).containsOnlyKeys("cluster/demo#drain", "instance/i-1");

        apply(policy(false));

        assertThat(states.all()).isEmpty();
    }

    private void apply(Input... inputs) {
        for (var input : inputs) {
            new JournalPartition(states, Duration.ofDays(1))
                    .apply(DOMAIN, input).stream()
                            .filter(Emitted.class::isInstance)
                            .map(result -> ((Emitted) result).output())
                            .filter(Commanded.class::isInstance)
                            .forEach(output -> commands.add((Commanded) output));
            writeAndRead();
        }
    }

    private void writeAndRead() {
        var read = new TargetStates.InMemory();
        read.clock(states.clock());
        states.all().values().forEach(state -> {
            var again = HeldSerdes.fromAvro(HeldSerdes.toAvro(state));
            assertThat(again).isEqualTo(state);
            read.put(again);
        });
        states = read;
    }

    private static PolicyChanged policy(boolean inForce) {
        var target = new Target.Cluster(Place.DEFAULT, "demo");
        Policy policy = new DrainPolicy(
                "leaving",
                1,
                true,
                target,
                List.of(new Target.Group(Place.DEFAULT, "web")),
                Optional.empty(),
                Balancers.NONE,
                new Ladder(List.of(new Rung(Duration.ofMinutes(15), Escalation.CONTINUE))),
                Duration.ofSeconds(90),
                Duration.ofMinutes(10),
                Execution.DEFAULT);
        return inForce
                ? new PolicyChanged("leaving", List.of(DOMAIN), List.of(), Optional.of(policy))
                : new PolicyChanged("leaving", List.of(), List.of(DOMAIN), Optional.empty());
    }

    private static Noticed notice(String instance, int second) {
        return new Noticed(
                "asg/web",
                NoticeKind.TERMINATING,
                instance,
                Optional.of("drain"),
                Optional.of("token"),
                START.plusSeconds(second));
    }

    private static Observed hooks(int second) {
        var registrations = new TreeMap<String, List<Registration>>();
        registrations.put("i-9", List.of(new Registration("classic", OptionalInt.empty(), false)));
        return new Observed(
                DOMAIN,
                START.plusSeconds(second),
                new Observation.HookedGroups(
                        List.of(new Hook("web", "drain", Duration.ofMinutes(10), Duration.ofHours(16))),
                        registrations,
                        false));
    }

    private static Observed cluster(int second, String... instances) {
        var registered = List.of(instances).stream()
                .map(id -> new ObservedCluster.Instance(
                        id,
                        "arn/" + id,
                        "ACTIVE",
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        0,
                        new TreeMap<>(),
                        false,
                        false))
                .toList();
        return new Observed(
                DOMAIN,
                START.plusSeconds(second),
                new Observation.Cluster(
                        new ObservedCluster("arn/demo", registered, List.of(), Optional.empty(), Optional.empty())));
    }
}
