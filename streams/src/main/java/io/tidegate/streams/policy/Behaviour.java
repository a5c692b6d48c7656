package io.tidegate.streams.policy;

import java.time.Duration;

/**
 * What tempers the rules.
 *
 * @param cooldown pauses after own actions
 */
public record Behaviour(Cooldown cooldown) {

    /**
     * Pauses after own actions; {@link Duration#ZERO} for none.
     *
     * @param scaleOut after a scale-out, before the next one
     * @param scaleIn after any action, before a scale-in
     */
    public record Cooldown(Duration scaleOut, Duration scaleIn) {
        private static final Duration LONGEST = Duration.ofHours(24);

        public Cooldown {
            Check.that(!scaleOut.isNegative(), "scaleOut must not be negative, was %s", scaleOut);
            Check.that(scaleOut.compareTo(LONGEST) <= 0, "scaleOut must be at most 24h, was %s", scaleOut);
            Check.that(!scaleIn.isNegative(), "scaleIn must not be negative, was %s", scaleIn);
            Check.that(scaleIn.compareTo(LONGEST) <= 0, "scaleIn must be at most 24h, was %s", scaleIn);
        }
    }
}
