package io.tidegate.deploy.whatif.bundle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a text in a record is, for redaction; what is not listed here is taken for a name. */
enum Wording {
    /** Of a fixed vocabulary, ours or that of AWS, or a time: it stays. */
    CODE,
    /** A name, a target, an id that is made of them, or words of people or of AWS. */
    NAME,
    /** The alias of a metric. */
    ALIAS,
    /** An expression over aliases. */
    EXPRESSION,
    /** A sentence or a fingerprint that a decider made, with names in it. */
    SENTENCE,
    /** Where a source is. */
    URL,
    /** A policy file, of which deciders read nothing. */
    DOCUMENT,
    /** A policy file that deciders read. */
    READ_DOCUMENT;

    private static final Map<String, Wording> LISTED = new HashMap<>();

    static {
        list(CODE, "EcsServiceState.status", "AutoScalingGroupState.status", "ContainerInstance.status");
        list(CODE, "ClusterWorkload.status", "FixedPort.protocol", "ClusterGroup.refresh", "TemplateGroup.refresh");
        list(CODE, "TemplateGroup.version", "LifecycleHookState.transition", "AwsScalingPolicy.type");
        list(CODE, "InstanceExitState.kind", "InstanceExitState.phase", "HookHold.end", "SeenContainer.status");
        list(CODE, "CommandOutcome.reason", "Decision.reason", "Decision.tzdataVersion", "MetricInput.problem");
        list(CODE, "Step.kind", "CloudWatchSource.statistic", "HttpSource.method", "PolicyMetric.statistic");
        list(CODE, "PolicyMetric.across", "PolicyMetric.onMissing", "FallbackCapacity.when", "PolicyAdjustment.type");
        list(CODE, "TargetTrackingRule.measure", "ThresholdRule.base", "StepScalingRule.base", "PolicyLimit.select");
        list(CODE, "ScheduleWindow.days", "ScheduleWindow.from", "ScheduleWindow.to", "ScheduleWindow.timezone");
        list(CODE, "ScheduleWindow.exclude", "ScheduleWindow.start", "ScheduleWindow.end", "ScheduleAction.when");
        list(CODE, "ScheduleAction.timezone", "ScheduleAction.start", "ScheduleAction.end", "ImageCheck.when");
        list(CODE, "ImageCheck.timezone", "ImageCheck.start", "ImageCheck.end", "PolicyBehaviour.combine");
        list(CODE, "PolicyBehaviour.deployments", "PolicyPace.unit", "EscalationStep.action");
        list(CODE, "ImageSettings.sourceVersion", "RefreshSettings.scaleInProtected", "BeforeScaleOut.onTimeout");
        list(ALIAS, "PolicyMetric.alias");
        list(EXPRESSION, "TargetTrackingRule.metric", "ThresholdRule.metric", "StepScalingRule.metric");
        list(EXPRESSION, "FormulaRule.desired", "ActivationRule.metric", "PredictiveRule.load", "SeenLoad.load");
        list(SENTENCE, "Decision.explanation", "RuleResult.explanation", "RuleResult.name", "ScaleCommand.reason");
        list(SENTENCE, "AppliedConstraint.name", "AppliedConstraint.explanation");
        list(SENTENCE, "TargetState.lastDecision", "ClusterTargetState.lastDecision");
        list(URL, "HttpSource.url");
        list(DOCUMENT, "Provenance.document");
        list(READ_DOCUMENT, "EcsAutoscaleFile.document");
        for (var parameter : List.of("decrement", "port", "result", "version", "versions", "sourceVersion")) {
            list(CODE, "Step.parameters." + parameter);
        }
        for (var parameter :
                List.of("minHealthyPercentage", "skipMatching", "scaleInProtected", "instanceWarmupSeconds")) {
            list(CODE, "Step.parameters." + parameter);
        }
    }

    private static void list(Wording wording, String... fields) {
        for (var field : fields) {
            LISTED.put(field, wording);
        }
    }

    /** All fields that are listed. */
    static Set<String> listed() {
        return Set.copyOf(LISTED.keySet());
    }

    /** Of a field, as {@code Record.field}; of an entry of a map whose keys are ours, as {@code Record.field.key}. */
    static Wording of(String field) {
        return LISTED.getOrDefault(field, NAME);
    }

    /** Whether the keys of a map are a fixed vocabulary. */
    static boolean hasFixedKeys(String field) {
        return field.equals("Step.parameters") || field.equals("LifecycleEvent.attributes");
    }
}
