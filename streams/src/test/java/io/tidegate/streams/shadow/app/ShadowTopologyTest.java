package io.tidegate.streams.shadow.app;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.Decision;
import io.tidegate.schemas.DecisionOutcome;
import io.tidegate.schemas.MetricInput;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.Pipeline;
import io.tidegate.streams.Policies;
import io.tidegate.streams.TopologyText;
import io.tidegate.streams.shadow.app.ShadowBoard.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShadowTopologyTest {
    private final Pipeline production = new Pipeline();
    private final ShadowLine shadows = new ShadowLine(production);

    @AfterEach
    void close() {
        shadows.close();
        production.close();
    }

    private void pass(int seconds, int real, String metric, double value) {
        for (int second = 0; second < seconds; second++) {
            if (second % 5 == 0) {
                production.observe(Policies.TARGET, real, real);
                production.sample(MetricSample.newBuilder()
                        .setName(metric)
                        .setDimensions(Map.of())
                        .setAt(production.now())
                        .setValue(value)
                        .setSource("test")
                        .build());
            }
            production.advance(Duration.ofSeconds(1));
            shadows.pump();
        }
    }

    private static Policies calm() {
        return policy().named("calm")
                .shadow()
                .between(1, 40)
                .cooldown(60, 0)
                .metric("cpu", false)
                .tracking("cpu", 40);
    }

    @Test
    void looksAsCheckedIn() {
        var topology = new ShadowTopology(Topics.standard(), production.registry, "test", new ShadowBoard()).get();

        assertThat(TopologyText.of(topology)).isEqualTo(TopologyText.checkedIn(getClass()));
    }

    @Test
    void decidesOnSeriesThatNoPolicyInForceReads() {
        production.apply(policy().metric("load", false).build());
        production.apply(calm().build());

        pass(120, 4, "cpu", 80);

        var made = shadows.decisions();
        assertThat(made)
                .filteredOn(decision -> decision.getOutcome() == DecisionOutcome.SCALE_OUT)
                .singleElement()
                .returns("calm", Decision::getPolicy)
                .returns(4, Decision::getCurrent)
                .returns(8, Decision::getDesired);
        assertThat(made.getLast().getInputs()).extracting(MetricInput::getValue).containsExactly(40.0);
    }

    @Test
    void showsWhatBothDesireWhileItIsThere() {
        production.apply(calm().build());
        var pair = new Pair(Policies.TARGET, "calm");
        var told = new ArrayList<Pair>();
        shadows.board.onPair(told::add);

        pass(60, 4, "cpu", 80);
        var real = shadows.board.real(pair);
        var virtual = shadows.board.virtual(pair);
        production.delete("calm");
        pass(5, 4, "cpu", 80);

        assertThat(told).containsExactly(pair);
        assertThat(real).hasValue(4);
        assertThat(virtual).hasValue(8);
        assertThat(shadows.board.virtual(pair)).isEmpty();
    }

    @Test
    void writesNothingButDecisionsOfShadows() {
        production.apply(policy().metric("cpu", false).tracking("cpu", 50).build());
        production.apply(calm().build());

        pass(60, 4, "cpu", 80);

        assertThat(shadows.written())
                .containsExactly(production.topics.shadowDecisions().name());
    }

    @Test
    void drivesNothingUntilItIsTakenIntoForce() {
        production.apply(calm().build());
        pass(60, 4, "cpu", 80);
        var commands = production.commands();

        production.apply(policy().named("calm")
                .revision(2)
                .metric("cpu", false)
                .tracking("cpu", 40)
                .build());
        pass(60, 4, "cpu", 80);

        assertThat(commands).isEmpty();
        assertThat(production.commands()).isNotEmpty();
        assertThat(shadows.decisions().getLast().getOutcome()).isEqualTo(DecisionOutcome.RELEASED);
    }

    @Test
    void letsGoOfWhatADrivingPolicyHeldWhenItBecomesAShadow() {
        production.apply(
                policy().named("calm").metric("cpu", false).tracking("cpu", 40).build());
        pass(30, 4, "cpu", 40);

        production.apply(calm().revision(2).build());
        pass(60, 4, "cpu", 80);

        assertThat(production.decisions().getLast().getOutcome()).isEqualTo(DecisionOutcome.RELEASED);
        assertThat(shadows.decisions()).extracting(Decision::getPolicyRevision).containsOnly(2);
    }

    @Test
    void endsWithItsPolicy() {
        production.apply(calm().build());
        pass(60, 4, "cpu", 80);

        production.delete("calm");
        pass(30, 4, "cpu", 10);

        assertThat(shadows.decisions()).last().returns(DecisionOutcome.RELEASED, Decision::getOutcome);
        assertThat(List.of(production.commands())).containsExactly(List.of());
    }
}
