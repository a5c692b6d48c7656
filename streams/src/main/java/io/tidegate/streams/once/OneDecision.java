package io.tidegate.streams.once;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.MetricSample;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a target's policy asks for at one moment, after one look: its first decision. Nothing went before it, so that no
 * cooldown, stabilization or command holds it back. Pure.
 *
 * @param decision empty when there was none
 * @param command empty when nothing is to be changed
 * @param notes what one look cannot know of its metrics, a line each
 */
public record OneDecision(
        CapacityPolicy policy,
        Target target,
        Optional<Decided> decision,
        Optional<Commanded> command,
        List<String> notes) {
    private static final Duration NO_SNAPSHOTS = Duration.ofDays(36_500); // Nobody asks for them.

    public OneDecision {
        notes = List.copyOf(notes);
    }

    /** Decides every target of a policy once, from what was seen of it and its metrics up to {@code now}. */
    public static List<OneDecision> of(
            CapacityPolicy policy, List<CapacityObservation> observations, List<MetricSample> samples, Instant now) {
        return policy.targets().stream()
                .map(target -> of(policy, target, observations, samples, now))
                .toList();
    }

    private static OneDecision of(
            CapacityPolicy policy,
            Target target,
            List<CapacityObservation> observations,
            List<MetricSample> samples,
            Instant now) {
        var text = target.text();
        var inputs = new ArrayList<Input>();
        inputs.add(new Input.PolicyChanged(policy.name(), List.of(text), List.of(), Optional.of(policy)));
        observations.stream()
                .filter(seen -> seen.getTarget().equals(text))
                .map(seen -> JournalSerdes.fromAvro(new JournalEntry(target.domain(), seen)))
                .forEach(inputs::add);
        inputs.addAll(LookedAt.panes(policy, text, samples, now));
        inputs.add(new Input.Ticked(now));
        var outputs = decided(target.domain(), inputs);
        var decision = only(outputs, Decided.class);
        return new OneDecision(
                policy,
                target,
                decision,
                only(outputs, Commanded.class),
                decision.map(found -> LookedAt.notes(policy, found)).orElse(List.of()));
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

    private static <T extends Output> Optional<T> only(List<Output> outputs, Class<T> type) {
        return outputs.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
