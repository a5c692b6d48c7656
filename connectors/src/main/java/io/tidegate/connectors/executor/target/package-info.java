/** The AWS side: one {@link io.tidegate.connectors.executor.target.Actuator} for each service, and what its failures mean. */
@NullMarked
package io.tidegate.connectors.executor.target;

import org.jspecify.annotations.NullMarked;
