/** What people have overridden, as its topic keeps it; see {@link io.tidegate.deploy.override.OverrideStore}. */
@NullMarked
package io.tidegate.deploy.override;

import org.jspecify.annotations.NullMarked;
