/**
 * Deciders, executors, simulated AWS and a simulated log under one seeded scheduler in virtual time, with faults: what
 * must hold whatever fails; entry class {@link io.tidegate.deploy.simulation.Simulation}, page {@code docs/simulation.md}.
 */
@NullMarked
package io.tidegate.deploy.simulation;

import org.jspecify.annotations.NullMarked;
