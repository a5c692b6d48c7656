package io.tidegate.streams.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Predictive;
import io.tidegate.streams.policy.Statistic;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A load that is 200 until nine each morning and 1,000 until eighteen, at 50 % a task of 100: read as its utilization. Tasks are
 * there 30 s after they were ordered. Scenarios begin at noon.
 */
class PredictiveTest {
    private static final Duration AHEAD = Duration.ofMinutes(10);

    @Test
    void raisesCapacityBeforeTheLoadComes() {
        var life = new Life(policy(false));

        life.until(21 * 60 - 5);

        assertThat(life.desiredAt(1_240)).isEqualTo(4);
        assertThat(life.desired()).isEqualTo(4);
        life.until(2 * 1440 + 21 * 60 - 20);
        assertThat(life.desired()).isEqualTo(4);
        life.until(2 * 1440 + 21 * 60 - 2);
        assertThat(life.desired()).isEqualTo(20);
        assertThat(life.scenario.decisions().getLast().verdict().reason()).isEqualTo("PREDICTIVE");
    }

    @Test
    void doesNotLowerCapacityBelowWhatIsForeseen() {
        var with = new Life(policy(false));
        var without = new Life(policy(true));

        with.until(2 * 1440 + 21 * 60 - 2);
        without.until(2 * 1440 + 21 * 60 - 2);

        assertThat(with.desired()).isEqualTo(20);
        assertThat(without.desired()).isEqualTo(4);
    }

    @Test
    void lowersNothingAndLetsOthersLower() {
        var life = new Life(policy(false));

        life.until(3 * 1440 + 6 * 60 + 30);

        assertThat(life.desired()).isEqualTo(4);
        assertThat(life.scenario.decisions())
                .filteredOn(decided -> decided.verdict().reason().equals("PREDICTIVE"))
                .allSatisfy(decided -> assertThat(decided.desired().orElseThrow())
                        .isGreaterThanOrEqualTo(
                                decided.rules().getLast().desired().orElseThrow()));
    }

    @Test
    void asksForNothingByItself() {
        var life =
                new Life(Policies.policy().between(1, 40).metric("cpu", false).rule(predictive(false)));
        life.until(1441 + 7 * 60);

        assertThat(life.scenario.decisions())
                .noneSatisfy(decided -> assertThat(decided.desired().orElse(0))
                        .isLessThan(decided.current().orElse(0)));
    }

    @Test
    void tellsWhatItForeseesWithoutAskingForIt() {
        var life = new Life(policy(true));

        life.until(2 * 1440 + 21 * 60 + 30);

        var answer = life.scenario.decisions().getLast().rules().getLast();
        assertThat(answer.desired()).isEmpty();
        assertThat(answer.value()).isPresent();
        assertThat(answer.explanation()).endsWith(", forecast only");
    }

    @Test
    void saysHowMuchItHasSeenAndIsNoVetoUntilThen() {
        var life = new Life(policy(false));

        life.until(400);

        var decided = life.scenario.decisions().getLast();
        assertThat(decided.rules().getLast().explanation())
                .matches("[0-9]+[hm] of 1d of cpu \\* running were seen, nothing is foreseen before that");
        assertThat(life.desired()).isEqualTo(4);
    }

    @Test
    void decidesTheSameFromWhatADecisionIsBasedOn() {
        var life = new Life(policy(false));
        life.until(2 * 1440 + 21 * 60);

        for (var decided : life.scenario.decisions()) {
            var basis = (CapacityState) decided.basis();
            if (basis != null) {
                Decided again = new CapacityDecider().again(basis, decided.at(), decided.trigger());
                assertThat(again).isEqualTo(decided);
            }
        }
        assertThat(life.scenario.decisions()).hasSizeGreaterThan(5);
    }

    @Test
    void learnsHowLongTasksTakeToStart() {
        var life = new Life(policy(false));

        life.until(21 * 60 + 10);

        assertThat(life.scenario.state().facts().foresight().startUps().usual()).isEqualTo(Duration.ofSeconds(30));
        assertThat(StartUps.NONE.usual()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void remembersNothingWithoutTheRule() {
        var life =
                new Life(Policies.policy().between(1, 40).metric("cpu", false).tracking("cpu", 50));

        life.until(60);

        assertThat(life.scenario.state().facts().foresight()).isEqualTo(Foresight.NONE);
    }

    @Test
    void forgetsALoadThatIsReadAnotherWay() {
        var life = new Life(policy(false));
        life.until(120);
        assertThat(life.scenario.state().facts().foresight().loads()).hasSize(1);

        life.scenario.policy(policy(false).cooldown(10, 10).build());
        assertThat(life.scenario.state().facts().foresight().loads()).hasSize(1);
        life.scenario.policy(Policies.policy()
                .between(1, 40)
                .metric("cpu", false)
                .reduced(Statistic.Exact.MAX, Metric.Across.AVG)
                .rule(predictive(false))
                .build());
        assertThat(life.scenario.state().facts().foresight().loads()).isEmpty();
    }

    private static Policies policy(boolean forecastOnly) {
        return Policies.policy()
                .between(1, 40)
                .metric("cpu", false)
                .tracking("cpu", 50)
                .rule(predictive(forecastOnly));
    }

    private static Predictive predictive(boolean forecastOnly) {
        try {
            return new Predictive(
                    "ahead", Expression.parse("cpu * running"), 50, 0.9, Optional.of(AHEAD), forecastOnly);
        } catch (ExpressionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Minutes of a target, read and seen once a minute. */
    private static final class Life {
        final Scenario scenario;
        private final TreeMap<Integer, Integer> desired = new TreeMap<>();
        private int minute;
        private int running = 20;

        Life(Policies policy) {
            scenario = Scenario.of(policy);
        }

        // Noon is minute 0: the load is high from 9 to 18.
        private static double load(int minute) {
            int time = (minute + 12 * 60) % 1440;
            return time >= 9 * 60 && time < 18 * 60 ? 1000 : 200;
        }

        void until(int end) {
            for (; minute < end; minute++) {
                int order = ordered();
                scenario.service(order, running)
                        .after(30)
                        .complete("cpu", Math.min(100, load(minute) / running))
                        .tick();
                int wanted = ordered();
                if (wanted != order) {
                    scenario.settled(Result.APPLIED);
                }
                desired.put(minute, wanted);
                scenario.after(30);
                running = wanted;
            }
        }

        private int ordered() {
            var commands = scenario.commands();
            return commands.isEmpty()
                    ? 20
                    : ((Order.Capacity) commands.getLast().order()).desired();
        }

        int desired() {
            return ordered();
        }

        int desiredAt(int at) {
            return Objects.requireNonNull(desired.get(at));
        }
    }
}
