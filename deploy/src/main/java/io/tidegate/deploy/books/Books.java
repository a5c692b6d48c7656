package io.tidegate.deploy.books;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The books of an installation: every sample that came in has a place, and every command has exactly one outcome and at most
 * one effect. Counted from committed records and from the changes that AWS made, never from a counter in a process.
 *
 * @param samplesIn records of {@code metric-samples}
 * @param aggregated of these, those whose pane reached the deciders in time
 * @param late of these, those whose pane came to the deciders when it counted no more
 * @param deadLettered of these, those put aside with a reason
 * @param repeated of these, those of an identity that had come before
 * @param unselected of these, those of series that no policy reads
 * @param commands commands sent
 * @param terminalOutcomes outcomes told
 * @param doubleEffects changes in AWS that no command explains, or that a command made once more
 * @param discrepancies what does not balance, in words; empty when all does
 */
public record Books(
        long samplesIn,
        long aggregated,
        long late,
        long deadLettered,
        long repeated,
        long unselected,
        long commands,
        long terminalOutcomes,
        long doubleEffects,
        List<String> discrepancies) {

    private static final int MOST_TOLD = 20;

    public Books {
        discrepancies = List.copyOf(discrepancies);
    }

    /**
     * Reads the topics as they are now.
     *
     * @param changes what AWS changed, in its order, those by others left out
     */
    public static Books read(KafkaAccess access, Topics topics, SchemaRegistry registry, List<Change> changes) {
        var commands = CommandBooks.read(access, topics, registry);
        var samples = SampleBooks.read(access, topics, registry);
        var discrepancies = new ArrayList<>(samples.discrepancies());
        discrepancies.addAll(commands.discrepancies());
        var doubled = commands.unexplained(changes);
        discrepancies.addAll(doubled);
        return new Books(
                samples.in(),
                samples.aggregated(),
                samples.late(),
                samples.deadLettered(),
                samples.repeated(),
                samples.unselected(),
                commands.commands(),
                commands.outcomes(),
                doubled.size(),
                discrepancies);
    }

    /** Whether nothing was lost and nothing happened twice. */
    public boolean balance() {
        return discrepancies.isEmpty();
    }

    /** The same for programs; the keys are a contract. */
    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("samplesIn", samplesIn);
        json.put("aggregated", aggregated);
        json.put("late", late);
        json.put("deadLettered", deadLettered);
        json.put("repeated", repeated);
        json.put("unselected", unselected);
        json.put("commands", commands);
        json.put("terminalOutcomes", terminalOutcomes);
        json.put("doubleEffects", doubleEffects);
        json.put("balance", balance());
        return json;
    }

    /** For people. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("samples  %d in = %d aggregated + %d late + %d dead-lettered + %d repeated + %d that no policy reads"
                .formatted(samplesIn, aggregated, late, deadLettered, repeated, unselected));
        lines.add("commands %d, outcomes %d, double effects %d".formatted(commands, terminalOutcomes, doubleEffects));
        discrepancies.stream().limit(MOST_TOLD).forEach(each -> lines.add("  " + each));
        lines.add(balance() ? "the books balance" : "the books do not balance");
        return lines;
    }
}
