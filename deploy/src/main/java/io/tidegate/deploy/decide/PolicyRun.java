package io.tidegate.deploy.decide;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.ecsautoscale.Action;
import io.tidegate.streams.ecsautoscale.Inventory.Service;
import io.tidegate.streams.ecsautoscale.Outcome;
import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import io.tidegate.streams.ecsautoscale.Snapshot;
import io.tidegate.streams.journal.Input.Measured;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides services by policies, by the decider that a pipeline runs, from the snapshot alone: there is no history, so no
 * cooldown holds. A service that the snapshot does not have is passed over.
 */
final class PolicyRun {
    private static final CapacityDecider DECIDER = new CapacityDecider();

    // Of a snapshot that tells no time any moment does, unless a schedule asks for it.
    private static final Instant SOME_TIME = Instant.parse("2000-01-01T00:00:00Z");

    private final Snapshot snapshot;
    private final Instant now;
    private final Function<String, Optional<String>> variables;
    private final List<Action> actions = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    private PolicyRun(Snapshot snapshot, Function<String, Optional<String>> variables) {
        this.snapshot = snapshot;
        this.now = snapshot.at().or(() -> snapshot.readings().latest()).orElse(SOME_TIME);
        this.variables = variables;
    }

    /** Decides every service of every policy, in order. */
    static Outcome of(List<CapacityPolicy> policies, Snapshot snapshot, Function<String, Optional<String>> variables) {
        var run = new PolicyRun(snapshot, variables);
        for (CapacityPolicy policy : policies) {
            for (Target target : policy.targets()) {
                run.decide(policy, target);
            }
        }
        return new Outcome(run.actions, run.failures);
    }

    private void decide(CapacityPolicy policy, Target target) {
        if (target instanceof Target.EcsService name) {
            snapshot.inventory()
                    .service(name.cluster(), name.service())
                    .ifPresent(service -> decide(policy, name, service));
        }
    }

    private void decide(CapacityPolicy policy, Target.EcsService target, Service service) {
        if (!policy.schedule().isEmpty() && snapshot.at().isEmpty()) {
            fail(target, "at must be given, for policy %s has a schedule".formatted(policy.name()));
            return;
        }
        var taken = Objects.requireNonNull(
                DECIDER.take(null, target.domain(), target.text(), policy, now).next());
        var seen = Objects.requireNonNull(DECIDER.observe(taken, new Observed(target.text(), now, observation(service)))
                .next());
        for (Output output : DECIDER.tick(measured(seen, policy, target), now).outputs()) {
            answer(target, output);
        }
    }

    private static Observation observation(Service service) {
        int desired = Math.toIntExact(service.desired());
        int running = Math.toIntExact(service.running());
        return new Observation.Service(service.status(), desired, running, Math.max(0, desired - running), false);
    }

    private CapacityState measured(CapacityState state, CapacityPolicy policy, Target target) {
        var readings = new SnapshotPanes(snapshot, variables, now);
        CapacityState next = state;
        for (var metric : policy.metrics()) {
            for (Measured pane : readings.of(metric, target.text())) {
                next = Objects.requireNonNull(DECIDER.measure(next, pane, null).next());
            }
        }
        return next;
    }

    private void answer(Target.EcsService target, Output output) {
        switch (output) {
            case Output.Commanded commanded -> actions.add(action(target, commanded));
            case Output.Decided decided
            when decided.verdict().outcome() == Verdict.Outcome.HELD ->
                fail(target, decided.verdict().explanation());
            case Output.Decided _ -> {}
        }
    }

    private static Action action(Target.EcsService target, Output.Commanded commanded) {
        return switch (commanded.order()) {
            case Order.Capacity capacity ->
                new Action.UpdateService(target.cluster(), target.service(), capacity.desired(), commanded.reason());
            case Order.Limits limits ->
                new Action.RegisterScalableTarget(
                        "service/%s/%s".formatted(target.cluster(), target.service()),
                        limits.wanted().min(),
                        limits.wanted().max(),
                        commanded.reason());
            case Order.OneShot _ -> throw new IllegalStateException("no policy of a service drains instances");
        };
    }

    private void fail(Target.EcsService target, String message) {
        failures.add(new Failure(target.cluster() + "/" + target.service(), message));
    }
}
