package io.tidegate.deploy.whatif;

import io.tidegate.deploy.whatif.History.Recorded;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.ReplayVerification.Result;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.serde.WireFormat;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.replay.Comparison;
import io.tidegate.streams.replay.Comparison.Side;
import io.tidegate.streams.replay.Comparison.Watcher;
import io.tidegate.streams.replay.FieldDifference;
import io.tidegate.streams.replay.Replay;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The journal's partitions, each run again, beside what is on record. How far decisions reach in a journal partition is how
 * far anything is compared, so that a service which goes on deciding meanwhile makes no difference.
 */
final class VerificationRun {
    private static final String CUT_OFF = "before the journal begins; start from snapshots with --from";
    private static final String OTHER_SCHEMA = "written with another schema";
    private static final String OTHER_NAMES = "comes out otherwise under the names of the redaction";
    private static final String NOT_YET = "its decision is on record, and it is not yet";

    private final History history;
    private final Journey journey;
    private final Request request;
    private final String tzdataVersion;
    private final Progress progress;
    private final SortedMap<String, Long> after;

    private final Comparison decided;
    private final Comparison commanded;
    private final Map<Integer, Replay> replays = new HashMap<>();
    private final Map<Integer, Long> firstOffsets = new HashMap<>();
    private final Map<Integer, Long> reach = new HashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    // A command and the decision that it follows from come from two topics: either may come first.
    private final Map<String, Announcement> announced = new HashMap<>();
    private final Map<String, Recorded> unannounced = new HashMap<>();
    private final Map<Integer, Boolean> schemasOfToday = new HashMap<>();

    // Replayed records get their bytes from a registry of their own, for only payloads are compared.
    private final SchemaRegistry scratch = InProcessRegistry.inMemory();
    private final AvroSerde<Decision> decisions = AvroSerde.of(Topics.standard().decisions(), Decision.class, scratch);
    private final AvroSerde<ScaleCommand> commands =
            AvroSerde.of(Topics.standard().scaleCommands(), ScaleCommand.class, scratch);
    // Commands of all domains of an account share a partition, whose end an open transaction of any of them holds back:
    // those
    // that a domain's last decisions announce may not be readable yet.
    private final Map<String, Long> commandReach = new HashMap<>();
    private long entries;

    /**
     * What a decision says of a command.
     *
     * @param why it cannot be compared; empty when it can
     * @param offset of the journal entry that both were made at
     */
    private record Announcement(Optional<String> why, OptionalLong offset) {}

    VerificationRun(
            History history,
            Journey journey,
            Request request,
            String tzdataVersion,
            Progress progress,
            Watcher watcher) {
        this.history = history;
        this.journey = journey;
        this.request = request;
        this.tzdataVersion = tzdataVersion;
        this.progress = progress;
        this.decided = new Comparison(new FieldDifference(Decision.class), watcher);
        this.commanded = new Comparison(new FieldDifference(ScaleCommand.class), watcher);
        this.after = journey.after();
    }

    boolean take(Recorded found) {
        return switch (found.value()) {
            case Decision decision -> takeDecision(found, decision);
            case ScaleCommand command -> takeCommand(found, command);
            case JournalEntry entry -> replay(found, entry);
            default -> true;
        };
    }

    Result result() {
        unannounced.values().forEach(found -> record(found, Optional.empty()));
        announced.forEach(this::leaveOutUnreadable);
        return new Result(entries, after.size(), decided.result(this::reaches), commanded.result(this::reaches));
    }

    // Decisions and the journal are partitioned alike, by domain.
    private boolean takeDecision(Recorded found, Decision decision) {
        if (isAfterEnd(decision.getAt())) {
            return false;
        }
        var offset = found.journalOffset();
        offset.ifPresent(at -> reach.merge(found.partition(), at, Math::max));
        partitions.put(decision.getDomain(), found.partition());
        var why = incomparable(found, decision, offset);
        announce(decision, new Announcement(Optional.ofNullable(why), offset));
        if (counts(decision.getDomain(), offset) && isAskedFor(decision.getTarget())) {
            decided.recorded(id(decision), side(found, offset, why));
        }
        return true;
    }

    private void announce(Decision decision, Announcement announcement) {
        var ids = new LinkedHashSet<>(decision.getCommandIds());
        Optional.ofNullable(decision.getCommandId()).ifPresent(ids::add);
        for (var id : ids) {
            var waiting = unannounced.remove(id);
            if (waiting == null) {
                announced.put(id, announcement);
            } else {
                record(waiting, announcement.why());
            }
        }
    }

    private void leaveOutUnreadable(String id, Announcement announcement) {
        var domain = Comparison.domain(id);
        long offset = announcement.offset().orElse(-1);
        if (offset > commandReach.getOrDefault(domain, -1L)
                && counts(domain, announcement.offset())
                && isAskedFor(Comparison.target(id))) {
            commanded.recorded(id, new Side(offset, ByteBuffer.allocate(0), NOT_YET));
        }
    }

    private boolean takeCommand(Recorded found, ScaleCommand command) {
        found.journalOffset().ifPresent(at -> commandReach.merge(command.getDomain(), at, Math::max));
        if (counts(command.getDomain(), found.journalOffset())
                && !isAfterEnd(command.getIssuedAt())
                && isAskedFor(Comparison.target(command.getId()))) {
            var announcement = announced.remove(command.getId());
            if (announcement == null) {
                unannounced.put(command.getId(), found);
            } else {
                record(found, announcement.why());
            }
        }
        return true;
    }

    private void record(Recorded found, Optional<String> why) {
        if (found.value() instanceof ScaleCommand command) {
            var reason = why.orElse(isOfToday(found, () -> commands.encode(command)) ? null : OTHER_SCHEMA);
            reason = history.incomparable().contains(command.getId()) ? OTHER_NAMES : reason;
            commanded.recorded(command.getId(), side(found, found.journalOffset(), reason));
        }
    }

    private boolean replay(Recorded found, JournalEntry entry) {
        var replay = replays.computeIfAbsent(
                found.partition(), partition -> new Replay(journey.seeds().of(partition)));
        if (request.to().isPresent() && replay.isBeyond(entry, request.to().get())) {
            return false;
        }
        entries++;
        if (entry.getInput() instanceof ScheduleTick tick) {
            progress.at(entries, tick.getAt());
        } else {
            partitions.put(entry.getDomain(), found.partition());
        }
        if (isCutOff(found, entry)) {
            decided.leaveOut(entry.getDomain(), CUT_OFF);
            commanded.leaveOut(entry.getDomain(), CUT_OFF);
            return true;
        }
        replay.apply(found.offset(), entry).forEach(output -> compare(output, found.offset()));
        return true;
    }

    // Retention took the beginning of this partition, and no snapshot stands in for it.
    private boolean isCutOff(Recorded found, JournalEntry entry) {
        long first = firstOffsets.computeIfAbsent(found.partition(), _ -> found.offset());
        return first > 0 && !(entry.getInput() instanceof ScheduleTick) && !after.containsKey(entry.getDomain());
    }

    private void compare(Output output, long offset) {
        switch (output) {
            case Output.Decided made -> {
                var decision = OutputSerdes.toAvro(made, tzdataVersion);
                if (isAskedFor(made.target()) && !history.incomparable().contains(id(decision))) {
                    decided.replayed(id(decision), side(decisions.encode(decision), offset));
                }
            }
            case Output.Commanded made -> {
                if (isAskedFor(Comparison.target(made.id()))
                        && !history.incomparable().contains(made.id())) {
                    commanded.replayed(made.id(), side(commands.encode(OutputSerdes.toAvro(made)), offset));
                }
            }
        }
    }

    private boolean reaches(String id, long offset) {
        var partition = partitions.get(Comparison.domain(id));
        return offset <= (partition == null ? -1L : reach.getOrDefault(partition, -1L));
    }

    private boolean counts(String domain, OptionalLong offset) {
        return offset.orElse(Long.MAX_VALUE) > after.getOrDefault(domain, -1L);
    }

    private boolean isAskedFor(String target) {
        return request.targets().isEmpty() || request.targets().contains(target);
    }

    private boolean isAfterEnd(Instant at) {
        return request.to().map(at::isAfter).orElse(false);
    }

    private @Nullable String incomparable(Recorded found, Decision decision, OptionalLong offset) {
        if (history.incomparable().contains(id(decision))) {
            return OTHER_NAMES;
        }
        if (offset.isEmpty()) {
            return "its journal offset is not on record";
        }
        if (decision.getDeciderVersion() != CapacityDecider.VERSION) {
            return "decided by decider version " + decision.getDeciderVersion();
        }
        if (!decision.getTzdataVersion().equals(tzdataVersion)) {
            return "decided by time zone data " + decision.getTzdataVersion();
        }
        return isOfToday(found, () -> decisions.encode(decision)) ? null : OTHER_SCHEMA;
    }

    // Schemas as registries have them: what only generated classes need is left out there.
    private boolean isOfToday(Recorded found, Supplier<byte[]> again) {
        return schemasOfToday.computeIfAbsent(
                found.schemaId(),
                id -> history.schemas().byId(id).equals(scratch.byId(WireFormat.schemaId(again.get()))));
    }

    private static Side side(Recorded found, OptionalLong offset, @Nullable String why) {
        return new Side(
                offset.orElse(-1),
                ByteBuffer.wrap(WireFormat.payload(found.from().value())),
                why);
    }

    private static Side side(byte[] encoded, long offset) {
        return new Side(offset, ByteBuffer.wrap(WireFormat.payload(encoded)), null);
    }

    private static String id(Decision decision) {
        return "%s|%s|%d|decision %d"
                .formatted(
                        decision.getDomain(),
                        decision.getTarget(),
                        decision.getEpoch().toEpochMilli(),
                        decision.getSequence());
    }
}
