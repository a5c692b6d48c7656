/**
 * Which work is this instance's: {@link io.tidegate.connectors.assignment.PolicyFollower} reads the partitions of {@code
 * scaling-policies} that it owns, {@link io.tidegate.connectors.assignment.Work} is what sources poll for them.
 */
@NullMarked
package io.tidegate.connectors.assignment;

import org.jspecify.annotations.NullMarked;
