package io.tidegate.deploy.whatif.report;

import java.time.Instant;

/** Units wanted and units at work from a time on, until the next one. */
public record Stand(Instant at, int desired, int running) {}
