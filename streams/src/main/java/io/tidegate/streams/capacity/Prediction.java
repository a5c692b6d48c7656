package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Output.RuleAnswer;
import io.tidegate.streams.forecast.Forecast;
import io.tidegate.streams.policy.Durations;
import io.tidegate.streams.policy.Predictive;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a predictive rule answers: the least that there must be, or why it cannot tell. */
final class Prediction {
    private Prediction() {}

    static RuleAnswer of(Predictive rule, Foresight foresight, Instant now) {
        var ahead = foresight.ahead(rule);
        return switch (Forecast.of(foresight.of(rule), now, ahead, rule.quantile())) {
            case Forecast.Foreseen foreseen -> least(rule, foreseen, ahead);
            case Forecast.TooYoung(Duration seen) ->
                silent(
                        rule,
                        "%s of %s of %s were seen, nothing is foreseen before that"
                                .formatted(Durations.text(seen), Durations.text(Forecast.LEAST), rule.load()));
            case Forecast.Stale(Instant since) -> silent(rule, rule.load() + " was last seen before " + since);
            case Forecast.Unseen _ -> silent(rule, rule.load() + " was not seen at this time of day");
        };
    }

    // desired = ceil(forecast / target), as a least.
    private static RuleAnswer least(Predictive rule, Forecast.Foreseen foreseen, Duration ahead) {
        int desired = Rules.whole(foreseen.load() / rule.target());
        String load = Rules.number(foreseen.load());
        String told = "%s may come to %s within %s, by %s: ceil(%s / %s) = at least %d"
                .formatted(
                        rule.load(),
                        load,
                        Durations.text(ahead),
                        days(foreseen),
                        load,
                        Rules.number(rule.target()),
                        desired);
        return rule.forecastOnly()
                ? new RuleAnswer(
                        rule.name(), OptionalDouble.of(foreseen.load()), OptionalInt.empty(), told + ", forecast only")
                : new RuleAnswer(rule.name(), OptionalDouble.of(foreseen.load()), OptionalInt.of(desired), told);
    }

    private static String days(Forecast.Foreseen foreseen) {
        String days = foreseen.days() == 1 ? "1 day" : foreseen.days() + " days";
        return foreseen.weekly() ? days + " and the weekday" : days;
    }

    private static RuleAnswer silent(Predictive rule, String why) {
        return new RuleAnswer(rule.name(), OptionalDouble.empty(), OptionalInt.empty(), why);
    }
}
