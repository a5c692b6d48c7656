package io.tidegate.streams.decide;

import static io.tidegate.streams.ClusterPolicies.CLUSTER;
import static io.tidegate.streams.ClusterPolicies.GROUP;
import static io.tidegate.streams.Clusters.cluster;
import static io.tidegate.streams.Policies.TARGET;
import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.ClusterPolicies;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import io.tidegate.streams.policy.ClusterPolicy.Fit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cluster beside its services in one journal partition: what they are ordered to have is what it makes room for. */
class ClusterTest {
    private static final Order DRAIN_2 =
            new Order.Drain("demo", "i-2", "arn:aws:ecs:eu-west-1:1:container-instance/demo/i-2");

    private final Journal journal = new Journal();

    @Test
    void makesRoomForWhatAServiceIsOrderedInTheSameTick() {
        journal.policy(twoMore()).policy(ClusterPolicies.fit());
        journal.service("web", 2, 2)
                .cluster(
                        cluster().service("web", 2, 2).instance("i-1", "web", 2).build());

        journal.after(1);

        assertThat(journal.outputs())
                .extracting(output -> output instanceof Decided decided
                        ? decided.target() + " " + decided.verdict().outcome()
                        : ((Commanded) output).target() + " " + ((Commanded) output).order())
                .containsExactly(
                        TARGET + " SCALE_OUT",
                        TARGET + " Capacity[expected=2, desired=4]",
                        CLUSTER + " SCALE_OUT",
                        GROUP + " Capacity[expected=1, desired=2]");
    }

    @Test
    void numbersCommandsByTheClusterWhateverTheyAreSentTo() {
        journal.policy(ClusterPolicies.fit())
                .cluster(cluster().service("web", 2, 0).build())
                .after(1);

        var command = journal.commands().getFirst();
        var decision = journal.decisions(CLUSTER).getFirst();
        assertThat(command.id()).isEqualTo("cluster/demo|cluster/demo|1777896001000|1");
        assertThat(command.domain()).isEqualTo(CLUSTER);
        assertThat(command.target()).isEqualTo(GROUP);
        assertThat(decision.commandIds()).containsExactly(command.id());
        assertThat(decision.current()).hasValue(0);
        assertThat(decision.raw()).hasValue(1);
        assertThat(decision.desired()).hasValue(1);
        assertThat(decision.verdict().reason()).isEqualTo("CPU");
        assertThat(decision.verdict().explanation()).isEqualTo("1 more instances for tasks that lack CPU");
    }

    @Test
    void countsWhatAServiceWasOrderedUntilTheClusterIsSeenAfterIt() {
        var before = cluster().service("web", 2, 2).instance("i-1", "web", 2).launching(1);
        journal.policy(twoMore()).policy(ClusterPolicies.fit());
        journal.service("web", 2, 2)
                .cluster(
                        cluster().service("web", 2, 2).instance("i-1", "web", 2).build())
                .after(1);
        var ordered = journal.commands();

        // The service's observation shows it at once, the cluster's does not yet.
        journal.applied(ordered).after(1).service("web", 4, 2).after(1);
        journal.cluster(before.build()).after(1);
        var waiting = wants();
        journal.cluster(cluster()
                        .service("web", 4, 2)
                        .instance("i-1", "web", 2)
                        .launching(1)
                        .build())
                .after(1);

        assertThat(waiting).isEmpty();
        assertThat(journal.commands()).hasSize(2);
    }

    @Test
    void keepsWhatAServiceWasOrderedWhileAnObservationIsOlderThanItsEffect() {
        journal.policy(twoMore()).policy(ClusterPolicies.fit());
        journal.service("web", 2, 2)
                .cluster(
                        cluster().service("web", 2, 2).instance("i-1", "web", 2).build())
                .after(1);

        journal.after(1)
                .cluster(
                        cluster().service("web", 2, 2).instance("i-1", "web", 2).build())
                .after(1);

        assertThat(wants()).containsExactly("web");
        assertThat(journal.commands()).hasSize(2);
    }

    @Test
    void forgetsWhatAServiceWasOrderedWhenItTookNoEffect() {
        journal.policy(twoMore()).policy(ClusterPolicies.fit());
        journal.service("web", 2, 2)
                .cluster(
                        cluster().service("web", 2, 2).instance("i-1", "web", 2).build())
                .after(1);

        journal.settled(journal.commands().getFirst(), Result.NOT_APPLIED);

        assertThat(wants()).isEmpty();
    }

    @Test
    void learnsWhatIsOnItsWayWhenItIsTakenUp() {
        journal.policy(twoMore())
                .service("web", 2, 2)
                .cluster(
                        cluster().service("web", 2, 2).instance("i-1", "web", 2).build())
                .after(1);

        journal.policy(ClusterPolicies.fit())
                .cluster(
                        cluster().service("web", 2, 2).instance("i-1", "web", 2).build())
                .after(1);

        assertThat(journal.commands()).extracting(Commanded::target).containsExactly(TARGET, GROUP);
    }

    @Test
    void drainsThenTerminatesAndIsDone() {
        journal.policy(ClusterPolicies.fit());
        journal.cluster(cluster()
                        .service("web", 2, 2)
                        .instance("i-1", "web", 2)
                        .instance("i-2", "web", 0)
                        .build())
                .after(1);
        var drain = journal.commands().getLast();
        journal.settled(drain, Result.APPLIED).after(1);
        journal.cluster(cluster()
                        .service("web", 2, 2)
                        .instance("i-1", "web", 2)
                        .draining("i-2", "web", 0)
                        .build())
                .after(1);
        var terminate = journal.commands().getLast();
        journal.settled(terminate, Result.APPLIED).after(1);
        journal.cluster(cluster()
                        .service("web", 2, 2)
                        .instance("i-1", "web", 2)
                        .leaving("i-2")
                        .build())
                .after(1);

        assertThat(drain.target()).isEqualTo("instance/i-2");
        assertThat(drain.order()).isEqualTo(DRAIN_2);
        assertThat(drain.change()).isEqualTo(-1);
        assertThat(terminate.target()).isEqualTo(GROUP);
        assertThat(terminate.order())
                .isEqualTo(new Order.Terminate(
                        "demo", "i-2", "arn:aws:ecs:eu-west-1:1:container-instance/demo/i-2", true));
        assertThat(journal.commands()).hasSize(2);
        assertThat(journal.decisions(CLUSTER))
                .extracting(decided -> "%s %s %d to %d"
                        .formatted(
                                decided.verdict().outcome(),
                                decided.verdict().reason(),
                                decided.current().orElseThrow(),
                                decided.desired().orElseThrow()))
                .containsExactly(
                        "SCALE_IN BUDGET 2 to 1",
                        "STEADY BUDGET 2 to 1",
                        "SCALE_IN DRAINED 2 to 1",
                        "STEADY CPU 1 to 1");
    }

    @Test
    void namesEveryCommandOfADecision() {
        journal.policy(ClusterPolicies.of("instances", new Fit(Buffer.NONE, 2)))
                .cluster(cluster()
                        .instance("i-1", "web", 0)
                        .instance("i-2", "web", 0)
                        .between(0, 10)
                        .build())
                .after(1);

        assertThat(journal.decisions(CLUSTER).getFirst().commandIds())
                .isEqualTo(journal.commands().stream().map(Commanded::id).toList())
                .hasSize(2);
    }

    @Test
    void waitsAfterACommandThatTookNoEffect() {
        journal.policy(ClusterPolicies.fit())
                .cluster(cluster().service("web", 2, 0).build())
                .after(1);

        journal.settled(journal.commands().getFirst(), Result.NOT_APPLIED).after(1);
        var held = journal.verdict();
        journal.after(9);

        assertThat(held).isEqualTo("HELD COMMAND_FAILED");
        assertThat(journal.commands()).hasSize(2);
    }

    @Test
    void leavesAGroupAloneThatEcsScales() {
        journal.policy(ClusterPolicies.fit())
                .cluster(cluster().service("web", 2, 0).managed(true, true).build())
                .after(1);

        assertThat(journal.verdict()).isEqualTo("HELD MANAGED_SCALING");
        assertThat(journal.commands()).isEmpty();
    }

    @Test
    void saysWhenAwsKnowsNoSuchGroup() {
        journal.policy(ClusterPolicies.fit())
                .cluster(cluster().withoutGroup().build())
                .after(1);

        assertThat(journal.verdict()).isEqualTo("HELD GROUP_NOT_FOUND");
    }

    @Test
    void saysWhenAwsKnowsNoSuchCluster() {
        journal.policy(ClusterPolicies.fit())
                .cluster(cluster().build())
                .after(1)
                .observed(CLUSTER, new Observation.Nothing())
                .after(1);

        assertThat(journal.verdict()).isEqualTo("HELD NOT_OBSERVED");
    }

    // As Amazon ECS does with managed scaling: from nothing the reading is 200 %, two instances, of which one is spare.
    @Test
    void givesAFirstServiceTwoInstancesAndThenOneByReservation() {
        journal.policy(ClusterPolicies.reservation())
                .cluster(cluster().service("web", 1, 0).build())
                .after(1);
        var first = journal.commands().getLast();
        journal.settled(first, Result.APPLIED);
        var two = cluster().service("web", 1, 1).instance("i-1", "web", 1).instance("i-2", "web", 0);
        while (journal.commands().size() < 2) {
            journal.after(30).cluster(two.build());
        }
        var second = journal.commands().getLast();
        var waited = Duration.between(first.issuedAt(), second.issuedAt());
        journal.settled(second, Result.APPLIED).after(1);
        journal.cluster(cluster()
                        .service("web", 1, 1)
                        .instance("i-1", "web", 1)
                        .draining("i-2", "web", 0)
                        .build())
                .after(1);

        assertThat(first.order()).isEqualTo(new Order.Capacity(0, 2));
        assertThat(second.order()).isEqualTo(DRAIN_2);
        assertThat(waited.toMinutes()).isEqualTo(15);
        assertThat(journal.commands().getLast().order()).isInstanceOf(Order.Terminate.class);
    }

    @Test
    void isDecidedAtTheNextTickWhenAnEarlyPaneOrdersMore() {
        journal.policy(policy().metric("load", true).tracking("load", 50).build())
                .policy(ClusterPolicies.fit())
                .service("web", 2, 2)
                .cluster(
                        cluster().service("web", 2, 2).instance("i-1", "web", 2).build())
                .after(1)
                .news();

        journal.apply(running("load", 100));
        var early = journal.commands();
        journal.after(1);

        assertThat(early).extracting(Commanded::target).containsExactly(TARGET);
        assertThat(journal.commands()).extracting(Commanded::target).containsExactly(TARGET, GROUP);
    }

    @Test
    void refusesASecondPolicyForTheCluster() {
        journal.policy(ClusterPolicies.fit())
                .cluster(cluster().build())
                .after(1)
                .policy(ClusterPolicies.of("others", new Fit(Buffer.NONE, 1)));

        assertThat(journal.verdict()).isEqualTo("HELD TARGET_TAKEN");
        assertThat(journal.decisions(CLUSTER).getLast().policy()).isEqualTo("others");
    }

    @Test
    void releasesTheClusterWhenItsPolicyIsDeleted() {
        journal.policy(ClusterPolicies.fit())
                .cluster(cluster().build())
                .after(1)
                .deleted("instances", CLUSTER);

        assertThat(journal.decisions(CLUSTER).getLast().verdict().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(journal.states().get(CLUSTER)).isNull();
    }

    @Test
    void looksAtNothingThatIsNotDue() {
        journal.policy(ClusterPolicies.fit())
                .cluster(
                        cluster().service("web", 2, 2).instance("i-1", "web", 2).build())
                .after(1);
        var settled = journal.states().get(CLUSTER);

        journal.after(1);

        assertThat(journal.states().get(CLUSTER)).isSameAs(settled);
        assertThat(settled).isNotNull();
    }

    private List<String> wants() {
        return journal.states().get(CLUSTER) instanceof Held.Cluster(var state)
                ? List.copyOf(state.facts().wants().keySet())
                : List.of();
    }

    // Two tasks more than there are, once.
    private static CapacityPolicy twoMore() {
        return policy().atLeast("running", 1, 2).cooldown(3600, 3600).build();
    }

    private Input running(String metric, double value) {
        var start = PartialPane.startOf(journal.now(), PartialPane.DEFAULT_LENGTH);
        var aggregate = new Aggregate(1, value, value, value, value, start);
        var pane = new PartialPane(start, PartialPane.DEFAULT_LENGTH, 0, 1, aggregate, 0);
        return new Input.Measured(SeriesId.of(metric, Map.of()), pane, List.of(TARGET));
    }
}
