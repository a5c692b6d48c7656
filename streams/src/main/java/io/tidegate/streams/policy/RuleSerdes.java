package io.tidegate.streams.policy;

import io.tidegate.schemas.TargetTrackingRule;
import io.tidegate.schemas.ThresholdRule;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Maps the rules of policies to and from their part of a {@code scaling-policies} record. */
final class RuleSerdes {
    private RuleSerdes() {}

    static Object toAvro(Rule rule) {
        return switch (rule) {
            case Rule.TargetTracking tracking ->
                TargetTrackingRule.newBuilder()
                        .setName(tracking.name())
                        .setMetric(tracking.metric().toString())
                        .setTarget(tracking.target())
                        .setTolerance(tracking.tolerance())
                        .setDisableScaleIn(tracking.disableScaleIn())
                        .build();
            case Rule.Threshold threshold ->
                ThresholdRule.newBuilder()
                        .setName(threshold.name())
                        .setMetric(threshold.metric().toString())
                        .setAtLeast(nullable(threshold.atLeast()))
                        .setAtMost(nullable(threshold.atMost()))
                        .setChange(threshold.change())
                        .build();
        };
    }

    static Rule fromAvro(Object avro) {
        return switch (avro) {
            case TargetTrackingRule tracking ->
                new Rule.TargetTracking(
                        tracking.getName(),
                        expression(tracking.getMetric()),
                        tracking.getTarget(),
                        tracking.getTolerance(),
                        tracking.getDisableScaleIn());
            case ThresholdRule threshold ->
                new Rule.Threshold(
                        threshold.getName(),
                        expression(threshold.getMetric()),
                        optional(threshold.getAtLeast()),
                        optional(threshold.getAtMost()),
                        threshold.getChange());
            default ->
                throw new IllegalArgumentException("rules must be target tracking or threshold, was "
                        + avro.getClass().getSimpleName());
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
