package io.tidegate.deploy.whatif.report;

import java.time.Instant;

/**
 * A load from a time on, until the next one.
 *
 * @param load in the yardstick's measure; NaN where it is not known
 * @param censored whether it was at least this, and may have been more
 */
public record Demand(Instant at, double load, boolean censored) {}
