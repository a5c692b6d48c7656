package io.tidegate.connectors.executor.ledger;

import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Outcome.SkipReason;
import io.tidegate.connectors.executor.command.Position;
import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.LedgerEntry;
import io.tidegate.schemas.LedgerPhase;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One partition of {@code executor-ledger} in memory: the last record of each target. What it writes it also knows, so a
 * rebuilt one tells the same. Not thread-safe.
 */
public final class Ledger {
    /**
     * How long the result of an instance's step is known. Its command may be read again as long as its topic keeps it: 90
     * days, and another 7 in a segment that is not closed (Kafka, {@code segment.ms}).
     */
    static final Duration KEPT = Duration.ofDays(97);

    private final String marker;
    private final String owner;
    private final Map<String, LedgerEntry> entries;

    private Ledger(int partition, String owner, Map<String, LedgerEntry> entries) {
        this.marker = "owner/" + partition;
        this.owner = owner;
        this.entries = entries;
    }

    /** The ledger that {@code records}, the partition's from its beginning, leave to {@code owner}. */
    public static Ledger rebuild(int partition, String owner, List<LedgerRecord> records) {
        var entries = new TreeMap<String, LedgerEntry>();
        records.forEach(each -> each.entry()
                .ifPresentOrElse(entry -> entries.put(each.key(), entry), () -> entries.remove(each.key())));
        return new Ledger(partition, owner, entries);
    }

    /** Whether no call of an earlier owner can be under way. */
    public boolean isHandedOver() {
        var last = entries.get(marker);
        return last == null ? entries.isEmpty() : last.getPhase() == LedgerPhase.RELEASED;
    }

    /** Commands whose intent stands without a result, by target. */
    public List<Command> openIntents() {
        return entries.values().stream()
                .filter(entry -> entry.getPhase() == LedgerPhase.INTENT)
                .flatMap(entry -> Optional.ofNullable(entry.getCommand()).stream())
                .map(Wire::command)
                .toList();
    }

    /** When the last record was written, by the clock of its writer; empty for a partition that never had an owner. */
    public Optional<Instant> lastWrite() {
        return entries.values().stream().map(LedgerEntry::getAt).max(Comparator.naturalOrder());
    }

    /** Every command of the target up to this position has its outcome. */
    public Optional<Position> settled(Target target) {
        return entry(target).flatMap(Ledger::settled);
    }

    /** What the last command that took effect left on the target. */
    public Optional<Order> lastApplied(Target target) {
        return entry(target).map(LedgerEntry::getLastApplied).map(Wire::command).map(Command::order);
    }

    /** The record to write before a call. */
    public LedgerRecord intent(Command command, Instant now) {
        var before = entry(command.target());
        return write(
                command.target(),
                entry(LedgerPhase.INTENT, command.target().text(), now)
                        .setCommand(command.source())
                        .setSettledEpoch(
                                before.map(LedgerEntry::getSettledEpoch).orElse(null))
                        .setSettledSequence(
                                before.map(LedgerEntry::getSettledSequence).orElse(null))
                        .setLastApplied(before.map(LedgerEntry::getLastApplied).orElse(null))
                        .build());
    }

    /** The record to write once a command has ended. */
    public LedgerRecord result(Command command, CommandOutcome outcome, Instant now) {
        var before = entry(command.target());
        var settled =
                before.flatMap(Ledger::settled).map(command.position()::max).orElse(command.position());
        @Nullable
        ScaleCommand applied = applied(command, outcome)
                .or(() -> before.map(LedgerEntry::getLastApplied))
                .filter(value -> !takesFrom(value, command, outcome))
                .orElse(null);
        return write(
                command.target(),
                entry(LedgerPhase.RESULT, command.target().text(), now)
                        .setCommand(command.source())
                        .setOutcome(outcome)
                        .setSettledEpoch(settled.epoch())
                        .setSettledSequence(settled.sequence())
                        .setLastApplied(applied)
                        .build());
    }

    /** The record that says that calls may be under way from now on. */
    public LedgerRecord owned(Instant now) {
        return mark(LedgerPhase.OWNED, now);
    }

    /** The record that says that no call is under way and none will start. */
    public LedgerRecord released(Instant now) {
        return mark(LedgerPhase.RELEASED, now);
    }

    /**
     * The records that remove what nobody will ask for: no id of an instance is used twice, so each would stay for ever.
     * Written later they are still in time.
     */
    public List<LedgerRecord> forget(Instant now, int most) {
        var keys = entries.entrySet().stream()
                .filter(each -> isOver(each.getValue(), now))
                .map(Map.Entry::getKey)
                .limit(most)
                .toList();
        keys.forEach(entries::remove);
        return keys.stream().map(LedgerRecord::removed).toList();
    }

    private static boolean isOver(LedgerEntry entry, Instant now) {
        return entry.getPhase() == LedgerPhase.RESULT
                && entry.getAt().isBefore(now.minus(KEPT))
                && Target.parse(entry.getTarget()) instanceof Target.Instance;
    }

    // A step leaves no value that the target could be held to.
    private static Optional<ScaleCommand> applied(Command command, CommandOutcome outcome) {
        boolean holdsNow = outcome.getStatus() == OutcomeStatus.APPLIED
                || outcome.getReason().equals(SkipReason.ALREADY_THERE.name());
        return holdsNow && command.order() instanceof Order.Absolute ? Optional.of(command.source()) : Optional.empty();
    }

    // The desired capacity went down with an instance: by our own hand it is no longer what was applied.
    private static boolean takesFrom(ScaleCommand value, Command command, CommandOutcome outcome) {
        return outcome.getStatus() == OutcomeStatus.APPLIED
                && command.order() instanceof Order.TerminateInstance end
                && end.decrement()
                && namesDesired(Wire.command(value).order());
    }

    private static boolean namesDesired(Order value) {
        return value instanceof Order.SetGroupDesired
                || (value instanceof Order.SetGroupSize size && size.desired().isPresent());
    }

    private LedgerRecord mark(LedgerPhase phase, Instant now) {
        var entry = entry(phase, marker, now).build();
        entries.put(marker, entry);
        return LedgerRecord.of(marker, entry);
    }

    private LedgerRecord write(Target target, LedgerEntry entry) {
        entries.put(target.text(), entry);
        return LedgerRecord.of(target.text(), entry);
    }

    private LedgerEntry.Builder entry(LedgerPhase phase, String target, Instant now) {
        return LedgerEntry.newBuilder()
                .setTarget(target)
                .setPhase(phase)
                .setAt(now)
                .setOwner(owner);
    }

    private Optional<LedgerEntry> entry(Target target) {
        return Optional.ofNullable(entries.get(target.text()));
    }

    private static Optional<Position> settled(LedgerEntry entry) {
        @Nullable Instant epoch = entry.getSettledEpoch();
        @Nullable Long sequence = entry.getSettledSequence();
        return epoch == null || sequence == null ? Optional.empty() : Optional.of(new Position(epoch, sequence));
    }
}
