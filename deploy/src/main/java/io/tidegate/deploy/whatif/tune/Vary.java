package io.tidegate.deploy.whatif.tune;

import io.tidegate.streams.policy.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A key of a policy file, and the values that are tried for it.
 *
 * @param path of the key, such as {@code rules[0].targetTracking.target}
 * @param values as the file would have them, in order; 1 to {@link #MOST}
 * @param range whether values between two of them may be tried too
 */
public record Vary(String path, List<String> values, boolean range) {
    static final int MOST = 50;

    // Names of items, in brackets, may have any sign in them.
    private static final Pattern TEXT = Pattern.compile("((?:\\[[^\\]]*]|[^=\\[])+)=(.+)");

    // Of a range whose step nobody gives.
    private static final int STEPS = 5;

    public Vary {
        values = values.stream().distinct().toList();
        if (values.isEmpty() || values.size() > MOST) {
            throw new IllegalArgumentException(
                    "--vary %s must have 1 to %d values, had %d".formatted(path, MOST, values.size()));
        }
    }

    /**
     * Reads {@code PATH=a,b,c}, {@code PATH=low..high} or {@code PATH=low..high:step}; numbers, durations, or, in a list, any text.
     *
     * @throws IllegalArgumentException saying what it must be
     */
    public static Vary parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw wrong(text);
        }
        String path = parts.group(1);
        String values = parts.group(2);
        int dots = values.indexOf("..");
        if (dots < 0) {
            return new Vary(
                    path, Stream.of(values.split(",", -1)).map(String::strip).toList(), false);
        }
        int colon = values.indexOf(':', dots);
        String low = values.substring(0, dots);
        String high = values.substring(dots + 2, colon < 0 ? values.length() : colon);
        var step = colon < 0 ? Optional.<String>empty() : Optional.of(values.substring(colon + 1));
        return new Vary(path, range(text, low, high, step), true);
    }

    private static List<String> range(String text, String low, String high, Optional<String> step) {
        var from = Durations.parse(low);
        var to = Durations.parse(high);
        if (from.isPresent() && to.isPresent()) {
            var by = step.map(given -> Durations.parse(given).orElseThrow(() -> wrong(text)));
            return durations(text, from.get(), to.get(), by);
        }
        try {
            return numbers(text, new BigDecimal(low), new BigDecimal(high), step.map(BigDecimal::new));
        } catch (NumberFormatException _) {
            throw wrong(text);
        }
    }

    // Of durations the smaller ones tell more apart than the greater.
    private static List<String> durations(String text, Duration low, Duration high, Optional<Duration> step) {
        refuse(text, low.compareTo(high) < 0 && step.map(Duration::isPositive).orElse(true));
        var found = new ArrayList<String>();
        if (step.isPresent()) {
            for (var at = low; at.compareTo(high) <= 0 && found.size() <= MOST; at = at.plus(step.get())) {
                found.add(Durations.text(at));
            }
            return found;
        }
        double least = Math.max(1, low.toSeconds());
        double ratio = Math.pow(high.toSeconds() / least, 1.0 / (STEPS - 1));
        return IntStream.range(0, STEPS)
                .mapToObj(number -> number == 0 ? low : Duration.ofSeconds(Math.round(least * Math.pow(ratio, number))))
                .map(Durations::text)
                .toList();
    }

    private static List<String> numbers(String text, BigDecimal low, BigDecimal high, Optional<BigDecimal> step) {
        refuse(text, low.compareTo(high) < 0 && step.map(by -> by.signum() > 0).orElse(true));
        boolean whole = low.scale() <= 0 && high.scale() <= 0;
        var by = step.orElseGet(
                () -> high.subtract(low).divide(BigDecimal.valueOf(STEPS - 1L), 6, RoundingMode.HALF_UP));
        var found = new ArrayList<String>();
        for (var at = low; at.compareTo(high) <= 0 && found.size() <= MOST; at = at.add(by)) {
            var value = whole && step.isEmpty() ? at.setScale(0, RoundingMode.HALF_UP) : at;
            found.add(value.stripTrailingZeros().toPlainString());
        }
        return found;
    }

    private static void refuse(String text, boolean holds) {
        if (!holds) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "--vary must be PATH=a,b,c, PATH=low..high or PATH=low..high:step with low below high, was " + text);
    }

    /** Values halfway between one of them and its neighbours; none where nothing lies between. */
    List<String> between(String value, List<String> tried) {
        if (!range) {
            return List.of();
        }
        var sorted = tried.stream()
                .distinct()
                .sorted(Comparator.comparingDouble(Vary::known))
                .toList();
        int place = sorted.indexOf(value);
        return Stream.of(place - 1, place + 1)
                .filter(next -> next >= 0 && next < sorted.size())
                .map(next -> middle(value, sorted.get(next)))
                .filter(found -> !sorted.contains(found))
                .toList();
    }

    /** How great a value is, of durations in seconds; empty for words. */
    public static OptionalDouble size(String value) {
        var duration = Durations.parse(value);
        if (duration.isPresent()) {
            return OptionalDouble.of(duration.get().toMillis() / 1000.0);
        }
        try {
            return OptionalDouble.of(Double.parseDouble(value));
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    // Of a range.
    private static double known(String value) {
        return size(value).orElseThrow();
    }

    private static String middle(String one, String other) {
        double middle = (known(one) + known(other)) / 2;
        if (Durations.parse(one).isPresent()) {
            return Durations.text(Duration.ofSeconds(Math.round(middle)));
        }
        boolean whole = !one.contains(".") && !other.contains(".");
        return BigDecimal.valueOf(middle)
                .setScale(whole ? 0 : 4, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
