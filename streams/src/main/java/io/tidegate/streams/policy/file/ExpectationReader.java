package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.trial.Expectation;
import io.tidegate.streams.policy.trial.Expectation.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Reads an item of {@code expect}. */
final class ExpectationReader {
    private static final List<String> KINDS =
            List.of("at", "never", "scalesOut", "scalesIn", "directionChanges", "commands");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Section section;
    private final Duration lasts;

    private ExpectationReader(Section section, Duration lasts) {
        this.section = section;
        this.lasts = lasts;
    }

    /** An expectation of a case that lasts so long; empty after a problem. */
    static Optional<Expectation> read(Section section, Duration lasts) {
        var reader = new ExpectationReader(section, lasts);
        return section.oneOf(KINDS).flatMap(kind -> switch (kind) {
            case "at" -> reader.at();
            case "never" -> reader.never();
            case "directionChanges" -> reader.directionChanges();
            case "commands" -> reader.commands();
            default -> reader.scales(kind.equals("scalesOut"));
        });
    }

    private Optional<Expectation> at() {
        Optional<Duration> at = Offsets.read(section.get("at"), Duration.ZERO, lasts);
        OptionalInt desired = count(section, "desired");
        OptionalInt min = count(section, "min");
        OptionalInt max = count(section, "max");
        Optional<String> outcome = section.get("outcome").text();
        Optional<String> reason = section.get("reason").text();
        return section.build(() -> new Expectation.At(at.orElseThrow(), desired, min, max, outcome, reason));
    }

    private Optional<Expectation> never() {
        Optional<Section> limits = section.get("never").section();
        OptionalInt below = limits.map(found -> count(found, "below")).orElse(OptionalInt.empty());
        OptionalInt above = limits.map(found -> count(found, "above")).orElse(OptionalInt.empty());
        limits.ifPresent(found -> found.build(() -> found)); // Keys that nobody asked for.
        Supplier<Span> span = span();
        return section.build(() -> new Expectation.Never(below, above, span.get()));
    }

    private Optional<Expectation> scales(boolean out) {
        boolean expected = section.get(out ? "scalesOut" : "scalesIn").flag(true);
        Supplier<Span> span = span();
        return section.build(() -> new Expectation.Scales(out, expected, span.get()));
    }

    private Optional<Expectation> directionChanges() {
        Optional<Section> limit = section.get("directionChanges").section();
        int atMost = limit.map(found -> found.require("atMost").integer(0)).orElse(0);
        Duration per = limit.flatMap(found -> Offsets.read(found.get("per"), SECOND, Duration.ofDays(7)))
                .orElse(Duration.ofHours(1));
        limit.ifPresent(found -> found.build(() -> found));
        return section.build(() -> new Expectation.DirectionChanges(atMost, per));
    }

    private Optional<Expectation> commands() {
        Optional<Section> limit = section.get("commands").section();
        int atMost = limit.map(found -> found.require("atMost").integer(0)).orElse(0);
        limit.ifPresent(found -> found.build(() -> found));
        Supplier<Span> span = span();
        return section.build(() -> new Expectation.Commands(atMost, span.get()));
    }

    // Made where the expectation is, for a section tells its unknown keys when it is built.
    private Supplier<Span> span() {
        Duration from = Offsets.read(section.get("from"), Duration.ZERO, lasts).orElse(Duration.ZERO);
        Duration to = Offsets.read(section.get("to"), Duration.ZERO, lasts).orElse(lasts);
        return () -> new Span(from, to);
    }

    private static OptionalInt count(Section section, String key) {
        Value value = section.get(key);
        return value.isPresent() ? OptionalInt.of(value.integer(0)) : OptionalInt.empty();
    }
}
