package io.tidegate.deploy.simulation;

import io.tidegate.connectors.executor.ExecutorSerdes;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.LedgerEntry;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;

/** How records are written and read. */
record Wire(
        AvroSerde<JournalEntry> journal,
        AvroSerde<ScaleCommand> commands,
        AvroSerde<LedgerEntry> ledger,
        AvroSerde<CommandOutcome> outcomes) {

    /** With a registry in memory. */
    static Wire create() {
        var registry = InProcessRegistry.inMemory();
        var topics = Topics.standard();
        return new Wire(
                AvroSerde.of(topics.journal(), JournalEntry.class, registry),
                AvroSerde.of(topics.scaleCommands(), ScaleCommand.class, registry),
                AvroSerde.of(topics.executorLedger(), LedgerEntry.class, registry),
                AvroSerde.of(topics.commandOutcomes(), CommandOutcome.class, registry));
    }

    ExecutorSerdes executor() {
        return new ExecutorSerdes(commands, ledger, outcomes);
    }
}
