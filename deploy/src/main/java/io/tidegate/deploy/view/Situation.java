package io.tidegate.deploy.view;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.streams.journal.OverrideSerdes;
import io.tidegate.streams.policy.PolicySerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the topics tell of a target that did nothing, and what of it stands between the target and an action.
 *
 * @param policies that name it
 * @param observation the last, if there is one of the last minutes
 * @param tick the last of its journal partition, if there is one of the last minutes
 * @param override that has been written for it, expired or not
 * @param decision the last
 */
public record Situation(
        List<ScalingPolicy> policies,
        Optional<CapacityObservation> observation,
        Optional<Instant> tick,
        Optional<OverrideEntry> override,
        Optional<Decision> decision,
        Instant now) {
    // As the decider has it: an older observation says nothing of the present. A tick comes once a second.
    private static final Duration STALE_AFTER = Duration.ofSeconds(60);

    public Situation {
        policies = List.copyOf(policies);
    }

    /**
     * A reason why nothing was done.
     *
     * @param code upper-case
     */
    public record Hindrance(String code, String message) {}

    /** The reasons, the most fundamental first; empty when the last decision was to change something. */
    public List<Hindrance> hindrances() {
        var found = new ArrayList<Hindrance>();
        policy(found);
        clock(found);
        observation(found);
        override.filter(entry -> entry.getExpiresAt().isAfter(now))
                .ifPresent(entry -> found.add(new Hindrance(
                        "OVERRIDDEN", OverrideSerdes.fromAvro(entry).toString())));
        decision(found);
        return List.copyOf(found);
    }

    private void policy(List<Hindrance> found) {
        if (policies.isEmpty()) {
            found.add(new Hindrance(
                    "NO_POLICY", "no policy in force drives it; tidegate policy list tells what is driven"));
        }
        for (var policy : policies) {
            String name = "policy " + policy.getName();
            if (!policy.getEnabled()) {
                found.add(new Hindrance("POLICY_DISABLED", name + " is disabled"));
            }
            unreadable(policy)
                    .ifPresent(
                            why -> found.add(new Hindrance("POLICY_INVALID", name + " cannot be decided by: " + why)));
        }
    }

    private static Optional<String> unreadable(ScalingPolicy policy) {
        try {
            PolicySerdes.fromAvro(policy);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void clock(List<Hindrance> found) {
        if (tick.isEmpty() || isStale(tick.get())) {
            String last = tick.map(at -> "its last tick was " + ago(at)).orElse("there was no tick lately");
            found.add(new Hindrance(
                    "NO_TICK", "the clock of its decider stands still: %s; does role streams run?".formatted(last)));
        }
    }

    private void observation(List<Hindrance> found) {
        if (observation.isEmpty()) {
            found.add(new Hindrance(
                    "NOT_OBSERVED",
                    "AWS has not told its state lately; does role connectors run, and may it describe?"));
            return;
        }
        var seen = observation.get();
        if (seen.getObserved() instanceof TargetNotFound missing) {
            found.add(new Hindrance("NOT_FOUND", "AWS knows no such target: " + missing.getMessage()));
        } else if (isStale(seen.getObservedAt())) {
            found.add(new Hindrance("OBSERVATION_STALE", "AWS told its state last " + ago(seen.getObservedAt())));
        }
    }

    private void decision(List<Hindrance> found) {
        if (decision.isPresent() && !Facts.isAction(decision.get())) {
            var made = decision.get();
            found.add(new Hindrance(made.getReason(), made.getOutcome() + ": " + made.getExplanation()));
        }
        if (decision.isEmpty() && found.isEmpty()) {
            found.add(new Hindrance("NO_DECISION", "all that a decision needs is there; the next tick should make it"));
        }
    }

    private boolean isStale(Instant at) {
        return Duration.between(at, now).compareTo(STALE_AFTER) > 0;
    }

    private String ago(Instant at) {
        return Elapsed.text(Duration.between(at, now)) + " ago";
    }
}
