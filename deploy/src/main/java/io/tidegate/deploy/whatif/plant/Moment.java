package io.tidegate.deploy.whatif.plant;

/**
 * How the instances under a cluster stand from a time on.
 *
 * @param at epoch milliseconds
 * @param desired that the group is to have
 * @param running that have registered and that the group counts
 * @param billed those, and what launches or ends
 * @param load instances' worth of tasks: of those that wait for room what they take on top of all that runs, else at most what runs
 * @param least instances that could carry the same tasks at best, were they divisible; at most {@code load}
 */
public record Moment(long at, int desired, int running, int billed, double load, double least) {
    boolean isAs(Moment other) {
        return desired == other.desired
                && running == other.running
                && billed == other.billed
                && load == other.load
                && least == other.least;
    }
}
