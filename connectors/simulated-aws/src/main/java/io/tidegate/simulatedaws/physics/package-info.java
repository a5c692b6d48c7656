/** What the simulated services share of nature: simulated time and drawn latencies; entry class {@link io.tidegate.simulatedaws.physics.Timeline}. */
@NullMarked
package io.tidegate.simulatedaws.physics;

import org.jspecify.annotations.NullMarked;
