/** The one account of the simulated cloud: its ARNs, and AWS STS as far as it says who is calling. */
@NullMarked
package io.tidegate.simulatedaws.identity;

import org.jspecify.annotations.NullMarked;
