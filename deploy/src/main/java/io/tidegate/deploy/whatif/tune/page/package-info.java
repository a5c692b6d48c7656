/** What a search found as a page; see {@link io.tidegate.deploy.whatif.tune.page.TuningPage}. */
@NullMarked
package io.tidegate.deploy.whatif.tune.page;

import org.jspecify.annotations.NullMarked;
