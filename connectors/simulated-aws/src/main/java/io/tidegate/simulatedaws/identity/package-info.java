/**
 * Where a simulated cloud is, what its resources are called, and who calls it: AWS STS as far as it says so and lets roles be
 * assumed; entry classes {@link io.tidegate.simulatedaws.identity.StsApi} and {@link io.tidegate.simulatedaws.identity.Callers}.
 */
@NullMarked
package io.tidegate.simulatedaws.identity;

import org.jspecify.annotations.NullMarked;
