package io.tidegate.connectors.executor.plan;

import io.tidegate.connectors.executor.command.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a command's target.
 *
 * @param settled every command up to it has its outcome
 * @param newest the latest command that replaces this one, or its own position
 * @param inDoubt whether a call for this very command may have been made without its result being known
 * @param shownBy before this a target that AWS does not show may be one that it does not show yet
 */
public record Memory(Optional<Position> settled, Position newest, boolean inDoubt, Instant shownBy) {}
