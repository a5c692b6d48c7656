/** What tests and local mode read about the past of the simulated cloud: effective mutations and call counts. */
@NullMarked
package io.tidegate.simulatedaws.observation;

import org.jspecify.annotations.NullMarked;
