/** Where a simulated cloud is and what its resources are called, and AWS STS as far as it says who is calling. */
@NullMarked
package io.tidegate.simulatedaws.identity;

import org.jspecify.annotations.NullMarked;
