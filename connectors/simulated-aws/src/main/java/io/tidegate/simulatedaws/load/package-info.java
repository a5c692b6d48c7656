/** Offered load and queues, and what they do to the tasks of a service; entry class {@link io.tidegate.simulatedaws.load.LoadModel}. */
@NullMarked
package io.tidegate.simulatedaws.load;

import org.jspecify.annotations.NullMarked;
