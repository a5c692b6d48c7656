/**
 * Decisions from files alone: snapshots in, actions out. Start at {@link io.tidegate.deploy.decide.SnapshotDecision}.
 */
@NullMarked
package io.tidegate.deploy.decide;

import org.jspecify.annotations.NullMarked;
