package io.tidegate.deploy.whatif;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.WireFormat;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.shell.Provenance;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The past as it is on record, wherever that is: what replays, simulations and explanations read. Records come in the order
 * of their arrival, and within a partition in that of their offsets; a bounded number of them is in memory at a time.
 */
public interface History {

    /** What is on record, in the order in which ends are looked up: what led to a decision is there when the decision is. */
    enum Kind {
        DECISIONS,
        COMMANDS,
        OUTCOMES,
        /** Entries of domains, and ticks, which concern every domain of their partition. */
        JOURNAL,
        SNAPSHOTS,
        /** The policies that are in force now; those of other times stand in journal and snapshots. */
        POLICIES;

        Topic topic(Topics topics) {
            return switch (this) {
                case DECISIONS -> topics.decisions();
                case COMMANDS -> topics.scaleCommands();
                case OUTCOMES -> topics.commandOutcomes();
                case JOURNAL -> topics.journal();
                case SNAPSHOTS -> topics.snapshots();
                case POLICIES -> topics.scalingPolicies();
            };
        }

        Class<? extends SpecificRecord> type() {
            return switch (this) {
                case DECISIONS -> Decision.class;
                case COMMANDS -> ScaleCommand.class;
                case OUTCOMES -> CommandOutcome.class;
                case JOURNAL -> JournalEntry.class;
                case SNAPSHOTS -> Snapshot.class;
                case POLICIES -> ScalingPolicy.class;
            };
        }
    }

    /**
     * Which records are meant.
     *
     * @param domains whose records count, ticks of their partitions among them; empty for all
     * @param offsets in the journal to start at, by partition; a partition that is not among them starts at its beginning
     * @param since what is not journal and arrived before this is left out; empty for nothing
     * @param inputs types of what journal entries hold, as their schema names them; empty for all
     */
    record Slice(
            SortedSet<String> domains,
            SortedMap<Integer, Long> offsets,
            Optional<Instant> since,
            SortedSet<String> inputs) {
        /** Everything. */
        public static final Slice ALL = of(new TreeSet<>());

        public Slice {
            domains = Collections.unmodifiableSortedSet(domains);
            offsets = Collections.unmodifiableSortedMap(offsets);
            inputs = Collections.unmodifiableSortedSet(inputs);
        }

        /** With journal entries of all kinds. */
        public Slice(SortedSet<String> domains, SortedMap<Integer, Long> offsets, Optional<Instant> since) {
            this(domains, offsets, since, new TreeSet<>());
        }

        /** Everything of some domains; of all when there are none. */
        public static Slice of(Collection<String> domains) {
            return new Slice(new TreeSet<>(domains), new TreeMap<>(), Optional.empty());
        }

        /** The same with journal entries of these kinds alone. */
        public Slice only(Schema... kinds) {
            var names = new TreeSet<String>();
            Stream.of(kinds).map(Schema::getFullName).forEach(names::add);
            return new Slice(domains, offsets, since, names);
        }

        boolean has(String domain) {
            return domains.isEmpty() || domains.contains(domain);
        }
    }

    /**
     * One record.
     *
     * @param from as its topic has it: partition, offset, arrival, headers and bytes
     * @param value decoded by the schema that it was written with
     */
    record Recorded(Kind kind, ConsumerRecord<byte[], byte[]> from, SpecificRecord value) {
        public int partition() {
            return from.partition();
        }

        public long offset() {
            return from.offset();
        }

        /** When it arrived at its topic. */
        public Instant appendedAt() {
            return Instant.ofEpochMilli(from.timestamp());
        }

        /** Of the entry that a decision or command was made at. */
        public OptionalLong journalOffset() {
            return Provenance.journalOffset(from.headers());
        }

        /** Of the schema that it was written with. */
        public int schemaId() {
            return WireFormat.schemaId(from.value());
        }
    }

    /** Takes one record. */
    interface Sink {
        /** Takes {@code found}, and tells whether more of its kind and partition is wanted. */
        boolean take(Recorded found);
    }

    /** For messages: where it is. */
    String name();

    /** Knows every schema that a record was written with. */
    SchemaRegistry schemas();

    /** Where a replay is to start unless told otherwise; empty for the beginning of the journal. */
    default Optional<Instant> start() {
        return Optional.empty();
    }

    /** Ids of decisions and commands that no replay can be held against, because names in the records are not those of then. */
    default Set<String> incomparable() {
        return Set.of();
    }

    /**
     * Gives the records of {@code slice} that there are now.
     *
     * @throws io.tidegate.deploy.kafka.NoBrokerException when it is in topics and no broker answers
     * @throws IllegalArgumentException when it is not readable, naming what is wrong
     */
    void read(Set<Kind> kinds, Slice slice, Sink sink);

    /** Gives all records of one kind. */
    default void each(Kind kind, Slice slice, Consumer<Recorded> taker) {
        read(EnumSet.of(kind), slice, found -> {
            taker.accept(found);
            return true;
        });
    }
}
