/**
 * The capacity decider: a pure reducer from one target's state and an input to its next state, decisions and commands.
 * Start at {@link io.tidegate.streams.capacity.CapacityDecider}.
 */
@NullMarked
package io.tidegate.streams.capacity;

import org.jspecify.annotations.NullMarked;
