package io.tidegate.streams.decide;

import static io.tidegate.streams.ClusterPolicies.CLUSTER;
import static io.tidegate.streams.ClusterPolicies.GROUP;
import static io.tidegate.streams.Clusters.cluster;
import static io.tidegate.streams.Policies.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.ClusterPolicies;
import io.tidegate.streams.Clusters;
import io.tidegate.streams.Files;
import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.RuleAnswer;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.ObservedCluster.Kind;
import io.tidegate.streams.journal.ObservedCluster.Workload;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A file of ecs-autoscale in a journal partition: one run a minute, from what was seen after the last one's orders. */
class FileTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Journal journal = new Journal();
    private final EcsAutoscalePolicy policy = Files.policy();
    private long revisions;

    @Test
    void sendsWhatARunAsksForInItsOrder() {
        journal.policy(policy)
                .cluster(full(2).between(0, 9).build())
                .apply(loads(90))
                .after(1);

        assertThat(journal.commands())
                .extracting(command -> command.sequence() + " " + command.target() + " " + command.order())
                .containsExactly(
                        "1 asg/demo Limits[expected=Bounds[min=0, max=9], wanted=Bounds[min=1, max=5],"
                                + " desired=OptionalInt.empty]",
                        "2 asg/demo Capacity[expected=1, desired=2]",
                        "3 ecs/demo/web Capacity[expected=2, desired=4]");
        assertThat(journal.commands())
                .extracting(Commanded::id)
                .allSatisfy(id -> assertThat(id).startsWith("cluster/demo|cluster/demo|"));
        assertThat(journal.commands()).extracting(Commanded::change).containsExactly(0, 1, 2);
    }

    @Test
    void listsActionsInOneDecision() {
        journal.policy(policy).cluster(full(2).build()).apply(loads(90)).after(1);

        var decision = journal.decisions(CLUSTER).getLast();
        assertThat(decision.verdict().outcome()).isEqualTo(Outcome.SCALE_OUT);
        assertThat(decision.verdict().reason()).isEqualTo("ECS_AUTOSCALE");
        assertThat(decision.verdict().explanation())
                .isEqualTo("asg/demo 1 to 2: a task of web fits on no instance;"
                        + " ecs/demo/web 2 to 4: services.web.events[0]: value 90 asks for +2 on 2 tasks");
        assertThat(decision.current()).hasValue(1);
        assertThat(decision.desired()).hasValue(2);
        assertThat(decision.commandIds()).hasSize(2);
        assertThat(decision.inputs()).singleElement().satisfies(input -> {
            assertThat(input.alias()).isEqualTo("web_load");
            assertThat(input.reading().value()).hasValue(90);
        });
        assertThat(decision.rules())
                .extracting(RuleAnswer::name)
                .containsExactly("asg/demo 1 to 2", "ecs/demo/web 2 to 4");
    }

    @Test
    void drainsAndTerminatesAsTheRunSays() {
        journal.policy(policy)
                .cluster(cluster()
                        .service("web", 2, 2)
                        .between(1, 5)
                        .instance("i-1", "web", 1)
                        .instance("i-2", "web", 1)
                        .draining("i-3", "web", 0)
                        .build())
                .apply(loads(50))
                .after(1);

        assertThat(journal.commands())
                .extracting(command -> command.target() + " " + command.order())
                .containsExactly(
                        "asg/demo Terminate[cluster=demo, instance=i-3,"
                                + " arn=arn:aws:ecs:eu-west-1:1:container-instance/demo/i-3, decrement=true]",
                        "instance/i-1 Drain[cluster=demo, instance=i-1,"
                                + " arn=arn:aws:ecs:eu-west-1:1:container-instance/demo/i-1]");
        assertThat(journal.verdict()).isEqualTo("SCALE_IN ECS_AUTOSCALE");
        assertThat(journal.decisions(CLUSTER).getLast().desired()).hasValue(2);
    }

    @Test
    void runsOnceAMinute() {
        journal.policy(policy).cluster(full(2).build()).apply(loads(50)).after(1);
        var first = lastRun();
        for (int second = 0; second < 60; second += 5) {
            journal.cluster(full(2).build()).after(5);
        }
        var second = lastRun();

        assertThat(first).isEqualTo(Journal.NOON.plusSeconds(1));
        assertThat(second).isEqualTo(Journal.NOON.plusSeconds(61));
    }

    @Test
    void waitsUntilTheClusterIsSeenAfterWhatWasOrdered() {
        journal.policy(policy).cluster(full(2).build()).apply(loads(90)).after(1);
        var ordered = journal.commands();
        journal.after(50).applied(ordered);
        // Asked for before it took effect, so it tells the old state.
        journal.observed(CLUSTER, new Observation.Cluster(full(2).build()));
        journal.apply(loads(90)).after(10);
        var waiting = lastRun();

        journal.cluster(full(4).launching(1).build()).apply(loads(50)).after(1);

        assertThat(waiting).isEqualTo(Journal.NOON.plusSeconds(1));
        assertThat(lastRun()).isEqualTo(Journal.NOON.plusSeconds(62));
    }

    @Test
    void waitsNoLongerForOrdersThatNobodyApplied() {
        journal.policy(policy).cluster(full(2).build()).apply(loads(90)).after(1);

        journal.after(30).cluster(full(2).build()).after(29);
        var waiting = journal.commands().size();
        journal.after(1);

        assertThat(waiting).isEqualTo(2);
        assertThat(journal.commands()).hasSize(4);
    }

    @Test
    void waitsNoLongerThanTwoMinutesWhenClocksDisagree() {
        journal.policy(policy).cluster(full(2).build()).apply(loads(90)).after(1);
        // By the clock of who applied them, it is in ten minutes.
        journal.commands()
                .forEach(command -> journal.apply(new Input.Settled(
                        command.target(),
                        command.id(),
                        Result.APPLIED,
                        journal.now().plusSeconds(600))));

        for (int second = 0; second < 115; second += 5) {
            journal.after(5).cluster(full(2).build());
        }
        var waiting = journal.commands().size();
        journal.after(5);

        assertThat(waiting).isEqualTo(2);
        assertThat(journal.commands()).hasSize(4);
    }

    @Test
    void ordersAgainInTheNextRunWhatTookNoEffect() {
        journal.policy(policy).cluster(full(2).build()).apply(loads(90)).after(1);
        journal.commands().forEach(command -> journal.settled(command, Result.NOT_APPLIED));

        journal.after(50).cluster(full(2).build()).after(10);

        assertThat(journal.commands()).extracting(Commanded::sequence).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void holdsUntilAwsHasTold() {
        journal.policy(policy).after(1);

        assertThat(journal.verdict()).isEqualTo("HELD NOT_OBSERVED");
    }

    @Test
    void holdsWhenAwsHasToldNothingForAMinute() {
        journal.policy(policy)
                .cluster(full(2).build())
                .apply(loads(50))
                .after(1)
                .after(60);

        assertThat(journal.verdict()).isEqualTo("HELD OBSERVATION_STALE");
    }

    @Test
    void tellsAFailureOnceAndWhenItChanges() {
        journal.policy(policy).cluster(full(2).build()).after(1);
        var first = journal.decisions(CLUSTER);
        journal.after(50).cluster(full(2).build()).after(10);
        var second = journal.decisions(CLUSTER);
        journal.apply(loads(50)).after(50).cluster(full(2).build()).after(10);

        assertThat(first.getLast().verdict().outcome()).isEqualTo(Outcome.HELD);
        assertThat(first.getLast().verdict().reason()).isEqualTo("FILE_PROBLEM");
        assertThat(first.getLast().verdict().explanation())
                .isEqualTo("demo/web: demo.yml:14:11: services.web.metric_sources.cloudwatch[0] had no datapoints");
        assertThat(second).hasSameSizeAs(first);
        assertThat(journal.verdict()).isEqualTo("STEADY NO_CHANGE");
    }

    @Test
    void failsAServiceWhoseSourceCannotBeRead() {
        journal.policy(policy).cluster(full(2).build()).apply(failures()).after(1);

        assertThat(journal.verdict()).isEqualTo("HELD FILE_PROBLEM");
        assertThat(journal.decisions(CLUSTER).getLast().rules())
                .extracting(RuleAnswer::name)
                .containsExactly("demo/web");
    }

    @Test
    void leavesOutAServiceWhoseTaskSizeIsUnknown() {
        journal.policy(policy)
                .cluster(cluster()
                        .between(1, 5)
                        .workload(new Workload("web", Kind.REPLICA, "ACTIVE", 2, 2, true, Optional.empty()))
                        .instance("i-1", "web", 0)
                        .instance("i-2", "web", 0)
                        .build())
                .apply(loads(90))
                .after(1);

        assertThat(journal.commands()).isEmpty();
        assertThat(journal.decisions(CLUSTER).getLast().verdict().explanation())
                .contains("each container of its task must have memory");
    }

    @Test
    void holdsItsRunWhilePaused() {
        journal.policy(policy)
                .cluster(full(2).build())
                .apply(loads(90))
                .paused(CLUSTER, true, false, 600)
                .after(1);
        var paused = journal.verdict();
        journal.override(Map.of()).cluster(full(2).build()).apply(loads(90)).after(1);

        assertThat(paused).isEqualTo("HELD OVERRIDE_PAUSED");
        assertThat(journal.commands()).hasSize(2);
    }

    @Test
    void takesNoCapacityByHandAndSaysSo() {
        journal.policy(policy)
                .cluster(full(2).build())
                .apply(loads(90))
                .given(CLUSTER, 3, false, 600)
                .after(1);

        assertThat(journal.commands()).isEmpty();
        assertThat(journal.decisions(CLUSTER).getLast().verdict().explanation())
                .endsWith("a file of ecs-autoscale takes no capacity by hand");
    }

    @Test
    void commandsNothingWhileDisabled() {
        journal.policy(Files.disabled())
                .cluster(full(2).build())
                .apply(loads(90))
                .after(1);

        assertThat(journal.verdict()).isEqualTo("HELD DISABLED");
        assertThat(journal.commands()).isEmpty();
    }

    @Test
    void isRefusedWhereAPolicyDrivesOneOfItsServices() {
        journal.policy(Policies.policy().atLeast("running", 1, 1).build())
                .service("web", 2, 2)
                .after(1)
                .policy(policy);

        assertThat(journal.states().get(CLUSTER)).isNull();
        assertThat(journal.decisions(TARGET).getLast().verdict().reason()).isEqualTo("TARGET_TAKEN");
        assertThat(journal.decisions(TARGET).getLast().policy()).isEqualTo("demo");
    }

    @Test
    void keepsItsServicesFromOtherPolicies() {
        journal.policy(policy)
                .after(1)
                .policy(Policies.policy().atLeast("running", 1, 1).build());

        assertThat(journal.states().get(TARGET)).isNull();
        assertThat(journal.decisions(CLUSTER).getLast().verdict().reason()).isEqualTo("TARGET_TAKEN");
    }

    @Test
    void takesThePlaceOfAPolicyOfTheSameNameAndAnotherKind() {
        journal.policy(ClusterPolicies.of("demo", ClusterPolicies.fit().sizing()))
                .cluster(full(2).build())
                .after(1)
                .policy(policy);
        var released = journal.decisions(CLUSTER).getLast();
        journal.apply(loads(90)).after(1).after(50).cluster(full(2).build()).after(10);

        assertThat(released.verdict().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(journal.commands()).extracting(Commanded::target).containsExactly(GROUP, TARGET);
        assertThat(journal.commands().getFirst().epoch()).isEqualTo(Journal.NOON.plusSeconds(2));
    }

    @Test
    void ordersNothingThatIsNoNumberForAws() {
        journal.policy(Files.policy("min: 1\nmax: 5\n", "min: 50\n"))
                .cluster(full(2).between(0, 9).build())
                .apply(loads(50))
                .after(1);

        assertThat(journal.commands()).extracting(Commanded::order).doesNotHaveAnyElementsOfTypes(Order.Limits.class);
        assertThat(journal.decisions(CLUSTER).getLast().verdict().explanation())
                .contains("asg/demo: bounds must be from 0 to 1000000, min not above max, were 50 to 9");
    }

    private @Nullable Instant lastRun() {
        return journal.states().get(CLUSTER) instanceof Held.File(var state) ? state.lastRun() : null;
    }

    // One full instance.
    private static Clusters full(int desired) {
        return cluster().service("web", desired, 2).between(1, 5).instance("i-1", "web", 2);
    }

    // Of CloudWatch, for a while: what is complete now, and what will be.
    private List<Input> loads(double value) {
        return minutes()
                .map(start -> pane(new PartialPane(
                        start, MINUTE, 0, revision(), new Aggregate(1, value, value, value, value, start), 0)))
                .toList();
    }

    private List<Input> failures() {
        return minutes()
                .map(start -> pane(new PartialPane(start, MINUTE, 0, revision(), Aggregate.none(start), 1)))
                .toList();
    }

    private Stream<Instant> minutes() {
        var newest = PartialPane.startOf(journal.now(), MINUTE);
        return IntStream.rangeClosed(-4, 5).mapToObj(minute -> newest.plusSeconds(minute * 60L));
    }

    private long revision() {
        return ++revisions;
    }

    private Input pane(PartialPane pane) {
        var selector = policy.metrics().getFirst().selector();
        return new Input.Measured(SeriesId.of(selector.name(), selector.dimensions()), pane, List.of(CLUSTER));
    }
}
