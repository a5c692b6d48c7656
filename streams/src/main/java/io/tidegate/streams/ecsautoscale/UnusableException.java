package io.tidegate.streams.ecsautoscale;

/** Something that a decision needs is absent or of the wrong kind. What was decided before it stands. */
public final class UnusableException extends Exception {
    UnusableException(String message) {
        super(message);
    }
}
