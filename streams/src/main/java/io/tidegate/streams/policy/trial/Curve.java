package io.tidegate.streams.policy.trial;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Values over time, piece by piece.
 *
 * @param pieces by the offset at which they begin; each holds until the next one
 */
public record Curve(NavigableMap<Duration, Piece> pieces) {
    /** One piece from beginning to end. */
    public static Curve of(Piece piece) {
        return new Curve(new TreeMap<>(Map.of(Duration.ZERO, piece)));
    }

    public Curve {
        pieces = Collections.unmodifiableNavigableMap(new TreeMap<>(pieces));
    }

    /** What a reading is. */
    public sealed interface Reading {
        /** A number. */
        record Value(double value) implements Reading {}

        /** Nothing comes. */
        record Missing() implements Reading {}

        /** The source answers with an error. */
        record Failed() implements Reading {}
    }

    /** A span of values. */
    public sealed interface Piece {
        /** What it reads {@code since} its beginning. */
        Reading after(Duration since);

        /** The same value throughout. */
        record Level(double value) implements Piece {
            @Override
            public Reading after(Duration since) {
                return new Reading.Value(value);
            }
        }

        /**
         * A straight line.
         *
         * @param length after which it stays at {@code to}; above zero
         */
        record Ramp(double from, double to, Duration length) implements Piece {
            @Override
            public Reading after(Duration since) {
                double part = Math.min(1, (double) since.toMillis() / length.toMillis());
                return new Reading.Value(from + (to - from) * part);
            }
        }

        /** No number. */
        record Gap(Reading reading) implements Piece {
            @Override
            public Reading after(Duration since) {
                return reading;
            }
        }
    }

    /** The reading at an offset; before the start what stands at its beginning. */
    public Reading at(Duration offset) {
        var from = offset.isNegative() ? Duration.ZERO : offset;
        var begun = pieces.floorEntry(from);
        return begun == null ? new Reading.Missing() : begun.getValue().after(from.minus(begun.getKey()));
    }
}
