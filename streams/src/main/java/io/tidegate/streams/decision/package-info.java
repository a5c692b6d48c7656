/**
 * What deciders have in common, whatever they decide: the states that they keep, and the decisions, commands and events that
 * they answer with. Start at {@link io.tidegate.streams.decision.Driven} and {@link io.tidegate.streams.decision.Output}.
 */
@NullMarked
package io.tidegate.streams.decision;

import org.jspecify.annotations.NullMarked;
