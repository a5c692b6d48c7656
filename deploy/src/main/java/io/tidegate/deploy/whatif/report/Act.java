package io.tidegate.deploy.whatif.report;

import java.time.Instant;

/**
 * A change of the wanted capacity.
 *
 * @param outcome for people, such as {@code applied}
 * @param reason for people, as {@code explain} says it
 */
public record Act(Instant at, int from, int to, String outcome, String reason) {}
