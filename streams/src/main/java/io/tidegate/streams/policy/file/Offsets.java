package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Durations;
import java.time.Duration;
import java.util.Optional;

/** Reads times of a case: durations of whole seconds, for its clock ticks once a second. */
final class Offsets {
    private Offsets() {}

    static Optional<Duration> read(Value value, Duration least, Duration most) {
        return value.read(
                "whole seconds from %s to %s, such as 90s or 2m".formatted(Durations.text(least), Durations.text(most)),
                text -> parse(text, least, most));
    }

    static Optional<Duration> parse(String text, Duration least, Duration most) {
        return Durations.parse(text)
                .filter(found -> found.toNanosPart() == 0)
                .filter(found -> found.compareTo(least) >= 0 && found.compareTo(most) <= 0);
    }
}
