/**
 * Amazon EventBridge: events that are put, and rules of the default bus that send them on; entry classes {@link
 * io.tidegate.simulatedaws.bus.EventBridgeApi} and {@link io.tidegate.simulatedaws.bus.RuleApi}.
 */
@NullMarked
package io.tidegate.simulatedaws.bus;

import org.jspecify.annotations.NullMarked;
