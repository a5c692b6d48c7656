/** Shadow policies held against what drives their targets; start at {@link io.tidegate.deploy.whatif.shadow.ShadowComparison}. */
@NullMarked
package io.tidegate.deploy.whatif.shadow;

import org.jspecify.annotations.NullMarked;
