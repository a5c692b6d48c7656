package io.tidegate.deploy.whatif;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.streams.policy.trial.Backtest.Measure;

/** Measures of a course by the names that files and options use. */
public final class Measured {
    private Measured() {}

    /**
     * A measure of a course.
     *
     * @throws IllegalArgumentException when it is one of the whole simulation
     */
    public static double of(Measure measure, Measures total) {
        return switch (measure) {
            case UNIT_HOURS -> total.unitHours();
            case COST -> total.cost();
            case MINUTES_OVER_TARGET -> total.minutesOverTarget();
            case UNSERVED_SHARE -> total.unservedShare();
            case SHORTAGE_HOURS -> total.shortageHours();
            case REACTION_P90_SECONDS -> total.reactions().p90Seconds();
            case ACTIONS -> total.actions();
            case DIRECTION_CHANGES -> total.directionChanges();
            case CALLS -> total.calls();
            case THROTTLED -> total.throttled();
            case OBJECTIVE -> total.objective();
            case REGRET -> total.regret();
            case CENSORED_SHARE, SELF_REPLAY_ERROR ->
                throw new IllegalArgumentException("measure must be of a course, was " + measure.key());
        };
    }
}
