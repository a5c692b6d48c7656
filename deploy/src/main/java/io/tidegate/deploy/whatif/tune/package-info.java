/** Searches the settings of a policy that do best on the past, and tells how they do on a part of it that the search did not see. */
@NullMarked
package io.tidegate.deploy.whatif.tune;

import org.jspecify.annotations.NullMarked;
