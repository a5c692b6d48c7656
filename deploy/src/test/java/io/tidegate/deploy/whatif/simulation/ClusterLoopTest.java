package io.tidegate.deploy.whatif.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.deploy.whatif.Instances;
import io.tidegate.deploy.whatif.Trial;
import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.deploy.whatif.price.Prices;
import io.tidegate.deploy.whatif.report.Stand;
import io.tidegate.deploy.whatif.report.TargetOutcome;
import io.tidegate.deploy.whatif.report.Unit;
import io.tidegate.deploy.whatif.report.WhatIf;
import io.tidegate.deploy.whatif.report.WhatIfJson;
import io.tidegate.deploy.whatif.simulation.World.Housing;
import io.tidegate.deploy.whatif.simulation.World.Laws;
import io.tidegate.deploy.whatif.tune.Goal;
import io.tidegate.deploy.whatif.tune.Judge;
import io.tidegate.deploy.whatif.tune.PolicyText;
import io.tidegate.deploy.whatif.tune.Search;
import io.tidegate.deploy.whatif.tune.Stretch;
import io.tidegate.deploy.whatif.tune.Vary;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.ClusterPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service on instances that a cluster policy scales: four tasks fit on one, and one takes five minutes or more to come. */
class ClusterLoopTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final CapacityPolicy SERVICE = Policies.tracking(60);
    private static final ClusterPolicy FITTING = Policies.instances("fit: {drainBudget: 2}");
    private static final ClusterPolicy ROOMY = Policies.instances("fit: {buffer: {tasks: 8}, drainBudget: 2}");
    private static final Laws LAWS =
            new Laws(ClusterLoopTest::load, each -> Math.min(100, each), chance -> 45 + 45 * chance.nextDouble(), 0, 0);

    private static double load(double second) {
        return 700 + 400 * Math.sin(second * 2 * Math.PI / 21_600) + 150 * Math.sin(second * 2 * Math.PI / 1_800);
    }

    private static WhatIf simulated(Variant candidate) {
        var settings = Trial.Settings.usual(7, true).with(Instances.SIMULATED);
        return new Trial(List.of(candidate, Variant.recorded("ran")), Optional.of("ran"), settings).on(past());
    }

    private static World past() {
        var housing = new Housing(4, 300, true, Optional.of(FITTING));
        return new World(SERVICE, 14, LAWS, housing).live(START, Duration.ofHours(6));
    }

    private static WhatIf simulated(ClusterPolicy instances) {
        return simulated(new Variant("new", List.of(SERVICE), List.of(instances)));
    }

    private static TargetOutcome outcome(WhatIf whatIf, String target) {
        return whatIf.targets().stream()
                .filter(found -> found.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static Measures instances(WhatIf whatIf, String policy) {
        return outcome(whatIf, "cluster/demo").course(policy).measures();
    }

    private static int most(WhatIf whatIf, String target, String policy) {
        return outcome(whatIf, target).course(policy).stands().stream()
                .mapToInt(Stand::running)
                .max()
                .orElseThrow();
    }

    @Test
    void whatReallyRanIsFoundAgainTasksAndInstances() {
        assertThat(simulated(FITTING).honesty().selfReplayError().orElseThrow()).isLessThan(0.035);
    }

    @Test
    void theSamePolicyAsCandidateDoesWhatTheOneOnRecordDid() {
        var whatIf = simulated(FITTING);

        assertThat(instances(whatIf, "new")).isEqualTo(instances(whatIf, "ran"));
        assertThat(whatIf.total("new")).isEqualTo(whatIf.total("ran"));
    }

    @Test
    void roomKeptFreeCostsInstancesAndSparesWaiting() {
        var whatIf = simulated(ROOMY);
        var roomy = instances(whatIf, "new");
        var fitting = instances(whatIf, "ran");

        assertThat(roomy.unitHours()).isGreaterThan(fitting.unitHours() + 5);
        assertThat(fitting.minutesOverTarget()).isPositive();
        assertThat(roomy.minutesOverTarget()).isLessThan(0.1 * fitting.minutesOverTarget());
    }

    @Test
    void tasksOnInstancesArePaidForWithTheseAlone() {
        var whatIf = simulated(FITTING);
        var tasks = outcome(whatIf, "ecs/demo/web").course("new").measures();
        double price = Prices.DEFAULT.of("cluster/demo").perHour();

        assertThat(outcome(whatIf, "cluster/demo").unit()).isEqualTo(Unit.INSTANCE);
        assertThat(tasks.unitHours()).isPositive();
        assertThat(tasks.cost()).isZero();
        assertThat(whatIf.total("new").cost())
                .isCloseTo(instances(whatIf, "new").unitHours() * price, within(1e-9));
    }

    @Test
    void aCandidateThatWantsMoreTasksGetsTheInstancesForThem() {
        var whatIf = simulated(new Variant("new", List.of(Policies.tracking(30))));

        assertThat(most(whatIf, "ecs/demo/web", "new")).isEqualTo(40);
        assertThat(most(whatIf, "cluster/demo", "new")).isGreaterThanOrEqualTo(10);
        assertThat(most(whatIf, "cluster/demo", "ran")).isLessThan(8);
    }

    @Test
    void servicesThatNobodyNamesWantWhatTheyDid() {
        var whatIf = simulated(new Variant("new", List.of(), List.of(FITTING)));

        assertThat(whatIf.targets()).extracting(TargetOutcome::target).containsExactly("cluster/demo");
        assertThat(instances(whatIf, "new").unitHours())
                .isCloseTo(instances(simulated(FITTING), "ran").unitHours(), within(1.0));
    }

    @Test
    void nobodyDoesBetterThanTheLeastPossible() {
        var whatIf = simulated(ROOMY);

        for (var policy : whatIf.policies()) {
            for (var target : whatIf.targets()) {
                assertThat(target.course(policy).measures().regret()).isGreaterThan(-1e-9);
            }
        }
    }

    @Test
    void instancesComeAndGoWithReasons() {
        var acts = outcome(simulated(FITTING), "cluster/demo").course("new").acts();

        assertThat(acts).anySatisfy(act -> assertThat(act.outcome()).isEqualTo("SCALE_OUT"));
        assertThat(acts).anySatisfy(act -> assertThat(act.outcome()).isEqualTo("SCALE_IN"));
    }

    @Test
    void theReportSaysWhatIsTakenForGranted() {
        assertThat(simulated(FITTING).honesty().assumptions())
                .anySatisfy(said -> assertThat(said)
                        .startsWith("cluster/demo: its instances come and go as its policy has them")
                        .contains("a launch takes")
                        .contains("seen"));
    }

    @Test
    void tuningTellsWhatRoomKeptFreeIsWorth() {
        var settings = Trial.Settings.usual(7, false).with(Instances.SIMULATED);
        var text = new PolicyText(
                "instances.yaml", Policies.instancesText("fit: {drainBudget: 2}"), _ -> Optional.empty());
        var past = past();
        var trial = new Trial(List.of(new Variant("new", List.of(), List.of(FITTING))), Optional.empty(), settings);
        var judge = new Judge(settings, FITTING, trial.plants(past), (_, _) -> past);
        var plan = new Search.Plan(Goal.PARETO, List.of(), 10, 1, () -> false, _ -> {});
        var found = new Search(text, List.of(Vary.parse("fit.buffer.tasks=0,8")), judge, plan)
                .on(List.of(new Stretch(START, START.plus(Duration.ofHours(6)), false)));

        var none = found.tried().getFirst().measures();
        var eight = found.tried().getLast().measures();
        assertThat(none).isEqualTo(found.current().measures());
        assertThat(eight.cost()).isGreaterThan(1.2 * none.cost());
        assertThat(eight.shortageHours()).isLessThan(0.1 * none.shortageHours());
    }

    @Test
    void aPastThatDoesNotTellTheInstancesIsRefused() {
        var settings = Trial.Settings.usual(7, false).with(Instances.SIMULATED);
        var past = new World(SERVICE, 14, LAWS, new Housing(4, 300, false, Optional.of(FITTING)))
                .live(START, Duration.ofMinutes(10));
        var trial = new Trial(List.of(new Variant("new", List.of(), List.of(FITTING))), Optional.empty(), settings);

        assertThatThrownBy(() -> trial.on(past))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the past must tell the instances of cluster/demo, told none");
    }

    @Test
    void theSameInputsGiveTheSameReport() {
        assertThat(WhatIfJson.of(simulated(ROOMY))).isEqualTo(WhatIfJson.of(simulated(ROOMY)));
    }
}
