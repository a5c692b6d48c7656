package io.tidegate.deploy.whatif.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final long MINUTE = Worlds.MINUTE;
    private static final long HOUR = 60 * MINUTE;

    // 60 % of a CPU each at the objective, 100 % at most; 2 an hour.
    private final Meter meter = new Meter(new Yardstick(60, 100, 2, 20, Duration.ofMinutes(1), 1, 10), 2);

    @Test
    void countsWhatIsPaidForAndWhatItCosts() {
        meter.passes(0, HOUR, 120, false, 2, 3);
        meter.passes(HOUR, HOUR + HOUR / 2, 120, false, 2, 2);

        var measures = meter.measures();

        assertThat(measures.unitHours()).isEqualTo(4);
        assertThat(measures.cost()).isEqualTo(8);
        assertThat(measures.knownHours()).isEqualTo(1.5);
        assertThat(measures.minutesOverTarget()).isZero();
        assertThat(measures.objective()).isEqualTo(8);
        assertThat(measures.reactions().count()).isZero();
        assertThat(measures.reactions().p90Seconds()).isZero();
    }

    @Test
    void countsWhatIsMissingAgainstTheObjective() {
        meter.passes(0, HOUR, 150, false, 2, 2);

        var measures = meter.measures();

        assertThat(measures.minutesOverTarget()).isEqualTo(60);
        assertThat(measures.shortageHours()).isCloseTo(0.5, within(1e-9));
        assertThat(measures.unservedShare()).isZero();
        assertThat(measures.objective()).isCloseTo(2 * (2 + 10 * 0.5), within(1e-9));
    }

    @Test
    void countsWhatCannotBeServedAtAll() {
        meter.passes(0, HOUR, 400, false, 2, 2);
        meter.passes(HOUR, 2 * HOUR, 100, false, 2, 2);

        assertThat(meter.measures().unservedShare()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void servesNothingWithoutUnits() {
        meter.passes(0, HOUR, 30, false, 0, 0);

        assertThat(meter.measures().unservedShare()).isEqualTo(1);
        assertThat(meter.measures().shortageHours()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void isNotOverTheTargetWithoutLoadAndUnits() {
        meter.passes(0, HOUR, 0, false, 0, 0);

        assertThat(meter.measures().minutesOverTarget()).isZero();
        assertThat(meter.measures().unservedShare()).isZero();
    }

    @Test
    void leavesOutTimeOfWhichNothingIsKnown() {
        meter.passes(HOUR, 2 * HOUR, 60, true, 1, 1);
        meter.passes(5 * HOUR, 6 * HOUR, 60, false, 1, 1);

        var measures = meter.measures();

        assertThat(measures.unitHours()).isEqualTo(2);
        assertThat(measures.knownHours()).isEqualTo(2);
        assertThat(measures.unknownHours()).isEqualTo(3);
        assertThat(measures.censoredShare()).isEqualTo(0.5);
    }

    @Test
    void timesEachReactionFromTheFirstLackUntilThereIsEnough() {
        meter.passes(0, MINUTE, 120, false, 2, 2);
        meter.passes(MINUTE, 2 * MINUTE, 150, false, 2, 3);
        meter.passes(2 * MINUTE, 4 * MINUTE, 200, false, 3, 4);
        meter.passes(4 * MINUTE, 5 * MINUTE, 200, false, 4, 4);
        meter.passes(5 * MINUTE, 6 * MINUTE, 300, false, 4, 4);
        meter.passes(6 * MINUTE, 7 * MINUTE, 100, false, 4, 4);

        var reactions = meter.measures().reactions();

        assertThat(reactions.count()).isEqualTo(2);
        assertThat(reactions.maxSeconds()).isEqualTo(180);
        assertThat(reactions.medianSeconds()).isCloseTo(60, within(0.6));
        assertThat(reactions.p90Seconds()).isCloseTo(180, within(1.8));
        assertThat(reactions.ongoing()).isZero();
    }

    @Test
    void countsAReactionThatHasNotEndedYet() {
        meter.passes(0, MINUTE, 150, false, 2, 2);
        meter.passes(MINUTE, 2 * MINUTE, 100, false, 2, 2);
        meter.passes(2 * MINUTE, 5 * MINUTE, 300, false, 2, 2);

        var reactions = meter.measures().reactions();

        assertThat(reactions.count()).isEqualTo(2);
        assertThat(reactions.ongoing()).isEqualTo(1);
        assertThat(reactions.maxSeconds()).isEqualTo(180);
    }

    @Test
    void goesOnReactingAfterTimeOfWhichNothingIsKnown() {
        meter.passes(0, MINUTE, 150, false, 2, 2);
        meter.passes(HOUR, HOUR + MINUTE, 150, false, 2, 2);
        meter.passes(HOUR + MINUTE, HOUR + 2 * MINUTE, 150, false, 3, 3);

        var reactions = meter.measures().reactions();

        assertThat(reactions.count()).isEqualTo(1);
        assertThat(reactions.maxSeconds()).isEqualTo(120);
    }

    @Test
    void countsActionsAndThoseThatTurnBack() {
        meter.acts(2, 4);
        meter.acts(4, 4);
        meter.acts(4, 6);
        meter.acts(6, 3);
        meter.acts(3, 5);
        meter.calls(5, 1);
        meter.calls(2, 0);

        var measures = meter.measures();

        assertThat(measures.actions()).isEqualTo(4);
        assertThat(measures.directionChanges()).isEqualTo(2);
        assertThat(measures.calls()).isEqualTo(7);
        assertThat(measures.throttled()).isEqualTo(1);
    }

    @Test
    void hasNothingToSayOfNoCourse() {
        assertThat(meter.measures()).isEqualTo(Measures.NONE);
        assertThat(Measures.NONE.regret()).isZero();
        assertThat(Measures.NONE.censoredShare()).isZero();
    }

    @Test
    void addsCoursesUp() {
        meter.passes(0, HOUR, 300, true, 2, 2);
        var other = new Meter(new Yardstick(1, 1, 3, 30, Duration.ZERO, 0, 5), 1);
        other.passes(0, 3 * HOUR, 1, false, 1, 1);
        other.passes(3 * HOUR, 3 * HOUR + MINUTE, 2, false, 1, 1);
        other.passes(3 * HOUR + MINUTE, 4 * HOUR, 1, false, 1, 1);

        var both = meter.measures().and(other.measures());

        assertThat(both.unitHours()).isEqualTo(6);
        assertThat(both.cost()).isEqualTo(4 + 12);
        assertThat(both.censoredShare()).isEqualTo(0.2);
        assertThat(both.reactions().count()).isEqualTo(2);
        assertThat(both.reactions().ongoing()).isEqualTo(1);
        assertThat(both.reactions().maxSeconds()).isEqualTo(3600);
        assertThat(both.reactions().medianSeconds()).isCloseTo(60, within(0.6));
        assertThat(both.regret())
                .isCloseTo(meter.measures().regret() + other.measures().regret(), within(1e-9));
    }

    @Test
    void takesStretchesInOrderOnly() {
        meter.passes(0, HOUR, 60, false, 1, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> meter.passes(HOUR - 1, 2 * HOUR, 60, false, 1, 1))
                .withMessage("a stretch must begin at 3600000 or later and end after that, was 3599999 to 7200000");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meter.passes(0, 1, Double.NaN, false, 1, 1))
                .withMessage("load must be a number of 0 or more, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meter.passes(0, 1, 1, false, 2, 1))
                .withMessage("running must be 0 or more, and billed as much, were 2 and 1");
    }
}
