/**
 * Policies that decide beside what drives their targets, each on a capacity that it alone sees. Pure; start at
 * {@link io.tidegate.streams.shadow.ShadowPartition}.
 */
@NullMarked
package io.tidegate.streams.shadow;

import org.jspecify.annotations.NullMarked;
