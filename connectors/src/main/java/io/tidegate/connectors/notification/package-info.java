/**
 * Tells others how commands ended: follows {@code command-outcomes} and delivers each outcome at least once to the sinks that
 * are configured; entry class {@link io.tidegate.connectors.notification.Notifications}.
 */
@NullMarked
package io.tidegate.connectors.notification;

import org.jspecify.annotations.NullMarked;
