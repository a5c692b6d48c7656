/** What an hour of a task or an instance costs; see {@link io.tidegate.deploy.whatif.price.Prices}. */
@NullMarked
package io.tidegate.deploy.whatif.price;

import org.jspecify.annotations.NullMarked;
