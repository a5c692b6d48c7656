package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Output.RuleAnswer;
import io.tidegate.streams.policy.Behaviour.Combine;
import io.tidegate.streams.policy.Predictive;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.StepScaling;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Several rules, one capacity.
 *
 * <p>{@link Combine#LARGEST} is how AWS combines scaling policies: out when any rule asks, in when one asks and every rule
 * that knows how much is needed, and may scale in, agrees; the largest capacity wins both ways. {@link Combine#FIRST} lets
 * the first rule listed that asks decide, out and in. Either way a rule whose metric is missing allows no scale-in that it
 * would have had a say in, and an activation or predictive rule none below its own answer. A predictive rule that cannot tell
 * has no say at all.
 */
final class Combination {
    private Combination() {}

    /** A rule and what it answered. */
    record Answered(Rule rule, RuleAnswer answer) {
        private int desiredOr(int otherwise) {
            return answer.desired().orElse(otherwise);
        }

        private boolean isMissing() {
            return answer.isMissing() && !(rule instanceof Predictive);
        }

        private boolean mayScaleIn() {
            return switch (rule) {
                case Rule.Absolute absolute -> !absolute.disableScaleIn();
                case Rule.Activation _, Predictive _ -> false;
                case Rule.Threshold _, StepScaling _ -> true;
            };
        }

        /** Whether its answer is a least that must stay, and it has no say otherwise. */
        private boolean isFloor() {
            return rule instanceof Rule.Activation || rule instanceof Predictive;
        }

        private boolean mustAgreeToScaleIn() {
            return rule instanceof Rule.Absolute && mayScaleIn();
        }

        /** Whether it has been asked for a change and answered; a rule on its target asks for nothing. */
        private boolean asks(int current) {
            boolean holds = switch (rule) {
                case Rule.Threshold _, StepScaling _ -> answer.desired().isPresent();
                case Rule.Absolute _, Rule.Activation _, Predictive _ -> false;
            };
            return holds || desiredOr(current) > current || (mayScaleIn() && desiredOr(current) < current);
        }

        private Proposal proposal() {
            String reason = switch (rule) {
                case Rule _ when answer.isFallback() -> "FALLBACK";
                case Rule.TargetTracking _ -> "TARGET_TRACKING";
                case Rule.Formula _ -> "FORMULA";
                case Rule.NPlusOne _ -> "N_PLUS_ONE";
                case Rule.Activation _ -> "ACTIVATION";
                case Rule.Threshold _ -> "THRESHOLD";
                case StepScaling _ -> "STEP_SCALING";
                case Predictive _ -> "PREDICTIVE";
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
        static final String MISSING = "METRIC_MISSING";

        boolean isMissing() {
            return reason.equals(MISSING);
        }
    }

    static Proposal of(List<Answered> rules, int current, Combine combine) {
        return switch (combine) {
            case LARGEST -> largest(rules, current);
            case FIRST -> first(rules, current);
        };
    }

    private static Proposal largest(List<Answered> rules, int current) {
        return largest(rules, rule -> rule.desiredOr(current) > current)
                .map(Answered::proposal)
                .or(() -> missing(rules, current))
                .or(() -> find(rules, rule -> rule.mustAgreeToScaleIn() && rule.desiredOr(current) >= current)
                        .map(rule ->
                                new Proposal(current, "ON_TARGET", rule.answer().explanation())))
                .or(() -> largest(rules, rule -> rule.mayScaleIn() && rule.desiredOr(current) < current)
                        .map(rule -> kept(rules, rule.proposal())))
                .orElseGet(() -> nothing(current));
    }

    private static Proposal first(List<Answered> rules, int current) {
        var asking = find(rules, rule -> rule.asks(current));
        if (asking.isEmpty()) {
            return missing(rules, current).orElseGet(() -> nothing(current));
        }
        var proposal = asking.get().proposal();
        var before = rules.subList(0, rules.indexOf(asking.get()));
        return proposal.raw() < current ? missing(before, current).orElseGet(() -> kept(rules, proposal)) : proposal;
    }

    private static Proposal nothing(int current) {
        return new Proposal(current, "NO_RULE_ASKS", "no rule asks for another capacity");
    }

    private static Optional<Proposal> missing(List<Answered> rules, int current) {
        return find(rules, Answered::isMissing)
                .map(rule ->
                        new Proposal(current, Proposal.MISSING, rule.answer().explanation()));
    }

    // What an activation rule answers while there is a task, and what is foreseen, is what must stay.
    private static Proposal kept(List<Answered> rules, Proposal in) {
        return largest(rules, rule -> rule.isFloor() && rule.desiredOr(0) > in.raw())
                .map(Answered::proposal)
                .orElse(in);
    }

    private static Optional<Answered> find(List<Answered> rules, Predicate<Answered> which) {
        for (var rule : rules) {
            if (which.test(rule)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    // Of equals the first listed wins, so that its reason is given.
    private static Optional<Answered> largest(List<Answered> rules, Predicate<Answered> which) {
        Answered largest = null;
        for (var rule : rules) {
            if (which.test(rule) && (largest == null || rule.desiredOr(0) > largest.desiredOr(0))) {
                largest = rule;
            }
        }
        return Optional.ofNullable(largest);
    }
}
