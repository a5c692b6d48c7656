/**
 * What a policy says: own records, read from files by {@code policy.file} and mapped to and from the {@code scaling-policies} topic at
 * the edge. Start at {@link io.tidegate.streams.policy.CapacityPolicy}.
 */
@NullMarked
package io.tidegate.streams.policy;

import org.jspecify.annotations.NullMarked;
