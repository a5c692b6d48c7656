package io.tidegate.streams.policy;

import io.tidegate.schemas.ActivationRule;
import io.tidegate.schemas.FormulaRule;
import io.tidegate.schemas.NPlusOneRule;
import io.tidegate.schemas.PolicyAdjustment;
import io.tidegate.schemas.PolicyStep;
import io.tidegate.schemas.PredictiveRule;
import io.tidegate.schemas.StepScalingRule;
import io.tidegate.schemas.TargetTrackingRule;
import io.tidegate.schemas.ThresholdRule;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import io.tidegate.streams.policy.Rule.Base;
import io.tidegate.streams.policy.Rule.Saturation;
import io.tidegate.streams.policy.Rule.Tolerance;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Maps the rules of policies to and from their part of a {@code scaling-policies} record. */
final class RuleSerdes {
    private RuleSerdes() {}

    static Object toAvro(Rule rule) {
        return switch (rule) {
            case Rule.TargetTracking tracking -> toAvro(tracking);
            case Rule.Threshold threshold -> toAvro(threshold);
            case StepScaling stepping -> toAvro(stepping);
            case Rule.Formula formula ->
                new FormulaRule(formula.name(), formula.metric().toString(), formula.disableScaleIn());
            case Rule.NPlusOne spare -> new NPlusOneRule(spare.name(), spare.spare(), spare.floor());
            case Rule.Activation activation ->
                new ActivationRule(activation.name(), activation.metric().toString(), activation.above());
            case Predictive predictive -> toAvro(predictive);
        };
    }

    static Rule fromAvro(Object avro) {
        return switch (avro) {
            case TargetTrackingRule tracking -> tracking(tracking);
            case ThresholdRule threshold -> threshold(threshold);
            case StepScalingRule stepping -> stepping(stepping);
            case FormulaRule formula ->
                new Rule.Formula(formula.getName(), expression(formula.getDesired()), formula.getDisableScaleIn());
            case NPlusOneRule spare -> new Rule.NPlusOne(spare.getName(), spare.getSpare(), spare.getFloor());
            case ActivationRule activation ->
                new Rule.Activation(activation.getName(), expression(activation.getMetric()), activation.getAbove());
            case PredictiveRule predictive -> predictive(predictive);
            default ->
                throw new IllegalArgumentException(
                        "rules must be of a known kind, was " + avro.getClass().getSimpleName());
        };
    }

    private static TargetTrackingRule toAvro(Rule.TargetTracking rule) {
        var tolerance = rule.tolerance();
        return TargetTrackingRule.newBuilder()
                .setName(rule.name())
                .setMetric(rule.metric().toString())
                .setTarget(rule.target())
                .setTolerance(tolerance.out())
                .setScaleInTolerance(tolerance.in() == tolerance.out() ? null : tolerance.in())
                .setDisableScaleIn(rule.disableScaleIn())
                .setMeasure(rule.measure().name())
                .setSaturatesAt(rule.saturation().map(Saturation::at).orElse(null))
                .setSaturationFactor(rule.saturation().map(Saturation::factor).orElse(null))
                .build();
    }

    private static Rule tracking(TargetTrackingRule avro) {
        double out = avro.getTolerance();
        Double in = avro.getScaleInTolerance();
        Double saturatesAt = avro.getSaturatesAt();
        Double factor = avro.getSaturationFactor();
        return new Rule.TargetTracking(
                avro.getName(),
                expression(avro.getMetric()),
                avro.getTarget(),
                Rule.Measure.valueOf(avro.getMeasure()),
                new Tolerance(out, in == null ? out : in),
                saturatesAt == null || factor == null
                        ? Optional.empty()
                        : Optional.of(new Saturation(saturatesAt, factor)),
                avro.getDisableScaleIn());
    }

    private static ThresholdRule toAvro(Rule.Threshold rule) {
        return ThresholdRule.newBuilder()
                .setName(rule.name())
                .setMetric(rule.metric().toString())
                .setAtLeast(nullable(rule.atLeast()))
                .setAtMost(nullable(rule.atMost()))
                .setChange(rule.change() instanceof Adjustment.Count count ? count.tasks() : 0)
                .setAdjustment(rule.change() instanceof Adjustment.Count ? null : toAvro(rule.change()))
                .setBase(rule.base().name())
                .build();
    }

    private static Rule threshold(ThresholdRule avro) {
        var other = avro.getAdjustment();
        return new Rule.Threshold(
                avro.getName(),
                expression(avro.getMetric()),
                optional(avro.getAtLeast()),
                optional(avro.getAtMost()),
                other == null ? new Adjustment.Count(avro.getChange()) : adjustment(other),
                Base.valueOf(avro.getBase()));
    }

    private static StepScalingRule toAvro(StepScaling rule) {
        return StepScalingRule.newBuilder()
                .setName(rule.name())
                .setMetric(rule.metric().toString())
                .setThreshold(rule.threshold())
                .setSteps(rule.steps().stream()
                        .map(step ->
                                new PolicyStep(nullable(step.lower()), nullable(step.upper()), toAvro(step.change())))
                        .toList())
                .setBase(rule.base().name())
                .setWarmupMillis(rule.warmup().map(Duration::toMillis).orElse(null))
                .build();
    }

    private static Rule stepping(StepScalingRule avro) {
        return new StepScaling(
                avro.getName(),
                expression(avro.getMetric()),
                avro.getThreshold(),
                avro.getSteps().stream()
                        .map(step -> new StepScaling.Step(
                                optional(step.getLower()), optional(step.getUpper()), adjustment(step.getChange())))
                        .toList(),
                Base.valueOf(avro.getBase()),
                Optional.ofNullable(avro.getWarmupMillis()).map(Duration::ofMillis));
    }

    private static PredictiveRule toAvro(Predictive rule) {
        return new PredictiveRule(
                rule.name(),
                rule.load().toString(),
                rule.target(),
                rule.quantile(),
                rule.ahead().map(Duration::toMillis).orElse(null),
                rule.forecastOnly());
    }

    private static Rule predictive(PredictiveRule avro) {
        return new Predictive(
                avro.getName(),
                expression(avro.getLoad()),
                avro.getTarget(),
                avro.getQuantile(),
                Optional.ofNullable(avro.getAheadMillis()).map(Duration::ofMillis),
                avro.getForecastOnly());
    }

    private static PolicyAdjustment toAvro(Adjustment change) {
        return switch (change) {
            case Adjustment.Count count -> new PolicyAdjustment("COUNT", (double) count.tasks(), 1);
            case Adjustment.Percent percent -> new PolicyAdjustment("PERCENT", percent.percent(), percent.least());
            case Adjustment.Exact exact -> new PolicyAdjustment("EXACT", (double) exact.capacity(), 1);
        };
    }

    private static Adjustment adjustment(PolicyAdjustment avro) {
        return switch (avro.getType()) {
            case "COUNT" -> new Adjustment.Count((int) avro.getValue());
            case "PERCENT" -> new Adjustment.Percent(avro.getValue(), avro.getLeast());
            case "EXACT" -> new Adjustment.Exact((int) avro.getValue());
            default ->
                throw new IllegalArgumentException(
                        "change must be COUNT, PERCENT or EXACT, was %s".formatted(avro.getType()));
        };
    }

    private static Expression expression(String text) {
        try {
            return Expression.parse(text);
        } catch (ExpressionException e) {
            throw new IllegalArgumentException("metric: " + e.getMessage(), e);
        }
    }

    private static @Nullable Double nullable(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
