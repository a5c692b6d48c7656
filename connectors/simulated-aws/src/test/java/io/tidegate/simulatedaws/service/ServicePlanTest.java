package io.tidegate.simulatedaws.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.instance.TaskShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicePlanTest {
    private static final ServicePlan PLAN = ServicePlan.of(TaskSizing.definition("web", TaskShape.of(1, 1)));

    @Test
    void startsBeforeItStopsAndTakesTheFirstFitUnlessToldOtherwise() {
        assertThat(PLAN.minimumHealthyPercent()).isEqualTo(100);
        assertThat(PLAN.maximumPercent()).isEqualTo(200);
        assertThat(PLAN.strategy()).isEqualTo(PlacementStrategy.FIRST_FIT);
    }

    @ParameterizedTest(name = "{0} desired at {1} to {2} %: {3} to {4}")
    @CsvSource({"4, 50, 150, 2, 6", "3, 50, 150, 2, 4", "1, 1, 199, 1, 1", "5, 0, 100, 0, 5", "0, 100, 200, 0, 0"})
    void roundsTheFewestUpAndTheMostDown(int desired, int minimum, int maximum, int fewest, int most) {
        var plan = PLAN.withHealthyPercent(minimum, maximum);

        assertThat(plan.fewest(desired)).isEqualTo(fewest);
        assertThat(plan.most(desired)).isEqualTo(most);
    }

    @ParameterizedTest(name = "{0} to {1} %")
    @CsvSource({"-1, 200", "101, 200", "100, 99"})
    void refusesLimitsThatNobodyCanKeep(int minimum, int maximum) {
        assertThatThrownBy(() -> PLAN.withHealthyPercent(minimum, maximum))
                .hasMessage("healthy percent must be 0 <= minimum <= 100 <= maximum, was minimum " + minimum
                        + ", maximum " + maximum);
    }
}
