/** Load balancers: who is registered with them, how targets come and drain, and which requests are lost; entry class {@link io.tidegate.simulatedaws.balancing.Balancers}. */
@NullMarked
package io.tidegate.simulatedaws.balancing;

import org.jspecify.annotations.NullMarked;
