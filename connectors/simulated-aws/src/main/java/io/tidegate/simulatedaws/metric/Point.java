package io.tidegate.simulatedaws.metric;

import java.time.Instant;
import java.util.List;

/** All that was reported in one period, at least one observation. */
record Point(Instant at, List<Observation> observations) {}
