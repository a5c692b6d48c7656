/**
 * What a policy says: own records, read from strict YAML and mapped to and from the {@code scaling-policies} topic at
 * the edge. Start at {@link io.tidegate.streams.policy.ServicePolicy}.
 */
@NullMarked
package io.tidegate.streams.policy;

import org.jspecify.annotations.NullMarked;
