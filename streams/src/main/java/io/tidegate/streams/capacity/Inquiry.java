package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.Combination.Answered;
import io.tidegate.streams.capacity.Combination.Proposal;
import io.tidegate.streams.decision.Output.RuleAnswer;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.Metric;
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

    /**
     * One round of questions.
     *
     * @param data what the metrics read
     * @param tooYoung tasks that were added less than this ago count as not there
     */
    Round ask(MissingData data, Duration tooYoung) {
        var policy = state.policy();
        var answers = new ArrayList<RuleAnswer>();
        var counted = new ArrayList<Answered>();
        for (var rule : policy.rules()) {
            var answer = data.temper(rule, ask(rule, data, footing(rule, tooYoung)), current);
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
        return state.policy().metrics().stream().anyMatch(Metric::early);
    }

    private Footing footing(Rule rule, Duration tooYoung) {
        var warmup = rule instanceof StepScaling stepping ? stepping.warmup().orElse(Duration.ZERO) : Duration.ZERO;
        var age = warmup.compareTo(tooYoung) > 0 ? warmup : tooYoung;
        int young = state.actions().history().added(age, now);
        return Footing.of(current, young, known.running(), bounds.min());
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
