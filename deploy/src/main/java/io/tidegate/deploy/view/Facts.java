package io.tidegate.deploy.view;

import io.tidegate.schemas.AppliedConstraint;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.MetricInput;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.RuleResult;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.streams.decide.Recomputation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts as plain maps for JSON: times as ISO-8601, absent fields left out, keys in a fixed order. */
public final class Facts {
    private Facts() {}

    /** One target. */
    public static Map<String, Object> of(TargetView view) {
        var map = new Fields()
                .with("target", view.target())
                .with("policy", view.policy().orElse(null))
                .with("observedAt", view.observedAt().orElse(null))
                .with("desired", view.desired().orElse(null))
                .with("running", view.running().orElse(null))
                .with("pending", view.pending().orElse(null))
                .with("desiredMin", view.desiredMin().orElse(null))
                .with("desiredMax", view.desiredMax().orElse(null))
                .with("decision", view.decision().map(Facts::of).orElse(null))
                .with("action", view.action().map(Facts::of).orElse(null))
                .with("outcome", view.outcome().map(Facts::of).orElse(null))
                .with("override", view.override().map(Facts::of).orElse(null))
                .with("overrideEnd", view.overrideEnd().map(Facts::of).orElse(null))
                .with("foreignWrite", view.foreignWrite().map(Facts::of).orElse(null))
                .with("awsScalingPolicies", view.rivals());
        return map.with(
                        "history",
                        view.history().stream()
                                .map(point -> List.of(point.at().toEpochMilli(), point.desired(), point.running()))
                                .toList())
                .map();
    }

    /** One decision, whole. */
    public static Map<String, Object> of(Decision decision) {
        return new Fields()
                .with("target", decision.getTarget())
                .with("domain", decision.getDomain())
                .with("at", decision.getAt())
                .with("sequence", decision.getSequence())
                .with("trigger", decision.getTrigger())
                .with("policy", decision.getPolicy())
                .with("policyRevision", decision.getPolicyRevision())
                .with("outcome", decision.getOutcome())
                .with("reason", decision.getReason())
                .with("explanation", decision.getExplanation())
                .with("current", decision.getCurrent())
                .with("running", decision.getRunning())
                .with("raw", decision.getRaw())
                .with("desired", decision.getDesired())
                .with("until", decision.getUntil())
                .with("commandId", decision.getCommandId())
                .with("inputs", decision.getInputs().stream().map(Facts::of).toList())
                .with("rules", decision.getRules().stream().map(Facts::of).toList())
                .with(
                        "constraints",
                        decision.getConstraints().stream().map(Facts::of).toList())
                .map();
    }

    /** Whether a decision was to change something. */
    public static boolean isAction(Decision decision) {
        return switch (decision.getOutcome()) {
            case SCALE_OUT, SCALE_IN, SET_BOUNDS, RELEASED, ROLL_OUT -> true;
            case STEADY, HELD, UNKNOWN -> false;
        };
    }

    /** An override: what, who, why and until when. */
    public static Map<String, Object> of(OverrideEntry entry) {
        return new Fields()
                .with("target", entry.getTarget())
                .with("pauseIn", entry.getPauseIn())
                .with("pauseOut", entry.getPauseOut())
                .with("capacity", entry.getCapacity())
                .with("beyondBounds", entry.getBeyondBounds())
                .with("by", entry.getBy())
                .with("reason", entry.getReason())
                .with("expiresAt", entry.getExpiresAt())
                .map();
    }

    /** Whether a decision comes out the same when it is made again. */
    public static Map<String, Object> of(Recomputation again) {
        return switch (again) {
            case Recomputation.Same _ -> new Fields().with("result", "same").map();
            case Recomputation.Different different ->
                new Fields()
                        .with("result", "different")
                        .with("fields", different.fields())
                        .map();
            case Recomputation.Impossible impossible ->
                new Fields()
                        .with("result", "impossible")
                        .with("why", impossible.why())
                        .map();
        };
    }

    /** How a command ended. */
    public static Map<String, Object> of(CommandOutcome outcome) {
        return new Fields()
                .with("commandId", outcome.getCommandId())
                .with("status", outcome.getStatus())
                .with("reason", outcome.getReason())
                .with("message", outcome.getMessage())
                .with("at", outcome.getAt())
                .with("requestId", outcome.getRequestId())
                .with("attempts", outcome.getAttempts())
                .with("latencyMillis", outcome.getLatencyMillis())
                .map();
    }

    /** A policy's head: what it drives, and who applied it. */
    public static Map<String, Object> of(ScalingPolicy policy) {
        var provenance = policy.getProvenance();
        return new Fields()
                .with("name", policy.getName())
                .with("kind", policy.getKind())
                .with("mode", policy.getMode())
                .with("enabled", policy.getEnabled())
                .with("revision", policy.getRevision())
                .with("targets", policy.getTargets())
                .with("min", policy.getMin())
                .with("max", policy.getMax())
                .with("appliedAt", provenance.getAppliedAt())
                .with("appliedBy", provenance.getAppliedBy())
                .with("file", provenance.getFile())
                .map();
    }

    /** How many commands ended how. */
    public static Map<String, Object> of(CommandCounts counts) {
        return new Fields()
                .with("emitted", counts.emitted())
                .with("applied", counts.applied())
                .with("skipped", counts.skipped())
                .with("refused", counts.refused())
                .with("failed", counts.failed())
                .with("pending", counts.pending())
                .map();
    }

    private static Map<String, Object> of(MetricInput input) {
        return new Fields()
                .with("alias", input.getAlias())
                .with("value", input.getValue())
                .with("windowStart", input.getWindowStart())
                .with("windowEnd", input.getWindowEnd())
                .with("series", input.getSeries())
                .with("early", input.getEarly())
                .with("problem", input.getProblem())
                .with("misses", input.getMisses())
                .with("standIn", input.getStandIn())
                .map();
    }

    private static Map<String, Object> of(RuleResult rule) {
        return new Fields()
                .with("name", rule.getName())
                .with("value", rule.getValue())
                .with("desired", rule.getDesired())
                .with("explanation", rule.getExplanation())
                .map();
    }

    private static Map<String, Object> of(AppliedConstraint constraint) {
        return new Fields()
                .with("name", constraint.getName())
                .with("before", constraint.getBefore())
                .with("after", constraint.getAfter())
                .with("explanation", constraint.getExplanation())
                .map();
    }

    private static final class Fields {
        private final Map<String, Object> map = new LinkedHashMap<>();

        Fields with(String name, @Nullable Object value) {
            switch (value) {
                case null -> {}
                case Number number -> map.put(name, number);
                case Boolean bool -> map.put(name, bool);
                case List<?> list -> map.put(name, list);
                case Map<?, ?> nested -> map.put(name, nested);
                default -> map.put(name, value.toString());
            }
            return this;
        }

        Map<String, Object> map() {
            return map;
        }
    }
}
