/** Amazon EventBridge as far as events are put; entry class {@link io.tidegate.simulatedaws.bus.EventBridgeApi}. */
@NullMarked
package io.tidegate.simulatedaws.bus;

import org.jspecify.annotations.NullMarked;
