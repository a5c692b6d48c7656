package io.tidegate.streams.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the readings of one series over a window become one number. */
public sealed interface Statistic {

    /** What policy files call it; {@link #of} reads it. */
    String word();

    /** One that is exact, whatever the readings are. */
    enum Exact implements Statistic {
        AVG,
        SUM,
        MIN,
        MAX,
        COUNT,
        LAST,
        /** Increase of a counter, per second; a decrease is a reset, from 0. */
        RATE;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The smallest reading that at least this share of all readings does not exceed, to 1 %.
     *
     * @param tenths of a percent: 500 for p50 to 999 for p99.9
     */
    record Quantile(int tenths) implements Statistic {
        private static final Pattern WORD = Pattern.compile("p([5-9][0-9])(?:\\.([0-9]))?");

        public Quantile {
            Check.that(tenths >= 500 && tenths <= 999, "quantile must be p50 to p99.9, was p%s tenths", tenths);
        }

        @Override
        public String word() {
            return tenths % 10 == 0 ? "p" + tenths / 10 : "p" + tenths / 10 + "." + tenths % 10;
        }

        private static Optional<Statistic> parse(String word) {
            var match = WORD.matcher(word);
            if (!match.matches()) {
                return Optional.empty();
            }
            int tenth = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
            return Optional.of(new Quantile(Integer.parseInt(match.group(1)) * 10 + tenth));
        }
    }

    /** The statistic of a word; empty when there is none. */
    static Optional<Statistic> of(String word) {
        return Arrays.stream(Exact.values())
                .filter(exact -> exact.word().equals(word))
                .<Statistic>map(exact -> exact)
                .findFirst()
                .or(() -> Quantile.parse(word));
    }
}
