package io.tidegate.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.view.LiveView;
import io.tidegate.deploy.view.SomeFacts;
import io.tidegate.schemas.ScheduleTick;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalScreenTest {
    private static final Instant NOON = SomeFacts.NOON;

    private final LiveView view = new LiveView();
    private final List<String> more = new ArrayList<>();
    private final StringWriter printed = new StringWriter();
    private final LocalScreen screen = new LocalScreen(() -> view, () -> more, new PrintWriter(printed), NOON);

    @Test
    void printsEachActionOnceWithItsReason() {
        view.take(SomeFacts.scaledOut(NOON, 1, 8, "c1"));
        screen.refresh(NOON.plusMillis(200));
        screen.refresh(NOON.plusMillis(400));

        assertThat(printed.toString()).hasLineCount(1).contains("▲ ecs/demo/web", "2 → 8", "cpu is 90.5, above 60");
    }

    @Test
    void printsWhatArrivedBetweenTwoRefreshesOldestFirst() {
        view.take(SomeFacts.scaledOut(NOON, 1, 8, "c1"));
        view.take(SomeFacts.scaledOut(NOON.plusSeconds(1), 2, 9, "c2"));

        screen.refresh(NOON.plusSeconds(2));

        assertThat(printed.toString().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("2 → 8"),
                        second -> assertThat(second).contains("2 → 9"));
    }

    @Test
    void tellsEveryTenSecondsWhereThingsStand() {
        view.take(SomeFacts.observed(NOON, 8, 5));
        view.take(new ScheduleTick(0, NOON.plusSeconds(9)));

        screen.refresh(NOON.plusSeconds(9));
        screen.refresh(NOON.plusSeconds(10));
        screen.refresh(NOON.plusSeconds(11));

        assertThat(printed.toString())
                .hasLineCount(2)
                .contains("0 decisions, 0 commands", "clock 1 s old", "ecs/demo/web", "8 desired,  5 running");
    }

    @Test
    void tellsWhereAScenarioStands() {
        more.add("storm      wave 3");

        screen.refresh(NOON.plusSeconds(10));

        assertThat(printed.toString().lines()).last().isEqualTo("storm      wave 3");
    }

    @Test
    void saysThatTheClockDoesNotTick() {
        screen.refresh(NOON.plusSeconds(10));

        assertThat(printed.toString()).hasLineCount(1).contains("clock not ticking");
    }
}
