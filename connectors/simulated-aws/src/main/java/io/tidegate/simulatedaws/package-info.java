/**
 * AWS in one process: an HTTP endpoint that speaks the protocols of the SDK's clients over services that behave with the delays
 * of the real ones; entry class {@link io.tidegate.simulatedaws.SimulatedAws}.
 */
@NullMarked
package io.tidegate.simulatedaws;

import org.jspecify.annotations.NullMarked;
