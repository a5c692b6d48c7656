package io.tidegate.streams.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as policies write them: {@code 500ms}, {@code 30s}, {@code 2m}, {@code 1h}, {@code 1d}, or ISO-8601. */
public final class Durations {
    private static final Pattern SIMPLE = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private enum Unit {
        D(Duration.ofDays(1)),
        H(Duration.ofHours(1)),
        M(Duration.ofMinutes(1)),
        S(Duration.ofSeconds(1)),
        MS(Duration.ofMillis(1));

        private final Duration length;

        Unit(Duration length) {
            this.length = length;
        }

        static Unit of(String text) {
            return List.of(values()).stream()
                    .filter(unit -> unit.suffix().equals(text))
                    .findFirst()
                    .orElseThrow();
        }

        String suffix() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Durations() {}

    /** Reads a duration to the millisecond; empty when the text is none. */
    public static Optional<Duration> parse(String text) {
        Matcher simple = SIMPLE.matcher(text);
        if (simple.matches()) {
            return Optional.of(Unit.of(simple.group(2)).length.multipliedBy(Long.parseLong(simple.group(1))));
        }
        try {
            return text.startsWith("P")
                    ? Optional.of(Duration.parse(text)).filter(Durations::isWhole)
                    : Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Spells a duration in the largest unit that divides it; ISO-8601 below a millisecond or when negative. */
    public static String text(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.isNegative() || !isWhole(duration)) {
            return duration.toString();
        }
        return List.of(Unit.values()).stream()
                .filter(unit -> duration.toMillis() % unit.length.toMillis() == 0)
                .findFirst()
                .map(unit -> duration.dividedBy(unit.length) + unit.suffix())
                .orElseThrow();
    }

    private static boolean isWhole(Duration duration) {
        return duration.toNanosPart() % 1_000_000 == 0;
    }
}
