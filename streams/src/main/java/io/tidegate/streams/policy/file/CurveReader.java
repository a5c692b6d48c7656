package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Durations;
import io.tidegate.streams.policy.trial.Curve;
import io.tidegate.streams.policy.trial.Curve.Piece;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the values of a series: by the time at which each begins, a number, a ramp, or why there is none. */
final class CurveReader {
    private static final String NUMBER = "([-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)";
    private static final Pattern LEVEL = Pattern.compile(NUMBER);
    private static final Pattern RAMP = Pattern.compile(NUMBER + "\\.\\." + NUMBER);
    private static final Map<String, Curve.Reading> GAPS =
            Map.of("missing", new Curve.Reading.Missing(), "error", new Curve.Reading.Failed());

    private CurveReader() {}

    /** One value for a whole case, or several by their times. */
    static Optional<Curve> read(Value value, Duration lasts) {
        return value.isMapping()
                ? value.section().flatMap(section -> read(section, lasts))
                : read(value, lasts, Curve::of);
    }

    private static <T> Optional<T> read(Value value, Duration length, Function<Piece, T> then) {
        return value.read("a number, a ramp such as 10..50, missing or error", text -> piece(text, length))
                .map(then);
    }

    private static Optional<Curve> read(Section section, Duration lasts) {
        var starts = new TreeMap<Duration, Value>();
        section.all().forEach((key, value) -> {
            Optional<Duration> start = Offsets.parse(key, Duration.ZERO, lasts);
            if (start.isEmpty()) {
                value.problem("%s must begin at whole seconds from 0s to %s, was \"%s\""
                        .formatted(value.path(), Durations.text(lasts), key));
            } else if (starts.putIfAbsent(start.get(), value) != null) {
                value.problem(
                        "%s must begin at another time than its neighbour, was \"%s\"".formatted(value.path(), key));
            }
        });
        var pieces = new TreeMap<Duration, Piece>();
        starts.forEach((start, value) -> read(value, end(starts, start, lasts).minus(start), Function.identity())
                .ifPresent(piece -> pieces.put(start, piece)));
        return section.build(() -> new Curve(pieces));
    }

    private static Duration end(SortedMap<Duration, Value> starts, Duration start, Duration lasts) {
        var later = starts.tailMap(start.plusSeconds(1));
        return later.isEmpty() ? lasts : later.firstKey();
    }

    private static Optional<Piece> piece(String text, Duration length) {
        var ramp = RAMP.matcher(text);
        if (ramp.matches() && length.isPositive()) {
            double from = Double.parseDouble(ramp.group(1));
            double to = Double.parseDouble(ramp.group(2));
            return finite(from, to).map(_ -> new Piece.Ramp(from, to, length));
        }
        if (LEVEL.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            return finite(value, value).map(_ -> new Piece.Level(value));
        }
        return Optional.ofNullable(GAPS.get(text)).map(Piece.Gap::new);
    }

    private static Optional<Double> finite(double from, double to) {
        return Optional.of(to - from).filter(Double::isFinite);
    }
}
