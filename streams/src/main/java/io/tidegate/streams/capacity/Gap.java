package io.tidegate.streams.capacity;

import io.tidegate.streams.pane.MetricWindow;
import io.tidegate.streams.pane.MetricWindow.Problem;
import io.tidegate.streams.pane.MetricWindow.Reading;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.OnMissing.Reaction;
import java.util.Optional;

/** What a missing metric makes of the rules that read it; in order of caution. */
sealed interface Gap {

    /** What is wrong with the metric, for people. */
    String why();

    /** They ask for nothing and allow no scale-in. */
    record Hold(String why) implements Gap {}

    /** They ask for a capacity. */
    record Fallback(String why, Reaction.Fallback to) implements Gap {}

    /** They are left out. */
    record Ignore(String why) implements Gap {}

    /** They may ask for more, and allow no scale-in. */
    record OutOnly(String why) implements Gap {}

    /** The lower, the more cautious. */
    default int caution() {
        return switch (this) {
            case Hold _ -> 0;
            case Fallback _ -> 1;
            case Ignore _ -> 2;
            case OutOnly _ -> 3;
        };
    }

    /** The gap after so many misses in a row; none where there is a value, or one stands in. */
    static Optional<Gap> of(Metric metric, Reading reading, int misses) {
        if (reading.problem().isEmpty()) {
            return Optional.empty();
        }
        String why = why(metric.alias(), reading);
        var reaction = metric.onMissing().reaction();
        int after = metric.onMissing().after();
        if (misses < after && !(reaction instanceof Reaction.Hold)) {
            return Optional.of(new Hold("%s, for %d of %d windows".formatted(why, misses, after)));
        }
        return switch (reaction) {
            case Reaction.Hold _ -> Optional.of(new Hold(why));
            case Reaction.Ignore _ -> Optional.of(new Ignore(why));
            case Reaction.AllowOut _ when reading.value().isPresent() -> Optional.of(new OutOnly(why));
            case Reaction.AllowOut _ -> Optional.of(new Hold(why));
            case Reaction.Value _ -> Optional.empty();
            case Reaction.Fallback fallback -> Optional.of(new Fallback(why, fallback));
        };
    }

    /** What is wrong with a reading, for people. */
    static String why(String alias, Reading reading) {
        return switch (reading.problem().orElse(Problem.NO_DATA)) {
            case NO_DATA -> alias + " is missing";
            case TOO_MANY_SERIES -> "%s has more than %d series".formatted(alias, MetricWindow.MAX_SERIES);
            case INCOMPLETE -> alias + " is incomplete";
        };
    }
}
