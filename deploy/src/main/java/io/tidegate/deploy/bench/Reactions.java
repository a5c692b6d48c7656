package io.tidegate.deploy.bench;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.local.Latencies;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.streams.shell.Provenance;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long it took from samples to what followed, by the times at which the broker appended them.
 *
 * @param commands that samples led to
 * @param outcomes how these ended: how many of each status and reason, such as {@code APPLIED OK}
 * @param sampleToCommand ms
 * @param sampleToApplied ms
 */
public record Reactions(
        int commands, Map<String, Integer> outcomes, Latencies sampleToCommand, Latencies sampleToApplied) {

    public Reactions {
        outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
    }

    /** Commands without an outcome. */
    public int pending() {
        return commands - outcomes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What followed from samples appended in {@code [from, to)}. */
    static Reactions read(Stand stand, Instant from, Instant to) {
        var reader = new TopicReader(stand.access);
        var samples = samplesByCommand(stand, reader, from, to);
        var toCommand = new Latencies();
        samples.values().forEach(command -> toCommand.add(command.appendedAt() - command.sampleAt()));
        var toApplied = new Latencies();
        var outcomes = new TreeMap<String, Integer>();
        var serde = AvroSerde.of(stand.topics.commandOutcomes(), CommandOutcome.class, stand.registry);
        reader.read(stand.topics.commandOutcomes().name(), Range.since(from), found -> {
            var outcome = serde.decode(found.value());
            var command = samples.get(outcome.getCommandId());
            if (command == null) {
                return;
            }
            outcomes.merge(outcome.getStatus() + " " + outcome.getReason(), 1, Integer::sum);
            if (outcome.getStatus() == OutcomeStatus.APPLIED) {
                toApplied.add(found.timestamp() - command.sampleAt());
            }
        });
        return new Reactions(toCommand.count(), outcomes, toCommand, toApplied);
    }

    private record Commanded(long sampleAt, long appendedAt) {}

    private static Map<String, Commanded> samplesByCommand(Stand stand, TopicReader reader, Instant from, Instant to) {
        var commands = new TreeMap<String, Commanded>();
        var serde = AvroSerde.of(stand.topics.scaleCommands(), ScaleCommand.class, stand.registry);
        reader.read(stand.topics.scaleCommands().name(), Range.since(from), found -> {
            var sampleAt = Provenance.sampleAppendedAt(found.headers());
            if (sampleAt.isPresent()
                    && sampleAt.getAsLong() >= from.toEpochMilli()
                    && sampleAt.getAsLong() < to.toEpochMilli()) {
                commands.put(
                        serde.decode(found.value()).getId(), new Commanded(sampleAt.getAsLong(), found.timestamp()));
            }
        });
        return commands;
    }
}
