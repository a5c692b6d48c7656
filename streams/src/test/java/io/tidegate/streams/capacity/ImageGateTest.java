package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static io.tidegate.streams.Schedules.EVERY_DAY;
import static io.tidegate.streams.Schedules.action;
import static io.tidegate.streams.Schedules.always;
import static io.tidegate.streams.Schedules.move;
import static io.tidegate.streams.Schedules.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.policy.ScheduleItem;
import io.tidegate.streams.policy.ScheduledBounds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A scheduled scale-out that waits for an image. Every scenario begins at noon; the event is a minute later. */
class ImageGateTest {
    private static final Instant EVENT = Scenario.NOON.plusSeconds(60);
    private static final ScheduleItem WINDOW =
            window("event", EVERY_DAY, "12:01-12:20", "UTC", ScheduledBounds.between(4, 8));
    private static final ScheduleItem LOWER =
            window("event", EVERY_DAY, "12:01-12:20", "UTC", ScheduledBounds.between(0, 1));
    private static final ScheduleItem ACTION =
            action("event", "at(2026-05-04T12:01:00)", always("UTC"), ScheduledBounds.between(4, 8));

    @Test
    void holdsTheScaleOutUntilTheImageIsReady() {
        var scenario = on(waiting(WINDOW, 600), 65);
        assertThat(scenario.verdict()).isEqualTo("HELD IMAGE 2");
        assertThat(scenario.last().verdict().until()).isEqualTo(EVENT.plusSeconds(600));
        assertThat(scenario.last().verdict().explanation())
                .isEqualTo("event of 2026-05-04T12:01:00Z waits for the image of policy web-image");
        assertThat(scenario.commands()).isEmpty();

        scenario.gated(gate(5)).service(2, 2).ticking(1);

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT BOUNDS 4");
    }

    @Test
    void goesOnWhenItsTimeIsOver() {
        var scenario = on(waiting(ACTION, 10), 69);
        assertThat(scenario.verdict()).isEqualTo("HELD IMAGE 2");

        scenario.service(2, 2).ticking(2);

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT BOUNDS 4");
    }

    @Test
    void holdsForAsLongAsThePolicySays() {
        var scenario = on(waiting(WINDOW, null), 65);

        on(scenario, 600);

        assertThat(scenario.verdict()).isEqualTo("HELD IMAGE 2");
        assertThat(scenario.commands()).isEmpty();
    }

    @Test
    void makesUpForACapacityThatItWasToMoveTo() {
        var scenario = Scenario.of(policy().between(2, 8).scheduled(move("event", "at(2026-05-04T12:01:00)", 6)))
                .gated(gate(600))
                .service(2, 2)
                .tick();
        on(scenario, 600);
        assertThat(scenario.verdict()).isEqualTo("HELD IMAGE 2");

        // Long after its moment, and yet it is made up for.
        on(scenario, 61);

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT SCHEDULE 6");
    }

    @Test
    void holdsNothingButTheScaleOutThatIsScheduled() {
        var scenario = Scenario.of(policy().between(2, 8)
                        .metric("load", false)
                        .atLeast("load", 5, 1)
                        .scheduled(WINDOW))
                .gated(gate(600));

        on(scenario.service(2, 2), 61).complete("load", 9).service(2, 2).ticking(1);

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT THRESHOLD 3");
    }

    @Test
    void holdsNoScaleIn() {
        var scenario = on(waiting(LOWER, 600), 60);

        assertThat(scenario.verdict()).isEqualTo("SCALE_IN BOUNDS 1");
    }

    @Test
    void holdsNothingBeforeItsTime() {
        var scenario = on(waiting(WINDOW, 600), 30);

        assertThat(scenario.last().verdict().reason()).isNotEqualTo("IMAGE");
    }

    private static Scenario waiting(ScheduleItem item, @Nullable Integer seconds) {
        return Scenario.of(policy().between(0, 2).scheduled(item))
                .gated(gate(seconds))
                .service(2, 2)
                .tick();
    }

    // A service of two tasks that nobody changes, looked at every few seconds.
    private static Scenario on(Scenario scenario, int seconds) {
        for (int second = 0; second < seconds; second++) {
            scenario.ticking(1);
            if (second % 20 == 0) {
                scenario.service(2, 2);
            }
        }
        return scenario;
    }

    private static ImageGate gate(@Nullable Integer seconds) {
        return new ImageGate("web-image", "event", EVENT, seconds == null ? null : EVENT.plusSeconds(seconds));
    }
}
