package io.tidegate.deploy.whatif.report;

import java.time.Instant;

/** A value of a metric, as the policy saw it. */
public record Reading(Instant at, double value) {}
