/**
 * What shall stand in AWS for Tidegate to work, and which calls are missing until it does; pure, from
 * {@link io.tidegate.connectors.provision.Planner}.
 */
@NullMarked
package io.tidegate.connectors.provision;

import org.jspecify.annotations.NullMarked;
