package io.tidegate.streams.once;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decide.JournalPartition;
import io.tidegate.streams.decide.JournalPartition.Result;
import io.tidegate.streams.decide.JournalSerdes;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a target's policy asks for at one moment, after one look: its first decision. Nothing went before it, so that no
 * cooldown, stabilization or command holds it back. Pure.
 *
 * @param decision empty when there was none
 * @param commands in the order in which they are to be carried out; none when nothing is to be changed
 */
public record OneDecision(Policy policy, Target target, Optional<Decided> decision, List<Commanded> commands) {
    private static final Duration NO_SNAPSHOTS = Duration.ofDays(36_500); // Nobody asks for them.

    public OneDecision {
        commands = List.copyOf(commands);
    }

    /** What one look tells of metrics. */
    public interface Readings {
        /** Panes of the series that the metrics select, for a target. */
        List<Input.Measured> of(List<Metric> metrics, String target);
    }

    /**
     * Decides every target of some policies once, from what was seen up to {@code now}; targets of one scaling domain
     * together, as the service does; each shadow by itself. In the order of the policies and their targets, shadows last.
     */
    public static List<OneDecision> of(
            Collection<? extends Policy> policies,
            Collection<CapacityObservation> observations,
            Readings readings,
            Instant now) {
        var real = policies.stream().filter(policy -> !policy.shadow()).toList();
        return Stream.concat(
                        together(real, observations, readings, now).stream(),
                        policies.stream()
                                .filter(Policy::shadow)
                                .flatMap(shadow -> together(List.of(shadow), observations, readings, now).stream()))
                .toList();
    }

    private static List<OneDecision> together(
            Collection<? extends Policy> policies,
            Collection<CapacityObservation> observations,
            Readings readings,
            Instant now) {
        var domains = new TreeMap<String, List<Input>>();
        for (var policy : policies) {
            byDomain(policy)
                    .forEach((domain, targets) -> domains.computeIfAbsent(domain, _ -> new ArrayList<>())
                            .add(new Input.PolicyChanged(policy.name(), targets, List.of(), Optional.of(policy))));
        }
        for (var seen : observations) {
            String domain = Target.parse(seen.getTarget()).domain();
            domains.computeIfPresent(domain, (_, inputs) -> {
                inputs.add(JournalSerdes.fromAvro(new JournalEntry(domain, seen)));
                return inputs;
            });
        }
        for (var policy : policies) {
            byDomain(policy)
                    .forEach((domain, targets) ->
                            targets.forEach(target -> domains.getOrDefault(domain, new ArrayList<>())
                                    .addAll(readings.of(metrics(policy), target))));
        }
        var outputs = new ArrayList<Output>();
        domains.forEach((domain, inputs) -> {
            inputs.add(new Input.Ticked(now));
            outputs.addAll(decided(domain, inputs));
        });
        return policies.stream()
                .flatMap(policy -> policy.targets().stream().map(target -> of(policy, target, outputs)))
                .toList();
    }

    // A policy of a cluster has one target, and commands of its group and instances besides.
    private static OneDecision of(Policy policy, Target target, List<Output> outputs) {
        var decisions = outputs.stream()
                .filter(output -> output instanceof Decided decided
                        && decided.policy().equals(policy.name())
                        && decided.target().equals(target.text()))
                .map(Decided.class::cast)
                .toList();
        var commands = outputs.stream()
                .filter(output -> output instanceof Commanded commanded
                        && commanded.policy().equals(policy.name())
                        && (policy.targets().size() == 1 || commanded.target().equals(target.text())))
                .map(Commanded.class::cast)
                .toList();
        // What AWS scales besides is on record before the verdict.
        var decision = decisions.isEmpty() ? Optional.<Decided>empty() : Optional.of(decisions.getLast());
        return new OneDecision(policy, target, decision, commands);
    }

    private static TreeMap<String, List<String>> byDomain(Policy policy) {
        var domains = new TreeMap<String, List<String>>();
        policy.targets()
                .forEach(target -> domains.computeIfAbsent(target.domain(), _ -> new ArrayList<>())
                        .add(target.text()));
        return domains;
    }

    /** The metrics that a policy reads. */
    public static List<Metric> metrics(Policy policy) {
        return switch (policy) {
            case CapacityPolicy capacity -> capacity.metrics();
            case EcsAutoscalePolicy file -> file.metrics();
            case ClusterPolicy _, DrainPolicy _, ImagePolicy _ -> List.of();
        };
    }

    private static List<Output> decided(String domain, List<Input> inputs) {
        var partition = new JournalPartition(new TargetStates.InMemory(), NO_SNAPSHOTS);
        var outputs = new ArrayList<Output>();
        for (var input : inputs) {
            partition.apply(domain, input).forEach(result -> {
                if (result instanceof Result.Emitted emitted) {
                    outputs.add(emitted.output());
                }
            });
        }
        return outputs;
    }
}
