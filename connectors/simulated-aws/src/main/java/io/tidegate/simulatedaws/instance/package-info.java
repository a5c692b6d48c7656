/** Container instances: what they have, what fits on them, and which one a task goes to; entry class {@link io.tidegate.simulatedaws.instance.ContainerInstance}. */
@NullMarked
package io.tidegate.simulatedaws.instance;

import org.jspecify.annotations.NullMarked;
