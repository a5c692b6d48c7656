package io.tidegate.deploy.whatif.measure;

import io.tidegate.streams.pane.Sketch;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it took, each time, from the moment that a load first needed more than ran until what ran sufficed, by more units or by less
 * load. Time without a known load does not count.
 *
 * @param sketches of seconds; of several courses, one each
 * @param count how often
 * @param maxSeconds 0 without any
 * @param ongoing of these, how many had not ended at the end, and count as long as they had taken by then
 */
public record Reactions(List<Sketch> sketches, int count, double maxSeconds, int ongoing) {
    static final Reactions NONE = new Reactions(List.of(), 0, 0, 0);

    public Reactions {
        sketches = List.copyOf(sketches);
    }

    /** Within 1 %; 0 without any. */
    public double medianSeconds() {
        return quantile(500);
    }

    /** Nine of ten were at most this long; within 1 %, 0 without any. */
    public double p90Seconds() {
        return quantile(900);
    }

    // A sketch may answer more than the longest that it was told.
    private double quantile(int tenths) {
        return count == 0 ? 0 : Math.min(maxSeconds, Sketch.quantile(sketches, tenths));
    }

    Reactions and(Reactions other) {
        var both = new ArrayList<>(sketches);
        both.addAll(other.sketches);
        return new Reactions(
                both, count + other.count, Math.max(maxSeconds, other.maxSeconds), ongoing + other.ongoing);
    }
}
