package io.tidegate.deploy.whatif.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.view.SomeFacts;
import io.tidegate.deploy.whatif.shadow.ShadowComparison.Both;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.DecisionOutcome;
import io.tidegate.schemas.topic.GeneratedClasses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowComparisonTest {
    static {
        GeneratedClasses.trust();
    }

    private static final Instant NOON = SomeFacts.NOON;

    private static Instant at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    /** From 2 to so many. */
    private static Decision to(int minute, int desired) {
        return SomeFacts.scaledOut(at(minute), minute + 1, desired, "c" + minute);
    }

    /** Left at so many. */
    private static Decision steady(int minute, int current) {
        return Decision.newBuilder(to(minute, current))
                .setCurrent(current)
                .setOutcome(DecisionOutcome.STEADY)
                .setReason("IN_TOLERANCE")
                .build();
    }

    private static ShadowComparison compared(List<Decision> live, List<Decision> shadow) {
        return ShadowComparison.of("calm", live, shadow, Instant.MIN, at(60)).orElseThrow();
    }

    @Test
    void addsUpWhatBothWouldHaveHad() {
        var found = compared(List.of(steady(0, 4), to(30, 8)), List.of(steady(0, 4), to(15, 6)));

        assertThat(found.from()).isEqualTo(at(0));
        assertThat(found.capacityHours()).isEqualTo(new Both<>(6.0, 5.5));
        assertThat(found.actions()).isEqualTo(new Both<>(1L, 1L));
        assertThat(found.apart()).isEqualTo(Duration.ofMinutes(45));
        assertThat(found.differs()).isTrue();
    }

    @Test
    void tellsWhereTheyFirstAndLastBeginToDifferAndMost() {
        var live = List.of(steady(0, 4), to(10, 6), steady(20, 6), to(40, 9));
        var shadow = List.of(steady(0, 4), to(5, 6), to(45, 7));

        var found = compared(live, shadow);

        assertThat(found.first()).hasValueSatisfying(first -> {
            assertThat(first.at()).isEqualTo(at(5));
            assertThat(first.desired()).isEqualTo(new Both<>(4, 6));
            assertThat(first.by().live().getReason()).isEqualTo("IN_TOLERANCE");
            assertThat(first.by().shadow().getReason()).isEqualTo("TARGET_TRACKING");
        });
        assertThat(found.last())
                .hasValueSatisfying(last -> assertThat(last.at()).isEqualTo(at(40)));
        assertThat(found.greatest()).hasValueSatisfying(most -> {
            assertThat(most.at()).isEqualTo(at(40));
            assertThat(most.desired()).isEqualTo(new Both<>(9, 6));
        });
    }

    @Test
    void beginsWhereBothTell() {
        var found = compared(List.of(steady(0, 4)), List.of(steady(30, 4)));

        assertThat(found.from()).isEqualTo(at(30));
        assertThat(found.capacityHours()).isEqualTo(new Both<>(2.0, 2.0));
        assertThat(found.differs()).isFalse();
        assertThat(found.first()).isEmpty();
    }

    @Test
    void comparesASpanWithWhatHeldWhenItBegan() {
        var live = List.of(steady(0, 4), to(30, 8));
        var shadow = List.of(steady(0, 2));

        var found = ShadowComparison.of("calm", live, shadow, at(10), at(20)).orElseThrow();

        assertThat(found.actions()).isEqualTo(new Both<>(0L, 0L));
        assertThat(found.apart()).isEqualTo(Duration.ofMinutes(10));
        assertThat(found.curves().live()).hasSize(60).containsOnly(4);
        assertThat(found.curves().shadow()).containsOnly(2);
    }

    @Test
    void tellsNothingWhereOnlyOneTells() {
        assertThat(ShadowComparison.of("calm", List.of(), List.of(steady(0, 4)), Instant.MIN, at(60)))
                .isEmpty();
        assertThat(ShadowComparison.of("calm", List.of(steady(0, 4)), List.of(steady(50, 4)), Instant.MIN, at(40)))
                .isEmpty();
    }

    @Test
    void goesOnWithWhatWasKnownWhereADecisionTellsNoCapacity() {
        var unknown = Decision.newBuilder(steady(10, 4))
                .setCurrent(null)
                .setDesired(null)
                .setOutcome(DecisionOutcome.HELD)
                .setReason("OBSERVATION_STALE")
                .build();

        assertThat(compared(List.of(steady(0, 4), unknown), List.of(steady(0, 4)))
                        .capacityHours())
                .isEqualTo(new Both<>(4.0, 4.0));
    }
}
