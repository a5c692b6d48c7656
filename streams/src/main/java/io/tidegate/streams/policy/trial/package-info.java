/**
 * Cases that policies are tested by: what happens to a target over time, and what is expected of it. Start at
 * {@link io.tidegate.streams.policy.trial.Trial}.
 */
@NullMarked
package io.tidegate.streams.policy.trial;

import org.jspecify.annotations.NullMarked;
