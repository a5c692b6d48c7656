package io.tidegate.streams.policy;

import io.tidegate.schemas.PolicyKind;
import io.tidegate.schemas.PolicyMode;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.TargetTrackingRule;
import io.tidegate.schemas.ThresholdRule;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.topic.GeneratedClasses;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import io.tidegate.streams.policy.ServicePolicy.Actuation;
import io.tidegate.streams.policy.ServicePolicy.Cooldown;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Maps policies to and from records of {@code scaling-policies}; lossless, and equal policies give equal bytes. */
public final class PolicySerdes {
    static {
        GeneratedClasses.trust();
    }

    private PolicySerdes() {}

    /** The record that carries a revision. */
    public static ScalingPolicy toAvro(PolicyRevision revision) {
        ServicePolicy policy = revision.policy();
        return ScalingPolicy.newBuilder()
                .setName(policy.name())
                .setKind(PolicyKind.SERVICE)
                .setMode(PolicyMode.ENFORCE)
                .setEnabled(policy.enabled())
                .setRevision(policy.revision())
                .setProvenance(toAvro(revision.provenance()))
                .setConstants(revision.constants())
                .setTargets(policy.targets().stream().map(Target::text).toList())
                .setVia(toAvro(policy.via()))
                .setMin(policy.bounds().min())
                .setMax(policy.bounds().max())
                .setMetrics(policy.metrics().stream().map(MetricSerdes::toAvro).toList())
                .setRules(policy.rules().stream().map(PolicySerdes::toAvro).toList())
                .setCooldownScaleOutMillis(policy.cooldown().scaleOut().toMillis())
                .setCooldownScaleInMillis(policy.cooldown().scaleIn().toMillis())
                .setSchedule(
                        policy.schedule().stream().map(PolicySerdes::toAvro).toList())
                .build();
    }

    /**
     * The revision that a record carries.
     *
     * @throws IllegalArgumentException when the record breaks a constraint of policies, or is of a kind or mode that this
     *     version does not know
     */
    public static PolicyRevision fromAvro(ScalingPolicy avro) {
        Check.that(avro.getKind() == PolicyKind.SERVICE, "kind must be SERVICE, was %s", avro.getKind());
        Check.that(avro.getMode() == PolicyMode.ENFORCE, "mode must be ENFORCE, was %s", avro.getMode());
        var policy = new ServicePolicy(
                avro.getName(),
                avro.getRevision(),
                avro.getEnabled(),
                avro.getTargets().stream().map(PolicySerdes::service).toList(),
                fromAvro(avro.getVia()),
                new Bounds(avro.getMin(), avro.getMax()),
                avro.getMetrics().stream().map(MetricSerdes::fromAvro).toList(),
                avro.getRules().stream().map(PolicySerdes::rule).toList(),
                new Cooldown(
                        Duration.ofMillis(avro.getCooldownScaleOutMillis()),
                        Duration.ofMillis(avro.getCooldownScaleInMillis())),
                avro.getSchedule().stream().map(PolicySerdes::fromAvro).toList());
        return new PolicyRevision(policy, fromAvro(avro.getProvenance()), avro.getConstants());
    }

    private static io.tidegate.schemas.Provenance toAvro(PolicyRevision.Provenance provenance) {
        return io.tidegate.schemas.Provenance.newBuilder()
                .setAppliedAt(provenance.appliedAt())
                .setAppliedBy(provenance.appliedBy())
                .setFile(provenance.file().orElse(null))
                .setDocument(provenance.document())
                .build();
    }

    private static PolicyRevision.Provenance fromAvro(io.tidegate.schemas.Provenance avro) {
        return new PolicyRevision.Provenance(
                avro.getAppliedAt(), avro.getAppliedBy(), Optional.ofNullable(avro.getFile()), avro.getDocument());
    }

    private static io.tidegate.schemas.Actuation toAvro(Actuation via) {
        return switch (via) {
            case SERVICE -> io.tidegate.schemas.Actuation.SERVICE;
            case SCALABLE_TARGET -> io.tidegate.schemas.Actuation.SCALABLE_TARGET;
        };
    }

    private static Actuation fromAvro(io.tidegate.schemas.Actuation via) {
        return switch (via) {
            case SERVICE -> Actuation.SERVICE;
            case SCALABLE_TARGET -> Actuation.SCALABLE_TARGET;
            case UNKNOWN -> throw new IllegalArgumentException("via must be SERVICE or SCALABLE_TARGET, was UNKNOWN");
        };
    }

    private static Target.EcsService service(String text) {
        if (Target.parse(text) instanceof Target.EcsService service) {
            return service;
        }
        throw new IllegalArgumentException("targets must be services, was \"%s\"".formatted(text));
    }

    private static Object toAvro(Rule rule) {
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

    private static Rule rule(Object avro) {
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

    private static io.tidegate.schemas.ScheduleWindow toAvro(ScheduleWindow window) {
        return io.tidegate.schemas.ScheduleWindow.newBuilder()
                .setName(window.name())
                .setDays(window.days().stream().map(DayOfWeek::name).toList())
                .setFrom(window.from().toString())
                .setTo(window.to().toString())
                .setTimezone(window.timezone().getId())
                .setMin(window.bounds().min())
                .setMax(window.bounds().max())
                .build();
    }

    private static ScheduleWindow fromAvro(io.tidegate.schemas.ScheduleWindow avro) {
        return new ScheduleWindow(
                avro.getName(),
                new TreeSet<>(avro.getDays().stream().map(DayOfWeek::valueOf).toList()),
                LocalTime.parse(avro.getFrom()),
                LocalTime.parse(avro.getTo()),
                ZoneId.of(avro.getTimezone()),
                new Bounds(avro.getMin(), avro.getMax()));
    }
}
