package io.tidegate.simulatedaws.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.group.InstanceEvent;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.identity.Place;
import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalancersTest {
    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

    private final Timeline timeline = new Timeline(START);
    private final Balancers balancers = new Balancers(timeline, new Arns(Place.DEFAULT));

    BalancersTest() {
        var check = Duration.ofSeconds(10);
        balancers.add(TargetGroupPlan.ofInstances("long", 80).withDelays(Duration.ofMinutes(5), check));
        balancers.add(TargetGroupPlan.ofInstances("short", 80).withDelays(Duration.ofMinutes(1), check));
        balancers.add(TargetGroupPlan.ofInstances("other", 80).withDelays(Duration.ofHours(1), check));
        balancers.attach("web", "long", List.of("i-1"));
        balancers.attach("web", "short", List.of("i-1"));
        balancers.attach("api", "other", List.of("i-1"));
        timeline.advanceTo(START.plusSeconds(10));
    }

    @Test
    void anInstanceHasDrainedWhenTheLastOfItsGroupsDelaysIsOver() {
        balancers.note(new InstanceEvent.Leaving("web", "i-1"));

        assertThat(balancers.drainedAt("web", "i-1")).isEqualTo(START.plusSeconds(310));
    }

    @Test
    void anInstanceThatDrainsNowhereHasDrainedNow() {
        assertThat(balancers.drainedAt("web", "i-1")).isEqualTo(START.plusSeconds(10));
        assertThat(balancers.drainedAt("unattached", "i-2")).isEqualTo(START.plusSeconds(10));
    }
}
