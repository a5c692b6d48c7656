package io.tidegate.streams.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.OnMissing.Reaction;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for every policy while any of its metrics are away; a failure names the outage by its seed. */
class OutagePropertiesTest {
    private static final int CASES = 2_000;

    /** Enough for as many of the rarest. */
    private static final int DRAWN = 400_000;

    @Test
    void neverKeepsTheOtherRulesFromScalingOut() {
        forAll(
                outage -> !outage.away().isEmpty() && byTheOthers(outage) > outage.desired(),
                outage -> assertThat(raw(Outages.decided(outage))).isGreaterThanOrEqualTo(byTheOthers(outage)));
    }

    @Test
    void neverReadsAsZeroOrAnyOtherNumber() {
        forAll(outage -> outage.readsOneAwayThat(reaction -> !(reaction instanceof Reaction.Value)), outage -> {
            var decided = Outages.decided(outage);

            assertThat(decided.inputs())
                    .filteredOn(input -> outage.isAway(input.alias()))
                    .isNotEmpty()
                    .allSatisfy(input -> assertThat(input.reading().value()).isEmpty());
            assertThat(decided.rules())
                    .filteredOn(answer -> outage.readsNothingFor(answer.name()))
                    .isNotEmpty()
                    .allSatisfy(answer -> assertThat(answer.value()).isEmpty());
        });
    }

    @Test
    void neverScalesInByAMetricThatHolds() {
        forAll(
                outage -> outage.readsOneAwayThat(
                        reaction -> reaction instanceof Reaction.Hold || reaction instanceof Reaction.AllowOut),
                outage -> assertThat(raw(Outages.decided(outage))).isGreaterThanOrEqualTo(outage.desired()));
    }

    @Test
    void decidesAsIfTheRulesOfIgnoredMetricsWereNotThere() {
        forAll(
                outage -> outage.allAway(reaction -> reaction instanceof Reaction.Ignore),
                outage -> assertThat(raw(Outages.decided(outage))).isEqualTo(byTheOthers(outage)));
    }

    @Test
    void decidesAsIfTheMetricHadTheValueThatStandsIn() {
        forAll(outage -> outage.allAway(reaction -> reaction instanceof Reaction.Value), outage -> {
            var values = new HashMap<>(outage.values());
            for (Metric metric : outage.away()) {
                values.put(metric.alias(), ((Reaction.Value) metric.onMissing().reaction()).value());
            }
            var whole = new Outages.Outage(outage.seed(), outage.policy(), values, List.of(), outage.desired());

            assertThat(raw(Outages.decided(outage))).isEqualTo(raw(Outages.decided(whole)));
        });
    }

    @Test
    void neverScalesInByAFallbackThatMayOnlyScaleOut() {
        forAll(
                outage -> outage.policy().rules().stream().allMatch(outage::readsOneAway)
                        && outage.allAway(reaction ->
                                reaction instanceof Reaction.Fallback fallback && fallback.from(1_000) >= 1_000),
                outage -> assertThat(raw(Outages.decided(outage))).isGreaterThanOrEqualTo(outage.desired()));
    }

    @Test
    void isForgottenWhenItEnds() {
        forAll(outage -> !outage.away().isEmpty(), outage -> {
            var undisturbed =
                    new Outages.Outage(outage.seed(), outage.policy(), outage.values(), List.of(), outage.desired());

            var after = Outages.afterwards(outage);

            assertThat(raw(after.last())).isEqualTo(raw(Outages.decided(undisturbed)));
            assertThat(after.state().facts().misses()).isEmpty();
        });
    }

    private static void forAll(Predicate<Outages.Outage> which, Consumer<Outages.Outage> property) {
        var cases = LongStream.rangeClosed(1, DRAWN)
                .mapToObj(Outages::of)
                .filter(which)
                .limit(CASES)
                .toList();
        assertThat(cases).as("cases that say something").hasSize(CASES);
        cases.forEach(outage -> check(outage, property));
    }

    private static void check(Outages.Outage outage, Consumer<Outages.Outage> property) {
        try {
            property.accept(outage);
        } catch (AssertionError broken) {
            throw new AssertionError(outage.toString(), broken);
        }
    }

    private static int byTheOthers(Outages.Outage outage) {
        return raw(Outages.decided(outage, rule -> !outage.readsOneAway(rule)));
    }

    private static int raw(Decided decided) {
        return decided.raw().orElseThrow();
    }
}
