package io.tidegate.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.file.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The examples with a schedule, decided minute by minute against an AWS that obeys. */
class ScheduledExamplesTest {
    private final CapacityDecider decider = new CapacityDecider();

    @Test
    void worksInTheHoursOfSeoulAndSleepsOutsideAndOnHolidays() throws IOException {
        var wednesday = Instant.parse("2026-12-22T23:50:00Z");

        var told = orders("office", 3, wednesday, Duration.ofDays(6));

        assertThat(told)
                .containsExactly(
                        "2026-12-22T23:50:00Z 0..0 with 0",
                        "2026-12-23T00:00:00Z 1..3 with 1",
                        "2026-12-23T09:00:00Z 0..0 with 0",
                        "2026-12-24T00:00:00Z 1..3 with 1",
                        "2026-12-24T09:00:00Z 0..0 with 0",
                        "2026-12-28T00:00:00Z 1..3 with 1",
                        "2026-12-28T09:00:00Z 0..0 with 0");
    }

    @Test
    void isReadyForABroadcastAndForASale() throws IOException {
        var saturday = Instant.parse("2026-11-21T10:00:00Z");

        var told = orders("broadcast", 3, saturday, Duration.ofDays(9));

        assertThat(told)
                .containsExactly(
                        "2026-11-21T10:00:00Z 2..12 with 3",
                        "2026-11-21T10:30:00Z 8..40 with 8",
                        "2026-11-21T13:30:00Z 2..12 with 8",
                        "2026-11-27T09:00:00Z 6..40 with 8",
                        "2026-11-29T15:00:00Z 2..12 with 8");
    }

    private List<String> orders(String example, int capacity, Instant from, Duration length) throws IOException {
        var policy = policy(example);
        var target = policy.targets().getFirst().text();
        var state = taken(policy, target);
        var aws = new Obedient(new Bounds(0, 100), capacity);
        var told = new ArrayList<String>();
        for (Instant now = from; now.isBefore(from.plus(length)); now = now.plusSeconds(60)) {
            for (var seen : aws.observations(target.startsWith("asg/"))) {
                state = next(decider.observe(state, new Observed(target, now, seen)));
            }
            var step = decider.tick(state, now);
            state = next(step);
            for (var output : step.outputs()) {
                if (output instanceof Commanded command && command.order() instanceof Order.Limits limits) {
                    aws = aws.obey(limits);
                    told.add("%s %d..%d with %d".formatted(now, aws.bounds.min(), aws.bounds.max(), aws.desired));
                    var settled = new Settled(target, command.id(), Result.APPLIED, now.plusSeconds(1));
                    state = next(decider.settle(state, settled, now));
                }
            }
        }
        return told;
    }

    private CapacityState taken(CapacityPolicy policy, String target) {
        return next(decider.take(null, target, target, policy, null));
    }

    private static CapacityState next(Step<CapacityState> step) {
        return Objects.requireNonNull(step.next());
    }

    private static CapacityPolicy policy(String example) throws IOException {
        var file = Path.of("examples", example + ".yaml");
        return (CapacityPolicy) PolicyReader.read(file.toString(), Files.readString(file), _ -> Optional.empty())
                .documents()
                .getFirst()
                .policy();
    }

    /** An AWS that does at once what it is told: the capacity is moved into new bounds, and no further. */
    private record Obedient(Bounds bounds, int desired) {
        Obedient obey(Order.Limits limits) {
            return new Obedient(
                    limits.wanted(), limits.wanted().clamp(limits.desired().orElse(desired)));
        }

        List<Observation> observations(boolean group) {
            return group
                    ? List.of(new Observation.Group(
                            bounds.min(), bounds.max(), desired, desired, 0, 0, Optional.empty(), false))
                    : List.of(
                            new Observation.Service("ACTIVE", desired, desired, 0, false),
                            new Observation.ScalableTarget(bounds.min(), bounds.max()));
        }
    }
}
