package io.tidegate.deploy.view;

import io.tidegate.schemas.AppliedConstraint;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.DecisionOutcome;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.MetricInput;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.RuleResult;
import io.tidegate.schemas.Trigger;
import java.time.Instant;
import java.util.List;

/** Facts about one service, ecs/demo/web, for tests that read them. */
public final class SomeFacts {
    public static final String DOMAIN = "cluster/demo";
    public static final String TARGET = "ecs/demo/web";
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private SomeFacts() {}

    /** The service scaled out from 2 to {@code desired}, cut by its maximum of 10 when the rules asked for more. */
    public static Decision scaledOut(Instant at, long sequence, int desired, String commandId) {
        return new Decision(
                DOMAIN,
                TARGET,
                NOON,
                sequence,
                at,
                Trigger.TICK,
                "web",
                1,
                1,
                "2026a",
                List.of(new MetricInput("cpu", 90.5, at.minusSeconds(60), at, 1, false, null, 0, null)),
                List.of(new RuleResult("cpu-60", 90.5, 12, "ceil(8 x 90.5 / 60)")),
                2,
                2,
                12,
                List.of(new AppliedConstraint("max", 12, desired, "capacity.max")),
                desired,
                DecisionOutcome.SCALE_OUT,
                "TARGET_TRACKING",
                "cpu is 90.5, above 60",
                null,
                commandId,
                null,
                List.of(commandId));
    }

    /** Both directions are paused, and nothing else in the domain is overridden. */
    public static Overrides paused(Instant until) {
        var entry = new OverrideEntry(TARGET, true, true, null, "anna", "release", until, false);
        return new Overrides(DOMAIN, List.of(entry), "anna", "release");
    }

    public static CommandOutcome applied(String commandId, Instant at) {
        return new CommandOutcome(
                commandId, DOMAIN, TARGET, NOON, 1L, OutcomeStatus.APPLIED, "OK", null, at, "req-1", 1, 42L, false);
    }

    public static CapacityObservation observed(Instant at, int desired, int running) {
        return new CapacityObservation(
                TARGET, at, new EcsServiceState("ACTIVE", desired, running, 0, false), null, null);
    }
}
