package io.tidegate.streams.trial;

import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.policy.Durations;
import io.tidegate.streams.policy.trial.Expectation;
import io.tidegate.streams.policy.trial.Expectation.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds the course of a case against what was expected of it. */
final class Expectations {
    private Expectations() {}

    /**
     * What was not as expected.
     *
     * @param at where it was seen, from the start
     */
    record Found(Duration at, String expected, String actual) {}

    /** What was not as expected; empty when everything was. */
    static Optional<Found> missed(Expectation expectation, Course course) {
        return switch (expectation) {
            case Expectation.At at -> at(at, course);
            case Expectation.Never never -> never(never, course);
            case Expectation.Scales scales -> scales(scales, course);
            case Expectation.DirectionChanges changes -> directionChanges(changes, course);
            case Expectation.Commands commands -> commands(commands, course);
        };
    }

    private static Optional<Found> at(Expectation.At wanted, Course course) {
        var stand = course.at(wanted.at());
        var verdict = course.decisionAt(wanted.at()).map(Decided::verdict);
        var actual = new TreeMap<String, String>();
        var expected = new TreeMap<String, String>();
        wanted.desired().ifPresent(desired -> compare("desired", desired, stand.desired(), expected, actual));
        wanted.min().ifPresent(min -> compare("min", min, stand.bounds().min(), expected, actual));
        wanted.max().ifPresent(max -> compare("max", max, stand.bounds().max(), expected, actual));
        String none = "none";
        wanted.outcome()
                .ifPresent(outcome -> compare(
                        "outcome",
                        outcome,
                        verdict.map(found -> found.outcome().name()).orElse(none),
                        expected,
                        actual));
        wanted.reason()
                .ifPresent(reason -> compare(
                        "reason", reason, verdict.map(found -> found.reason()).orElse(none), expected, actual));
        return expected.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(
                        wanted.at(),
                        "%s at %s".formatted(listed(expected), Durations.text(wanted.at())),
                        listed(actual)));
    }

    private static void compare(
            String key, Object wanted, Object found, Map<String, String> expected, Map<String, String> actual) {
        if (!wanted.equals(found)) {
            expected.put(key, wanted.toString());
            actual.put(key, found.toString());
        }
    }

    private static String listed(Map<String, String> values) {
        return String.join(
                ", ",
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    private static Optional<Found> never(Expectation.Never never, Course course) {
        var stands = new TreeMap<>(
                course.stands().subMap(never.span().from(), true, never.span().to(), true));
        stands.put(never.span().from(), course.at(never.span().from()));
        return stands.entrySet().stream()
                .filter(entry -> {
                    int desired = entry.getValue().desired();
                    return desired < never.below().orElse(Integer.MIN_VALUE)
                            || desired > never.above().orElse(Integer.MAX_VALUE);
                })
                .findFirst()
                .map(entry -> new Found(
                        entry.getKey(),
                        "desired never%s%s%s"
                                .formatted(
                                        never.below().isPresent()
                                                ? " below " + never.below().getAsInt()
                                                : "",
                                        never.above().isPresent()
                                                ? " above " + never.above().getAsInt()
                                                : "",
                                        text(never.span())),
                        "desired %d at %s".formatted(entry.getValue().desired(), Durations.text(entry.getKey()))));
    }

    private static Optional<Found> scales(Expectation.Scales scales, Course course) {
        var step = course.steps().entrySet().stream()
                .filter(entry -> scales.span().holds(entry.getKey()) && entry.getValue() > 0 == scales.out())
                .findFirst();
        if (step.isPresent() == scales.expected()) {
            return Optional.empty();
        }
        String direction = scales.out() ? "out" : "in";
        return Optional.of(step.map(found -> new Found(
                        found.getKey(),
                        "no scale-%s%s".formatted(direction, text(scales.span())),
                        "%+d at %s".formatted(found.getValue(), Durations.text(found.getKey()))))
                .orElseGet(() -> new Found(
                        scales.span().to(), "a scale-%s%s".formatted(direction, text(scales.span())), "none")));
    }

    private static Optional<Found> directionChanges(Expectation.DirectionChanges limit, Course course) {
        var turns = new ArrayList<Duration>();
        int before = 0;
        for (var step : course.steps().entrySet()) {
            int direction = Integer.signum(step.getValue());
            if (before != 0 && direction != before) {
                turns.add(step.getKey());
            }
            before = direction;
        }
        return turns.stream()
                .filter(turn -> within(turns, turn, limit.per()) > limit.atMost())
                .findFirst()
                .map(turn -> new Found(
                        turn,
                        "at most %d changes of direction in %s".formatted(limit.atMost(), Durations.text(limit.per())),
                        "%d by %s".formatted(within(turns, turn, limit.per()), Durations.text(turn))));
    }

    private static long within(List<Duration> turns, Duration end, Duration length) {
        return turns.stream()
                .filter(turn -> turn.compareTo(end) <= 0 && turn.compareTo(end.minus(length)) > 0)
                .count();
    }

    private static Optional<Found> commands(Expectation.Commands limit, Course course) {
        var offsets = course.commands().stream()
                .map(command -> Duration.between(course.start(), command.issuedAt()))
                .filter(limit.span()::holds)
                .toList();
        return offsets.size() <= limit.atMost()
                ? Optional.empty()
                : Optional.of(new Found(
                        offsets.get(limit.atMost()),
                        "at most %d commands%s".formatted(limit.atMost(), text(limit.span())),
                        String.valueOf(offsets.size())));
    }

    private static String text(Span span) {
        return " from %s to %s".formatted(Durations.text(span.from()), Durations.text(span.to()));
    }
}
