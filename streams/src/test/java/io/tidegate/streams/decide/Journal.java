package io.tidegate.streams.decide;

import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A journal partition with one domain, {@code cluster/demo}: says what comes, one thing after another, and keeps what it answers. */
final class Journal {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    static final String DOMAIN = "cluster/demo";

    private final TargetStates.InMemory states = new TargetStates.InMemory();
    private final JournalPartition partition = new JournalPartition(states, Duration.ofHours(1));
    private final List<Output> outputs = new ArrayList<>();
    private Instant now = NOON;

    Instant now() {
        return now;
    }

    TargetStates states() {
        return states;
    }

    Journal policy(Policy policy) {
        var targets = policy.targets().stream().map(target -> target.text()).toList();
        return apply(new Input.PolicyChanged(policy.name(), targets, List.of(), Optional.of(policy)));
    }

    Journal deleted(String policy, String... released) {
        return apply(new Input.PolicyChanged(policy, List.of(), List.of(released), Optional.empty()));
    }

    Journal cluster(ObservedCluster cluster) {
        return observed(DOMAIN, new Observation.Cluster(cluster));
    }

    Journal service(String name, int desired, int running) {
        return observed(
                "ecs/demo/" + name,
                new Observation.Service("ACTIVE", desired, running, Math.max(0, desired - running), false));
    }

    Journal observed(String target, Observation observation) {
        return apply(new Input.Observed(target, now, observation));
    }

    /** A command ends now. */
    Journal settled(Commanded command, Result result) {
        return apply(new Input.Settled(command.target(), command.id(), result, now));
    }

    /** All commands that have not been settled yet are applied. */
    Journal applied(List<Commanded> commands) {
        commands.forEach(command -> settled(command, Result.APPLIED));
        return this;
    }

    Journal override(Map<String, ManualOverride> entries) {
        return apply(new Input.Overridden(DOMAIN, new TreeMap<>(entries), "anna", "release"));
    }

    Journal paused(String target, boolean in, boolean out, int seconds) {
        return override(Map.of(
                target,
                new ManualOverride(in, out, OptionalInt.empty(), false, "anna", "release", now.plusSeconds(seconds))));
    }

    Journal given(String target, int capacity, boolean beyondBounds, int seconds) {
        return override(Map.of(
                target,
                new ManualOverride(
                        false,
                        false,
                        OptionalInt.of(capacity),
                        beyondBounds,
                        "anna",
                        "release",
                        now.plusSeconds(seconds))));
    }

    Journal apply(List<Input> inputs) {
        inputs.forEach(this::apply);
        return this;
    }

    Journal apply(Input input) {
        for (var result : partition.apply(DOMAIN, input)) {
            if (result instanceof JournalPartition.Result.Emitted emitted) {
                outputs.add(emitted.output());
            }
        }
        return this;
    }

    /** So many seconds later, the clock ticks. */
    Journal after(int seconds) {
        now = now.plusSeconds(seconds);
        return apply(new Input.Ticked(now));
    }

    List<Output> outputs() {
        return List.copyOf(outputs);
    }

    /** What was answered since it was last asked. */
    List<Output> news() {
        var news = List.copyOf(outputs);
        outputs.clear();
        return news;
    }

    List<Commanded> commands() {
        return outputs.stream()
                .filter(Commanded.class::isInstance)
                .map(Commanded.class::cast)
                .toList();
    }

    List<Decided> decisions(String target) {
        return outputs.stream()
                .filter(Decided.class::isInstance)
                .map(Decided.class::cast)
                .filter(decided -> decided.target().equals(target))
                .toList();
    }

    /** Outcome and reason of the last decision about the cluster. */
    String verdict() {
        var verdict = decisions(DOMAIN).getLast().verdict();
        return verdict.outcome() + " " + verdict.reason();
    }
}
