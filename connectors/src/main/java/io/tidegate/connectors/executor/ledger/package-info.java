/** What the executor remembers across restarts; see {@link io.tidegate.connectors.executor.ledger.Ledger}. */
@NullMarked
package io.tidegate.connectors.executor.ledger;

import org.jspecify.annotations.NullMarked;
