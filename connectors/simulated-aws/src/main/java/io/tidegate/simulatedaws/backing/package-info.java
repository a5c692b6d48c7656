/** What launches the instances of a cluster: an Auto Scaling group, and perhaps a capacity provider; entry class {@link io.tidegate.simulatedaws.backing.Backings}. */
@NullMarked
package io.tidegate.simulatedaws.backing;

import org.jspecify.annotations.NullMarked;
