package io.tidegate.connectors.executor.ledger;

import io.tidegate.schemas.LedgerEntry;

/** One record of {@code executor-ledger}. */
public record LedgerRecord(String key, LedgerEntry entry) {}
