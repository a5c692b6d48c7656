package io.tidegate.deploy.decide;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.ecsautoscale.Action;
import io.tidegate.streams.ecsautoscale.Outcome;
import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import io.tidegate.streams.ecsautoscale.Snapshot;
import io.tidegate.streams.once.OneDecision;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides by policies, as a pipeline does, from the snapshot alone: there is no history, so no cooldown holds. A target that
 * the snapshot does not have is passed over.
 */
final class PolicyRun {
    // Of a snapshot that tells no time any moment does, unless a schedule asks for it.
    private static final Instant SOME_TIME = Instant.parse("2000-01-01T00:00:00Z");

    private final Snapshot snapshot;
    private final List<Action> actions = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    private PolicyRun(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Decides every target of every policy, in order. */
    static Outcome of(List<Policy> policies, Snapshot snapshot, Function<String, Optional<String>> variables) {
        var run = new PolicyRun(snapshot);
        run.decide(policies, variables);
        return new Outcome(run.actions, run.failures);
    }

    private void decide(List<Policy> policies, Function<String, Optional<String>> variables) {
        var now = snapshot.at().or(() -> snapshot.readings().latest()).orElse(SOME_TIME);
        var seen = SnapshotObservations.of(snapshot, policies, now);
        failures.addAll(seen.failures());
        var known =
                seen.observations().stream().map(CapacityObservation::getTarget).collect(Collectors.toSet());
        var decidable =
                policies.stream().filter(policy -> isDecidable(policy, known)).toList();
        OneDecision.of(decidable, seen.observations(), new SnapshotPanes(snapshot, variables, now), now).stream()
                .filter(made -> known.contains(made.target().text()))
                .forEach(this::answer);
    }

    private boolean isDecidable(Policy policy, Set<String> known) {
        boolean timeless = snapshot.at().isEmpty()
                && policy instanceof CapacityPolicy capacity
                && !capacity.schedule().isEmpty();
        if (timeless) {
            policy.targets().stream()
                    .filter(target -> known.contains(target.text()))
                    .forEach(target ->
                            fail(target, "at must be given, for policy %s has a schedule".formatted(policy.name())));
        }
        return !timeless;
    }

    private void answer(OneDecision made) {
        made.commands().forEach(command -> actions.add(CommandedAction.of(command)));
        made.decision()
                .filter(decided -> decided.verdict().outcome() == Verdict.Outcome.HELD)
                .ifPresent(decided -> fail(made.target(), decided.verdict().explanation()));
    }

    private void fail(Target target, String message) {
        failures.add(new Failure(scope(target), message));
    }

    private static String scope(Target target) {
        return switch (target) {
            case Target.EcsService service -> service.cluster() + "/" + service.service();
            case Target.Cluster cluster -> cluster.cluster();
            default -> target.text();
        };
    }
}
