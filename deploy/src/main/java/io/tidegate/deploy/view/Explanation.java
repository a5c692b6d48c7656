package io.tidegate.deploy.view;

import io.tidegate.schemas.AppliedConstraint;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.MetricInput;
import io.tidegate.schemas.RuleResult;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decide.Recomputation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A decision in words, from what was measured to what became of it. */
public final class Explanation {
    private Explanation() {}

    /** Lines for people. */
    public static List<String> of(Decision decision, Optional<CommandOutcome> outcome) {
        var lines = new ArrayList<String>();
        lines.add("%s at %s: %s".formatted(decision.getTarget(), decision.getAt(), decision.getExplanation()));
        lines.add("  policy     %s, revision %d; decision %d, by %s"
                .formatted(
                        decision.getPolicy(),
                        decision.getPolicyRevision(),
                        decision.getSequence(),
                        decision.getTrigger()));
        decision.getInputs().forEach(input -> lines.add("  measured   " + of(input)));
        decision.getRules().forEach(rule -> lines.add("  rule       " + of(rule)));
        decision.getConstraints().forEach(constraint -> lines.add("  limited by " + of(constraint)));
        lines.add("  outcome    %s (%s)%s%s"
                .formatted(
                        decision.getOutcome(),
                        decision.getReason(),
                        change(decision),
                        decision.getUntil() == null ? "" : ", until " + decision.getUntil()));
        if (decision.getCommandId() != null) {
            lines.add("  command    %s: %s"
                    .formatted(
                            decision.getCommandId(),
                            outcome.map(Explanation::of).orElse("pending")));
        }
        return List.copyOf(lines);
    }

    /** Whether a decision comes out the same when it is made again, in a line. */
    public static String of(Recomputation again) {
        return "  check      "
                + switch (again) {
                    case Recomputation.Same _ -> "recomputed: same";
                    case Recomputation.Different different ->
                        "recomputed: different: " + String.join("; ", different.fields());
                    case Recomputation.Impossible impossible -> "cannot be recomputed: " + impossible.why();
                };
    }

    private static String of(MetricInput input) {
        return "%s = %s over %s to %s from %d series%s"
                .formatted(
                        input.getAlias(),
                        input.getValue() == null ? missing(input) : input.getValue(),
                        input.getWindowStart(),
                        input.getWindowEnd(),
                        input.getSeries(),
                        input.getEarly() ? ", running panes included" : "");
    }

    private static String missing(MetricInput input) {
        String problem = input.getProblem() == null
                ? ""
                : " (%s for %d windows)".formatted(input.getProblem(), input.getMisses());
        String standIn = input.getStandIn() == null ? "" : ", %s stands in,".formatted(input.getStandIn());
        return "missing" + problem + standIn;
    }

    private static String of(RuleResult rule) {
        return "%s asked for %s: %s"
                .formatted(
                        rule.getName(),
                        rule.getDesired() == null ? "nothing" : rule.getDesired(),
                        rule.getExplanation());
    }

    private static String of(AppliedConstraint constraint) {
        return "%s: %d -> %d, %s"
                .formatted(
                        constraint.getName(),
                        constraint.getBefore(),
                        constraint.getAfter(),
                        constraint.getExplanation());
    }

    private static String of(CommandOutcome outcome) {
        return "%s (%s) after %d ms and %d calls%s%s"
                .formatted(
                        outcome.getStatus(),
                        outcome.getReason(),
                        outcome.getLatencyMillis(),
                        outcome.getAttempts(),
                        outcome.getRequestId() == null ? "" : ", AWS request " + outcome.getRequestId(),
                        outcome.getMessage() == null ? "" : ": " + outcome.getMessage());
    }

    private static String change(Decision decision) {
        return switch (Target.parse(decision.getTarget())) {
            case Target.Instance _, Target.LaunchTemplate _ -> ""; // They have no capacity.
            case Target.EcsService _, Target.Group _, Target.Cluster _, Target.Scalable _ ->
                ": from %s to %s".formatted(known(decision.getCurrent()), known(decision.getDesired()));
        };
    }

    private static String known(@Nullable Integer capacity) {
        return capacity == null ? "unknown" : String.valueOf(capacity);
    }
}
