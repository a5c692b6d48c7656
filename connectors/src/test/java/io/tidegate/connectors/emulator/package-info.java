/**
 * A second opinion on simulated AWS: the calls that Tidegate makes, made against it and against an AWS-compatible endpoint that
 * others wrote; entry class {@link io.tidegate.connectors.emulator.EmulatorIT}.
 */
@NullMarked
package io.tidegate.connectors.emulator;

import org.jspecify.annotations.NullMarked;
