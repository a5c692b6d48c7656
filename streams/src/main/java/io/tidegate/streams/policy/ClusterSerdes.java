package io.tidegate.streams.policy;

import io.tidegate.schemas.ClusterSizing;
import io.tidegate.schemas.EcsAutoscaleFile;
import io.tidegate.schemas.FitSizing;
import io.tidegate.schemas.PolicyKind;
import io.tidegate.schemas.ReservationSizing;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import io.tidegate.streams.policy.ClusterPolicy.Sizing;
import java.time.Duration;
import java.util.List;

/** Maps what is particular to policies of clusters to and from {@code scaling-policies}. */
final class ClusterSerdes {
    private ClusterSerdes() {}

    static ScalingPolicy.Builder toAvro(ClusterPolicy policy, ScalingPolicy.Builder avro) {
        return avro.setKind(PolicyKind.CLUSTER)
                .setVia(io.tidegate.schemas.Actuation.UNKNOWN)
                .setMin(policy.bounds().min())
                .setMax(policy.bounds().max())
                .setMetrics(List.of())
                .setRules(List.of())
                .setSchedule(List.of())
                .setCooldownScaleOutMillis(policy.cooldown().scaleOut().toMillis())
                .setCooldownScaleInMillis(policy.cooldown().scaleIn().toMillis())
                .setCluster(new ClusterSizing(policy.group().text(), sizing(policy.sizing())));
    }

    static ScalingPolicy.Builder toAvro(EcsAutoscalePolicy policy, ScalingPolicy.Builder avro) {
        var services = policy.services().stream().map(Target::text).toList();
        return avro.setKind(PolicyKind.CLUSTER)
                .setVia(io.tidegate.schemas.Actuation.UNKNOWN)
                .setMin(policy.bounds().min())
                .setMax(policy.bounds().max())
                .setMetrics(policy.metrics().stream().map(MetricSerdes::toAvro).toList())
                .setRules(List.of())
                .setSchedule(List.of())
                .setCooldownScaleOutMillis(0)
                .setCooldownScaleInMillis(0)
                .setCluster(
                        new ClusterSizing(policy.group().text(), new EcsAutoscaleFile(policy.document(), services)));
    }

    static Policy fromAvro(ScalingPolicy avro, ClusterSizing cluster) {
        Check.that(avro.getTargets().size() == 1, "targets must be one cluster, was %s", avro.getTargets());
        return cluster.getSizing() instanceof EcsAutoscaleFile file ? file(avro, cluster, file) : sized(avro, cluster);
    }

    private static EcsAutoscalePolicy file(ScalingPolicy avro, ClusterSizing cluster, EcsAutoscaleFile file) {
        return new EcsAutoscalePolicy(
                avro.getName(),
                avro.getRevision(),
                avro.getEnabled(),
                cluster(avro.getTargets().getFirst()),
                group(cluster.getGroup()),
                new Bounds(avro.getMin(), avro.getMax()),
                file.getServices().stream().map(ClusterSerdes::service).toList(),
                file.getDocument(),
                avro.getMetrics().stream().map(MetricSerdes::fromAvro).toList());
    }

    private static ClusterPolicy sized(ScalingPolicy avro, ClusterSizing cluster) {
        return new ClusterPolicy(
                avro.getName(),
                avro.getRevision(),
                avro.getEnabled(),
                cluster(avro.getTargets().getFirst()),
                group(cluster.getGroup()),
                new Bounds(avro.getMin(), avro.getMax()),
                sizing(cluster.getSizing()),
                new Behaviour.Cooldown(
                        Duration.ofMillis(avro.getCooldownScaleOutMillis()),
                        Duration.ofMillis(avro.getCooldownScaleInMillis())),
                ExecutionSerdes.fromAvro(avro));
    }

    private static Object sizing(Sizing sizing) {
        return switch (sizing) {
            case ClusterPolicy.Fit fit ->
                new FitSizing(
                        fit.buffer().cpu(), fit.buffer().memory(), fit.buffer().tasks(), fit.drainBudget());
            case ClusterPolicy.Reservation reservation ->
                new ReservationSizing(
                        reservation.target(),
                        reservation.minStep(),
                        reservation.maxStep(),
                        reservation.warmup().toMillis());
        };
    }

    private static Sizing sizing(Object avro) {
        return switch (avro) {
            case FitSizing fit ->
                new ClusterPolicy.Fit(
                        new Buffer(fit.getBufferCpu(), fit.getBufferMemory(), fit.getBufferTasks()),
                        fit.getDrainBudget());
            case ReservationSizing reservation ->
                new ClusterPolicy.Reservation(
                        reservation.getTarget(),
                        reservation.getMinStep(),
                        reservation.getMaxStep(),
                        Duration.ofMillis(reservation.getWarmupMillis()));
            default ->
                throw new IllegalArgumentException("sizing must be fit, reservation or a file of ecs-autoscale, was "
                        + avro.getClass().getSimpleName());
        };
    }

    private static Target.Cluster cluster(String text) {
        if (Target.parse(text) instanceof Target.Cluster cluster) {
            return cluster;
        }
        throw new IllegalArgumentException("targets must be one cluster, was \"%s\"".formatted(text));
    }

    private static Target.EcsService service(String text) {
        if (Target.parse(text) instanceof Target.EcsService service) {
            return service;
        }
        throw new IllegalArgumentException("services must be ECS services, was \"%s\"".formatted(text));
    }

    private static Target.Group group(String text) {
        if (Target.parse(text) instanceof Target.Group group) {
            return group;
        }
        throw new IllegalArgumentException("group must be an Auto Scaling group, was \"%s\"".formatted(text));
    }
}
