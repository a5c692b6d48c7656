package io.tidegate.schemas.topic;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.LedgerEntry;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.topic.Topic.Cleanup;
import io.tidegate.schemas.topic.Topic.Partitioning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * All topics of an installation: the one source that creation, checking, the catalogue and every reader and writer use.
 *
 * @param prefix what every name starts with: letters, digits and {@code -}, ending in {@code .}
 */
public record Topics(String prefix) {
    /** Prefix unless configured. */
    public static final String DEFAULT_PREFIX = "tidegate.";

    /** Partitions of every topic unless configured; fixed at creation, for keys must not move. */
    public static final int DEFAULT_PARTITIONS = 24;

    // Kafka counts '.' and '_' as the same letter in metric names, so names hold only one of them.
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.");

    static {
        GeneratedClasses.trust();
    }

    /** The contract under the default prefix. */
    public static Topics standard() {
        return new Topics(DEFAULT_PREFIX);
    }

    public Topics {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "topics.prefix must be lower-case words joined and ended by '.', was \"%s\"".formatted(prefix));
        }
    }

    public Topic metricSamples() {
        return topic(
                "metric-samples",
                "series",
                MetricSample.getClassSchema(),
                days(35),
                Partitioning.KEY,
                "Metric readings; the public door: any producer may write it, as Avro or JSON.");
    }

    public Topic lifecycleEvents() {
        return topic(
                "lifecycle-events",
                "target",
                LifecycleEvent.getClassSchema(),
                days(35),
                Partitioning.KEY,
                "What happened to instances and images.");
    }

    public Topic scheduleTicks() {
        return topic(
                "schedule-ticks",
                "partition number",
                ScheduleTick.getClassSchema(),
                days(7),
                Partitioning.NUMBER,
                "The only clock that deciders have.");
    }

    public Topic capacityObservations() {
        return topic(
                "capacity-observations",
                "target",
                CapacityObservation.getClassSchema(),
                days(35),
                Partitioning.KEY,
                "What AWS answered about a target.");
    }

    public Topic scalingPolicies() {
        return topic(
                "scaling-policies",
                "policy",
                ScalingPolicy.getClassSchema(),
                compact(),
                Partitioning.KEY,
                "Validated policies; a tombstone removes one.");
    }

    public Topic overrides() {
        return topic(
                "overrides",
                "domain",
                Overrides.getClassSchema(),
                compact(),
                Partitioning.KEY,
                "Pauses and manual capacities, each with an expiry.");
    }

    public Topic journal() {
        return topic(
                "journal",
                "domain",
                JournalEntry.getClassSchema(),
                days(90),
                Partitioning.KEY,
                "Every input of a domain's deciders, in one order.");
    }

    public Topic snapshots() {
        return topic(
                "snapshots",
                "domain",
                Snapshot.getClassSchema(),
                days(90),
                Partitioning.KEY,
                "Decider state that a replay starts from.");
    }

    public Topic decisions() {
        return topic(
                "decisions",
                "domain",
                Decision.getClassSchema(),
                days(90),
                Partitioning.KEY,
                "One record for each evaluation whose outcome or reason changed.");
    }

    public Topic scaleCommands() {
        return topic(
                "scale-commands",
                "account/region",
                ScaleCommand.getClassSchema(),
                days(90),
                Partitioning.KEY,
                "Sealed orders to the executor.");
    }

    public Topic commandOutcomes() {
        return topic(
                "command-outcomes",
                "domain",
                CommandOutcome.getClassSchema(),
                days(90),
                Partitioning.KEY,
                "How each command ended.");
    }

    public Topic executorLedger() {
        return topic(
                "executor-ledger",
                "target",
                LedgerEntry.getClassSchema(),
                compact(),
                Partitioning.ACCOUNT_REGION,
                "The executor's intents and results.");
    }

    public Topic shadowJournal() {
        return topic(
                "shadow-journal",
                "domain",
                JournalEntry.getClassSchema(),
                days(35),
                Partitioning.KEY,
                "What shadow policies need beside the journal: themselves, and panes of the series that they select.");
    }

    public Topic shadowDecisions() {
        return topic(
                "shadow-decisions",
                "domain",
                Decision.getClassSchema(),
                days(35),
                Partitioning.KEY,
                "Decisions of shadow policies.");
    }

    public Topic deadLetters() {
        return new Topic(
                prefix + "dead-letters",
                "the original",
                Optional.empty(),
                days(14),
                Partitioning.KEY,
                "Records that could not be read, with their reason in headers.");
    }

    /** Every topic, in the order of the catalogue. */
    public List<Topic> all() {
        return List.of(
                metricSamples(),
                lifecycleEvents(),
                scheduleTicks(),
                capacityObservations(),
                scalingPolicies(),
                overrides(),
                journal(),
                snapshots(),
                decisions(),
                scaleCommands(),
                commandOutcomes(),
                executorLedger(),
                shadowJournal(),
                shadowDecisions(),
                deadLetters());
    }

    private Topic topic(String name, String key, Schema value, Cleanup cleanup, Partitioning partitioning, String doc) {
        return new Topic(prefix + name, key, Optional.of(value), cleanup, partitioning, doc);
    }

    private static Cleanup days(int days) {
        return new Cleanup.Delete(Duration.ofDays(days));
    }

    private static Cleanup compact() {
        return new Cleanup.Compact();
    }
}
