/** What an installation is doing now, read back from its topics; see {@link io.tidegate.deploy.view.LiveView}. */
@NullMarked
package io.tidegate.deploy.view;

import org.jspecify.annotations.NullMarked;
