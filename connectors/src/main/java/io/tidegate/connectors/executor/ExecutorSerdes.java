package io.tidegate.connectors.executor;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.LedgerEntry;
import io.tidegate.schemas.ScaleCommand;
import org.apache.kafka.common.serialization.Serde;

/** How the values of the executor's topics are written. */
public record ExecutorSerdes(Serde<ScaleCommand> commands, Serde<LedgerEntry> ledger, Serde<CommandOutcome> outcomes) {}
