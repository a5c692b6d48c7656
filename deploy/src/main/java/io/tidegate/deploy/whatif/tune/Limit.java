package io.tidegate.deploy.whatif.tune;

import io.tidegate.deploy.whatif.Measured;
import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.streams.policy.trial.Backtest.Measure;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a measure may be at most. */
public record Limit(Measure measure, double atMost) {
    private static final Set<Measure> OF_ALL = EnumSet.of(Measure.CENSORED_SHARE, Measure.SELF_REPLAY_ERROR);

    /**
     * Reads {@code measure<=number}.
     *
     * @throws IllegalArgumentException saying what it must be
     */
    public static Limit parse(String text) {
        int sign = text.indexOf("<=");
        var measure = Measure.of(sign < 0 ? text : text.substring(0, sign).strip());
        if (sign < 0 || measure.isEmpty() || OF_ALL.contains(measure.get())) {
            throw wrong(text);
        }
        try {
            return new Limit(measure.get(), Double.parseDouble(text.substring(sign + 2)));
        } catch (NumberFormatException _) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "--constraint must be MEASURE<=NUMBER with a measure of %s, was %s".formatted(known(), text));
    }

    private static List<String> known() {
        return EnumSet.complementOf(EnumSet.copyOf(OF_ALL)).stream()
                .map(Measure::key)
                .toList();
    }

    /** Whether measures are within it. */
    public boolean holds(Measures measures) {
        return excess(measures) <= 0;
    }

    /** How far beyond it, as a share of it. */
    double excess(Measures measures) {
        double over = Measured.of(measure, measures) - atMost;
        return over <= 0 ? 0 : over / Math.max(Math.abs(atMost), 1e-9);
    }

    /** As options spell it. */
    @Override
    public String toString() {
        return "%s<=%.6g".formatted(measure.key(), atMost);
    }
}
