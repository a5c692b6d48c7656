package io.tidegate.connectors.executor.ledger;

import io.tidegate.schemas.LedgerEntry;
import java.util.Optional;

/**
 * One record of {@code executor-ledger}.
 *
 * @param entry empty where what was known under the key is removed
 */
public record LedgerRecord(String key, Optional<LedgerEntry> entry) {
    static LedgerRecord of(String key, LedgerEntry entry) {
        return new LedgerRecord(key, Optional.of(entry));
    }

    /** Removes what is known under the key. */
    public static LedgerRecord removed(String key) {
        return new LedgerRecord(key, Optional.empty());
    }
}
