package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.MetricInput;
import io.tidegate.streams.pane.MetricWindow.Problem;
import io.tidegate.streams.policy.Metric.Across;
import io.tidegate.streams.policy.OnMissing.Reaction;
import io.tidegate.streams.policy.OnMissing.When;
import io.tidegate.streams.policy.Statistic;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a target does while a metric is missing; load and queue are averaged over 10 s. */
class MissingDataTest {

    @Test
    void scalesOutByOtherMetricsWhileOneHolds() {
        var scenario = missing(loadAndQueue(new Reaction.Hold(), 1).atLeast("queue", 100, 2))
                .complete("queue", 150)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT THRESHOLD 7");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"HOLD, HELD METRIC_MISSING 5", "IGNORE, SCALE_IN THRESHOLD 4", "ALLOW_OUT, HELD METRIC_MISSING 5"})
    void scalesInByOtherMetricsOnlyWhenItIsIgnored(String word, String verdict) {
        var reaction = switch (word) {
            case "HOLD" -> new Reaction.Hold();
            case "IGNORE" -> new Reaction.Ignore();
            default -> new Reaction.AllowOut();
        };
        var scenario = missing(loadAndQueue(reaction, 1).atMost("queue", 10, -1))
                .complete("queue", 3)
                .tick();

        assertThat(scenario.verdict()).isEqualTo(verdict);
    }

    @Test
    void tellsThatARuleIsLeftOut() {
        var scenario = missing(loadAndQueue(new Reaction.Ignore(), 1)).tick();

        assertThat(scenario.verdict()).isEqualTo("STEADY NO_RULE_ASKS 5");
        assertThat(scenario.last().rules())
                .extracting(Output.RuleAnswer::explanation)
                .containsExactly("load is missing, the rule is left out");
    }

    @Test
    void putsAValueInItsPlaceAndSaysSo() {
        var scenario = missing(policy().metric("load", false)
                        .onMissing(new Reaction.Value(75), 1)
                        .tracking("load", 50))
                .tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 8");
        assertThat(scenario.last().verdict().explanation()).endsWith("= 8; load is missing, 75 stands in");
        assertThat(scenario.last().inputs())
                .extracting(MetricInput::misses, input -> input.standIn().orElseThrow())
                .containsExactly(tuple(1, 75.0));
    }

    @ParameterizedTest(name = "{1} {0} from 5 is {2}")
    @CsvSource({
        "3, ALWAYS, SCALE_IN FALLBACK 3",
        "8, ALWAYS, SCALE_OUT FALLBACK 8",
        "3, IF_HIGHER, STEADY ON_TARGET 5",
        "8, IF_HIGHER, SCALE_OUT FALLBACK 8",
        "3, IF_LOWER, SCALE_IN FALLBACK 3",
        "8, IF_LOWER, STEADY ON_TARGET 5",
        "99, ALWAYS, SCALE_OUT FALLBACK 10",
    })
    void fallsBackToACapacity(int capacity, When when, String verdict) {
        var scenario = missing(policy().metric("load", false)
                        .onMissing(new Reaction.Fallback(capacity, when), 1)
                        .tracking("load", 50))
                .tick();

        assertThat(scenario.verdict()).isEqualTo(verdict);
    }

    @Test
    void holdsUntilEnoughWindowsAreMissed() {
        var scenario = missing(policy().metric("load", false)
                        .onMissing(new Reaction.Fallback(8, When.ALWAYS), 3)
                        .tracking("load", 50))
                .tick();

        assertThat(scenario.last().verdict().explanation()).isEqualTo("load is missing, for 1 of 3 windows");
        scenario.ticking(9);
        assertThat(scenario.verdict()).isEqualTo("HELD METRIC_MISSING 5");
        scenario.ticking(1);
        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT FALLBACK 8");
    }

    @Test
    void waitsForTheFirstWindowThatASourceOwes() {
        var scenario = Scenario.of(policy().metric("load", false)
                        .onMissing(new Reaction.Fallback(8, When.ALWAYS), 1)
                        .tracking("load", 50))
                .service(5, 5)
                .tick();

        assertThat(scenario.last().verdict().explanation()).isEqualTo("load is missing, for 0 of 1 windows");
        scenario.ticking(9);
        assertThat(scenario.verdict()).isEqualTo("HELD METRIC_MISSING 5");
        scenario.ticking(1);
        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT FALLBACK 8");
    }

    @Test
    void waitsAgainForAMetricThatAChangedPolicyReads() {
        var scenario =
                missing(policy().metric("load", false).tracking("load", 50)).tick();

        scenario.policy(policy().revision(2)
                        .metric("load", false)
                        .metric("queue", false)
                        .onMissing(new Reaction.Fallback(8, When.ALWAYS), 1)
                        .tracking("queue", 50)
                        .build())
                .tick();

        assertThat(scenario.verdict()).isEqualTo("HELD METRIC_MISSING 5");
    }

    @Test
    void countsAWindowOnce() {
        var scenario = missing(policy().metric("load", false)
                        .onMissing(new Reaction.Ignore(), 3)
                        .tracking("load", 50))
                .tick()
                .tick()
                .after(4)
                .tick();

        assertThat(scenario.state().facts().misses().values()).singleElement().returns(1, CapacityState.Miss::windows);
    }

    @Test
    void decidesByTheMetricAgainWhenTheOutageEnds() {
        var scenario = missing(policy().metric("load", false)
                        .onMissing(new Reaction.Fallback(5, When.ALWAYS), 2)
                        .tracking("load", 50))
                .tick()
                .ticking(5)
                .complete("load", 90)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 9");
        assertThat(scenario.state().facts().misses()).isEmpty();
    }

    @Test
    void recordsADecisionWhenAMetricGoesAndWhenItComesBack() {
        var scenario = Scenario.of(loadAndQueue(new Reaction.Ignore(), 1))
                .service(5, 5)
                .complete("load", 50)
                .tick()
                .ticking(30);

        assertThat(scenario.decisions())
                .extracting(decision -> decision.verdict().reason())
                .containsExactly("ON_TARGET", "NO_RULE_ASKS");
        scenario.complete("load", 50).tick();
        assertThat(scenario.verdict()).isEqualTo("STEADY ON_TARGET 5");
    }

    @ParameterizedTest(name = "load {0}: {1}")
    @CsvSource({"80, SCALE_OUT TARGET_TRACKING 7", "10, HELD METRIC_MISSING 5"})
    void letsWhatThereIsOfItScaleOutAlone(double load, String verdict) {
        var scenario = missing(policy().metric("load", false)
                        .onMissing(new Reaction.AllowOut(), 1)
                        .tracking("load", 50))
                .complete("load", "a", 50)
                .complete("load", "b", 50)
                .after(5)
                .complete("load", "a", load)
                .complete("load", "b", 50)
                .after(5)
                .complete("load", "a", load)
                .service(5, 5)
                .tick();

        assertThat(scenario.last().inputs())
                .extracting(input -> input.reading().problem())
                .containsExactly(Optional.of(Problem.INCOMPLETE));
        assertThat(scenario.verdict()).isEqualTo(verdict);
    }

    @Test
    void isMissingWhenOneOfTheMetricsOfARuleIs() {
        var scenario = missing(policy().metric("load", false)
                        .metric("queue", false)
                        .onMissing(new Reaction.Ignore(), 1)
                        .metric("other", false)
                        .onMissing(new Reaction.Value(1), 1)
                        .tracking("load + queue + other", 50))
                .complete("other", 500)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("HELD METRIC_MISSING 5");
        assertThat(scenario.last().verdict().explanation()).isEqualTo("load is missing");
    }

    @Test
    void hasNoValueWithTooManySeriesAndLeavesOtherMetricsAlone() {
        var scenario = Scenario.of(loadAndQueue(new Reaction.Hold(), 1)
                .reduced(Statistic.Exact.AVG, Across.COUNT)
                .atLeast("queue", 700, 2));
        for (int i = 0; i <= 1000; i++) {
            scenario.complete("load", "i" + i, 90);
        }
        for (int i = 0; i < 700; i++) {
            scenario.complete("queue", "i" + i, 90);
        }
        scenario.service(5, 5).tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT THRESHOLD 7");
        assertThat(scenario.last().rules().getFirst().explanation()).isEqualTo("load has more than 1000 series");
        assertThat(scenario.last().inputs().getFirst().reading().problem()).hasValue(Problem.TOO_MANY_SERIES);
    }

    // 5 tasks, and a policy that has read its metrics for long enough to miss them.
    private static Scenario missing(Policies policy) {
        return Scenario.of(policy).tick().after(10).service(5, 5);
    }

    // 5 tasks are what a load of 50 needs.
    private static Policies loadAndQueue(Reaction ofLoad, int after) {
        return policy().metric("load", false)
                .onMissing(ofLoad, after)
                .tracking("load", 50)
                .metric("queue", false);
    }
}
