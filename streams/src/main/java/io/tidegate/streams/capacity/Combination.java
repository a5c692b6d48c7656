package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.Output.RuleAnswer;
import io.tidegate.streams.capacity.Output.Verdict;
import io.tidegate.streams.capacity.Output.Verdict.Outcome;
import io.tidegate.streams.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Several rules, one capacity, as AWS combines scaling policies: out when any rule asks, in when one asks and every target
 * tracking rule that may scale in agrees; the largest capacity wins both ways. A rule whose metric is missing allows no
 * scale-in.
 */
final class Combination {
    private static final String MISSING = "METRIC_MISSING";

    private Combination() {}

    /** A rule and what it answered. */
    record Answered(Rule rule, RuleAnswer answer) {
        private int desiredOr(int otherwise) {
            return answer.desired().orElse(otherwise);
        }

        private boolean mayScaleIn() {
            return !(rule instanceof Rule.TargetTracking tracking && tracking.disableScaleIn());
        }

        private boolean mustAgreeToScaleIn() {
            return rule instanceof Rule.TargetTracking && mayScaleIn();
        }

        private Proposal proposal() {
            String reason = switch (rule) {
                case Rule _ when answer.isFallback() -> "FALLBACK";
                case Rule.TargetTracking _ -> "TARGET_TRACKING";
                case Rule.Threshold _ -> "THRESHOLD";
            };
            return new Proposal(answer.desired().orElseThrow(), reason, answer.explanation());
        }
    }

    /**
     * What the rules come to.
     *
     * @param raw desired capacity; the current one when nothing is asked for
     * @param reason upper-case code
     */
    record Proposal(int raw, String reason, String explanation) {

        /** Verdict of an evaluation that changes nothing. */
        Verdict unchanged(Constrained constrained) {
            if (reason.equals(MISSING)) {
                return Verdict.held(reason, explanation);
            }
            if (raw == constrained.desired()) {
                return new Verdict(Outcome.STEADY, reason, explanation, null);
            }
            String held = explanation + constrained.explanation();
            return constrained.cooling() == null
                    ? Verdict.held("BOUNDS", held)
                    : new Verdict(Outcome.HELD, "COOLDOWN", held, constrained.cooling());
        }
    }

    static Proposal of(List<Answered> rules, int current) {
        return largest(rules, rule -> rule.desiredOr(current) > current)
                .map(Answered::proposal)
                .or(() -> first(rules, rule -> rule.answer().isMissing())
                        .map(rule ->
                                new Proposal(current, MISSING, rule.answer().explanation())))
                .or(() -> first(rules, rule -> rule.mustAgreeToScaleIn() && rule.desiredOr(current) >= current)
                        .map(rule ->
                                new Proposal(current, "ON_TARGET", rule.answer().explanation())))
                .or(() -> largest(rules, rule -> rule.mayScaleIn() && rule.desiredOr(current) < current)
                        .map(Answered::proposal))
                .orElse(new Proposal(current, "NO_RULE_ASKS", "no rule asks for another capacity"));
    }

    private static Optional<Answered> first(List<Answered> rules, Predicate<Answered> which) {
        return rules.stream().filter(which).findFirst();
    }

    // Of equals the first listed wins, so that its reason is given.
    private static Optional<Answered> largest(List<Answered> rules, Predicate<Answered> which) {
        return rules.stream().filter(which).reduce((one, other) -> other.desiredOr(0) > one.desiredOr(0) ? other : one);
    }
}
