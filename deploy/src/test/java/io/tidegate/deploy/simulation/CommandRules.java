package io.tidegate.deploy.simulation;

import io.tidegate.deploy.simulation.SimulatedLog.Entry;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.LedgerPhase;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds what is written about commands against the invariants. */
final class CommandRules {
    private static final Topics TOPICS = Topics.standard();
    static final String COMMANDS = TOPICS.scaleCommands().name();

    private final SimulatedLog log;
    private final Wire wire;
    private final Verdict verdict;
    private final Trace trace;
    private final CallRules calls;
    private final Map<String, SimulatedProcess> writers = new HashMap<>();
    private final SortedMap<String, ScaleCommand> commands = new TreeMap<>();
    private final Map<String, CommandOutcome> outcomes = new HashMap<>();
    private final Map<String, ScaleCommand> last = new TreeMap<>();
    private final TreeMap<Long, String> open = new TreeMap<>();

    CommandRules(SimulatedLog log, Wire wire, Verdict verdict, Trace trace, CallRules calls) {
        this.log = log;
        this.wire = wire;
        this.verdict = verdict;
        this.trace = trace;
        this.calls = calls;
        log.onCommitted(this::read);
    }

    void began(SimulatedProcess process, String transactionalId, int epoch) {
        writers.put(transactionalId + "/" + epoch, process);
    }

    SortedMap<String, ScaleCommand> commands() {
        return commands;
    }

    Optional<CommandOutcome> outcome(String commandId) {
        return Optional.ofNullable(outcomes.get(commandId));
    }

    /** The latest command of a target. */
    Optional<ScaleCommand> last(String target) {
        return Optional.ofNullable(last.get(target));
    }

    /** After everything that happens. */
    void step() {
        if (!open.isEmpty()) {
            long committed = log.committedOffset(COMMANDS);
            verdict.check(
                    open.firstKey() >= committed,
                    Invariant.NO_COMMAND_SKIPPED,
                    "offset %d is committed, and %s at %d has not ended",
                    committed,
                    open.firstEntry().getValue(),
                    open.firstKey());
        }
    }

    private void read(Entry entry) {
        if (entry.topic().equals(COMMANDS)) {
            commanded(entry.offset(), wire.commands().decode(entry.value()));
        } else if (entry.topic().equals(TOPICS.executorLedger().name())) {
            var ledger = wire.ledger().decode(entry.value());
            if (ledger.getPhase() == LedgerPhase.INTENT && ledger.getCommand() != null) {
                var writer = Objects.requireNonNull(entry.transaction());
                Optional.ofNullable(writers.get(writer.writer()))
                        .ifPresent(process -> calls.intended(process, ledger.getCommand()));
            }
        } else if (entry.topic().equals(TOPICS.commandOutcomes().name())) {
            settled(wire.outcomes().decode(entry.value()));
        }
    }

    private void commanded(long offset, ScaleCommand command) {
        var before = commands.putIfAbsent(command.getId(), command);
        verdict.check(
                before == null || before.equals(command),
                Invariant.ONE_COMMAND_PER_POSITION,
                "%s is given to two commands: %s and %s",
                command.getId(),
                before,
                command);
        if (!outcomes.containsKey(command.getId())) {
            open.put(offset, command.getId());
        }
        if (before == null) {
            last.put(command.getTarget(), command);
            trace.add(
                    "decider",
                    "commands %s %s"
                            .formatted(
                                    command.getId(),
                                    Values.of(command).map(String::valueOf).orElse("")));
        }
    }

    private void settled(CommandOutcome outcome) {
        trace.add("outcome", "%s %s %s".formatted(outcome.getCommandId(), outcome.getStatus(), outcome.getReason()));
        verdict.check(
                outcomes.put(outcome.getCommandId(), outcome) == null,
                Invariant.ONE_OUTCOME,
                "%s ends twice: now %s",
                outcome.getCommandId(),
                outcome);
        open.values().removeIf(outcome.getCommandId()::equals);
        boolean step = commands.get(outcome.getCommandId()) != null
                && Objects.requireNonNull(commands.get(outcome.getCommandId())).getAction() instanceof Step;
        if (outcome.getStatus() == OutcomeStatus.APPLIED
                && (step || outcome.getReason().equals("OK"))) {
            verdict.check(
                    calls.wasPerformed(outcome.getCommandId()),
                    Invariant.TRUE_OUTCOME,
                    "%s is told as applied, and AWS carried nothing out for it",
                    outcome.getCommandId());
        }
        verdict.check(
                !outcome.getReason().equals("ALREADY_THERE") || !calls.hadEffect(outcome.getCommandId()),
                Invariant.TRUE_OUTCOME,
                "%s is told as there already, and a call for it made it so",
                outcome.getCommandId());
    }
}
