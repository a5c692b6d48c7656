package io.tidegate.deploy.whatif.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Fewer points that look the same: of each equal span of time the first, the lowest, the highest, one that is not known and the last stay, in order. What a
 * chart shows at its extremes is so what was.
 */
final class Thinning {
    private Thinning() {}

    /** At most five points for each of {@code spans} spans; all of them where they are not more. */
    static <T> List<T> of(List<T> points, Function<T, Instant> time, ToDoubleFunction<T> value, int spans) {
        if (points.size() <= 4 * spans) {
            return points;
        }
        long first = time.apply(points.getFirst()).toEpochMilli();
        long length = time.apply(points.getLast()).toEpochMilli() - first + 1;
        var kept = new ArrayList<T>();
        for (int from = 0; from < points.size(); ) {
            long span = spanOf(time.apply(points.get(from)), first, length, spans);
            int to = from;
            while (to < points.size() && spanOf(time.apply(points.get(to)), first, length, spans) == span) {
                to++;
            }
            kept.addAll(extremes(points.subList(from, to), value));
            from = to;
        }
        return kept;
    }

    private static long spanOf(Instant at, long first, long length, int spans) {
        return (at.toEpochMilli() - first) * spans / length;
    }

    private static <T> List<T> extremes(List<T> span, ToDoubleFunction<T> value) {
        int low = 0;
        int high = 0;
        int unknown = 0;
        for (int i = 0; i < span.size(); i++) {
            double now = value.applyAsDouble(span.get(i));
            low = now < value.applyAsDouble(span.get(low)) || isUnknown(span, value, low) ? i : low;
            high = now > value.applyAsDouble(span.get(high)) || isUnknown(span, value, high) ? i : high;
            unknown = Double.isNaN(now) ? i : unknown;
        }
        var kept = new LinkedHashSet<Integer>();
        IntStream.of(0, low, high, unknown, span.size() - 1).sorted().forEach(kept::add);
        return kept.stream().map(span::get).toList();
    }

    private static <T> boolean isUnknown(List<T> span, ToDoubleFunction<T> value, int index) {
        return Double.isNaN(value.applyAsDouble(span.get(index)));
    }
}
