/**
 * Which bounds hold when: a pure function of a policy's schedule and an instant. Start at
 * {@link io.tidegate.streams.schedule.Schedule}.
 */
@NullMarked
package io.tidegate.streams.schedule;

import org.jspecify.annotations.NullMarked;
