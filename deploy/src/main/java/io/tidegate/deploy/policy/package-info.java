/** The policies of an installation, as its topic keeps them; see {@link io.tidegate.deploy.policy.PolicyStore}. */
@NullMarked
package io.tidegate.deploy.policy;

import org.jspecify.annotations.NullMarked;
