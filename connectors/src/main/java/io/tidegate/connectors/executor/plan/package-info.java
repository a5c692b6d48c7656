/** What to do with a command, given what AWS shows and what the ledger remembers; see {@link io.tidegate.connectors.executor.plan.Planner}. */
@NullMarked
package io.tidegate.connectors.executor.plan;

import org.jspecify.annotations.NullMarked;
