/**
 * Runs cases of policies in virtual time: the deciders as they run live, between a plant and readings that are made up.
 * Start at {@link io.tidegate.streams.trial.TrialRun}.
 */
@NullMarked
package io.tidegate.streams.trial;

import org.jspecify.annotations.NullMarked;
