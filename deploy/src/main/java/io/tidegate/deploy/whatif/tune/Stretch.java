package io.tidegate.deploy.whatif.tune;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the past.
 *
 * @param from inclusive
 * @param to exclusive
 * @param heldOut whether the search does not see it
 */
public record Stretch(Instant from, Instant to, boolean heldOut) {
    /** Before each stretch, and of no count: what a simulation begins with is not what it would have. */
    public static final Duration WARM_UP = Duration.ofHours(1);

    private static final Duration DAY = Duration.ofDays(1);
    private static final int WEEKS_FROM = 28;
    private static final int THIRDS = 3;

    /**
     * A past in days, every third of which is held out, or every second week from four weeks on; what is shorter than three days in
     * three parts, the last of which is held out.
     *
     * @throws IllegalArgumentException when it is too short to be parted
     */
    public static List<Stretch> of(Instant from, Instant to) {
        var length = Duration.between(from, to);
        if (length.compareTo(WARM_UP.multipliedBy(THIRDS)) < 0) {
            throw new IllegalArgumentException(
                    "the past must be at least 3 hours long, so that a part can be held out, was from %s to %s"
                            .formatted(from, to));
        }
        boolean inDays = length.compareTo(DAY.multipliedBy(THIRDS)) >= 0;
        var each = inDays ? DAY : length.dividedBy(THIRDS).plusMillis(1);
        boolean inWeeks = length.toDays() >= WEEKS_FROM;
        var stretches = new ArrayList<Stretch>();
        int number = 0;
        for (var at = from; at.isBefore(to); ) {
            boolean heldOut = inWeeks ? number / 7 % 2 == 1 : number % THIRDS == THIRDS - 1;
            // Less than half of one is none of its own: it would count as much as a whole one.
            boolean last =
                    Duration.between(at, to).compareTo(each.multipliedBy(3).dividedBy(2)) < 0;
            var end = last ? to : at.plus(each);
            stretches.add(new Stretch(at, end, heldOut));
            at = end;
            number++;
        }
        return List.copyOf(stretches);
    }
}
