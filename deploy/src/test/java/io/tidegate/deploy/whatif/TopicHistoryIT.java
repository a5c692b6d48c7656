package io.tidegate.deploy.whatif;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Recorded;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.Undisturbed.Manner;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** More records than are kept of a partition at a time, of several topics. */
@ExtendWith(SharedKafka.class)
class TopicHistoryIT {
    private final InProcessRegistry registry = InProcessRegistry.inMemory();
    private final RecordedJournal journal = SeededJournal.of(3, registry);
    private final Path folder;

    TopicHistoryIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void givesEveryRecordInTheOrderOfItsArrival(EmbeddedKafka kafka) {
        var history = decided(kafka, "history.all.");

        var found = read(history, Slice.ALL);

        assertThat(found).extracting(Recorded::appendedAt).isSorted();
        assertThat(found.stream().filter(one -> one.kind() == Kind.JOURNAL)).hasSize(journal.size());
        assertThat(found.stream().collect(groupingBy(one -> one.kind() + " " + one.partition())))
                .hasSize(4)
                .allSatisfy((_, those) ->
                        assertThat(those).extracting(Recorded::offset).isSorted());
        assertThat(found)
                .filteredOn(one -> one.kind() == Kind.DECISIONS)
                .allSatisfy(one -> assertThat(one.journalOffset()).isPresent());
    }

    @Test
    void givesOfADomainItsRecordsAndTheTicksOfItsPartition(EmbeddedKafka kafka) {
        var history = decided(kafka, "history.domain.");

        var found = read(history, Slice.of(List.of("cluster/north")));

        assertThat(found).extracting(TopicHistoryIT::domain).containsOnly("cluster/north", "tick");
        assertThat(found.stream().filter(one -> one.kind() == Kind.JOURNAL).map(Recorded::partition))
                .containsOnly(partitionOf("cluster/north"));
    }

    @Test
    void startsTheJournalAtAnOffsetAndEndsItWhenNoMoreIsWanted(EmbeddedKafka kafka) {
        var history = decided(kafka, "history.part.");
        var offsets = new TreeMap<Integer, Long>();
        offsets.put(0, 500L);
        offsets.put(1, 700L);
        var found = new ArrayList<Recorded>();

        history.read(EnumSet.of(Kind.JOURNAL), new Slice(new TreeSet<>(), offsets, Optional.empty()), one -> {
            found.add(one);
            return one.partition() == 1 || one.offset() < 600;
        });

        assertThat(found.stream().filter(one -> one.partition() == 0).map(Recorded::offset))
                .startsWith(500L)
                .endsWith(600L)
                .hasSize(101);
        assertThat(found.stream().filter(one -> one.partition() == 1).map(Recorded::offset))
                .startsWith(700L)
                .hasSize(journal.partitions().getOrDefault(1, List.of()).size() - 700);
    }

    private TopicHistory decided(EmbeddedKafka kafka, String prefix) {
        var access = KafkaAccess.plain(kafka.bootstrap());
        var decider = new Undisturbed(access, prefix, registry, folder.resolve("state"), SeededJournal.PARTITIONS);
        journal.append(access, decider.topics(), 0, 1);
        decider.work(Manner.USUAL, journal, 1);
        return new TopicHistory(access, decider.topics(), registry);
    }

    private static List<Recorded> read(History history, Slice slice) {
        var found = new ArrayList<Recorded>();
        history.read(EnumSet.of(Kind.DECISIONS, Kind.JOURNAL), slice, found::add);
        return found;
    }

    private int partitionOf(String domain) {
        return journal.partitions().entrySet().stream()
                .filter(partition ->
                        partition.getValue().stream().anyMatch(line -> new String(line.key(), UTF_8).equals(domain)))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static String domain(Recorded one) {
        return switch (one.value()) {
            case Decision decision -> decision.getDomain();
            case JournalEntry entry -> entry.getInput() instanceof ScheduleTick ? "tick" : entry.getDomain();
            default -> "";
        };
    }
}
