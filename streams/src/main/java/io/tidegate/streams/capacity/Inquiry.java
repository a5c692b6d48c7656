package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.Combination.Answered;
import io.tidegate.streams.capacity.Combination.Proposal;
import io.tidegate.streams.decision.Output.RuleAnswer;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.Predictive;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.StepScaling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rules and combines their answers.
 *
 * @param current desired capacity, orders on their way included
 * @param bounds in effect now
 */
record Inquiry(CapacityState state, Instant now, Standing.Known known, int current, Bounds bounds) {

    /** What each rule answered, and what they come to. */
    record Round(List<RuleAnswer> answers, Proposal proposal) {}

    /** Which of its own actions a round takes back, as far as the readings do not tell of them yet. */
    enum Undoing {
        NOTHING,
        /** Tasks that were added later than a cooldown before the reading began count as not there. */
        ADDITIONS,
        /** Tasks that were removed after the reading began count as still there. */
        REMOVALS
    }

    /** One round of questions about what the metrics read. */
    Round ask(MissingData data, Undoing undoing) {
        var policy = state.policy();
        var answers = new ArrayList<RuleAnswer>();
        var counted = new ArrayList<Answered>();
        for (var rule : policy.rules()) {
            if (rule instanceof Predictive predictive) {
                var answer = Prediction.of(predictive, state.facts().foresight(), now);
                answers.add(answer);
                counted.add(new Answered(rule, answer));
                continue;
            }
            var answer = data.temper(rule, ask(rule, data, footing(rule, data, undoing)), current);
            answers.add(answer);
            if (!data.leavesOut(rule)) {
                counted.add(new Answered(rule, answer));
            }
        }
        return new Round(
                answers, Combination.of(counted, current, policy.behaviour().combine()));
    }

    /** Whether a round may differ when running panes count. */
    boolean mayDifferEarly() {
        for (var metric : state.policy().metrics()) {
            if (metric.early()) {
                return true;
            }
        }
        return false;
    }

    /** How long ago the oldest window begins that a rule reads. */
    Duration lag(MissingData data) {
        var lag = Duration.ZERO;
        for (var rule : state.policy().rules()) {
            var its = Duration.between(data.since(rule), now);
            lag = its.compareTo(lag) > 0 ? its : lag;
        }
        return lag;
    }

    // A reading speaks of the tasks that there were when its window began: ages are judged there.
    private Footing footing(Rule rule, MissingData data, Undoing undoing) {
        if (state.actions().isLeftOut()) {
            // No reading will ever speak of what a dry run left out: rules start from what there is.
            return Footing.of(known.desired(), 0, known.running(), bounds.min());
        }
        var history = state.actions().history();
        var age = tooYoung(rule, undoing);
        int young = age.isZero() ? 0 : history.added(age, data.since(rule));
        int gone = undoing == Undoing.REMOVALS ? history.removed(Duration.ZERO, data.since(rule)) : 0;
        return Footing.of(current, young, known.running(), bounds.min()).with(gone);
    }

    private Duration tooYoung(Rule rule, Undoing undoing) {
        var cooldown = undoing == Undoing.ADDITIONS
                ? state.policy().behaviour().cooldown().scaleOut()
                : Duration.ZERO;
        var warmup = rule instanceof StepScaling stepping ? stepping.warmup().orElse(Duration.ZERO) : Duration.ZERO;
        return warmup.compareTo(cooldown) > 0 ? warmup : cooldown;
    }

    private RuleAnswer ask(Rule rule, MissingData data, Footing footing) {
        var read = rule.metric().evaluate(name -> switch (name) {
            case "running" -> (double) footing.running();
            case "desired" -> (double) footing.counted();
            case "minimum" -> (double) bounds.min();
            case "maximum" -> (double) bounds.max();
            case "instances" -> instances();
            default -> data.number(name);
        });
        return Rules.ask(rule, read, footing);
    }

    private @Nullable Double instances() {
        var seen = state.facts().instances();
        return seen == null || seen.isStale(now) ? null : (double) seen.what().active();
    }
}
