/** What the log says happened, and what it would say again; see {@link io.tidegate.deploy.whatif.ReplayVerification}. */
@NullMarked
package io.tidegate.deploy.whatif;

import org.jspecify.annotations.NullMarked;
