package io.tidegate.streams.policy;

import io.tidegate.schemas.PolicyKind;
import io.tidegate.schemas.PolicyMode;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.topic.GeneratedClasses;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.util.Optional;

/** Maps policies to and from records of {@code scaling-policies}; lossless, and equal policies give equal bytes. */
public final class PolicySerdes {
    static {
        GeneratedClasses.trust();
    }

    private PolicySerdes() {}

    /** The record that carries a revision. */
    public static ScalingPolicy toAvro(PolicyRevision revision) {
        Policy policy = revision.policy();
        var avro = ScalingPolicy.newBuilder()
                .setName(policy.name())
                .setEnabled(policy.enabled())
                .setRevision(policy.revision())
                .setProvenance(toAvro(revision.provenance()))
                .setConstants(revision.constants())
                .setTargets(policy.targets().stream().map(Target::text).toList());
        ExecutionSerdes.toAvro(policy.execution(), avro);
        return switch (policy) {
            case CapacityPolicy capacity -> toAvro(capacity, avro).build();
            case ClusterPolicy cluster -> ClusterSerdes.toAvro(cluster, avro).build();
            case EcsAutoscalePolicy file -> ClusterSerdes.toAvro(file, avro).build();
            case DrainPolicy drain -> DrainSerdes.toAvro(drain, avro).build();
            case ImagePolicy image -> ImageSerdes.toAvro(image, avro).build();
        };
    }

    private static ScalingPolicy.Builder toAvro(CapacityPolicy policy, ScalingPolicy.Builder avro) {
        return avro.setKind(PolicyKind.valueOf(policy.kind().name()))
                .setVia(toAvro(policy.via()))
                .setMin(policy.bounds().min())
                .setMax(policy.bounds().max())
                .setMetrics(policy.metrics().stream().map(MetricSerdes::toAvro).toList())
                .setRules(policy.rules().stream().map(RuleSerdes::toAvro).toList())
                .setReadsInstances(policy.readsInstances())
                .setCooldownScaleOutMillis(
                        policy.behaviour().cooldown().scaleOut().toMillis())
                .setCooldownScaleInMillis(
                        policy.behaviour().cooldown().scaleIn().toMillis())
                .setBehaviour(BehaviourSerdes.toAvro(policy.behaviour()))
                .setSchedule(
                        policy.schedule().stream().map(ScheduleSerdes::toAvro).toList());
    }

    /**
     * The revision that a record carries.
     *
     * @throws IllegalArgumentException when the record breaks a constraint of policies, or is of a kind or mode that this
     *     version does not know
     */
    public static PolicyRevision fromAvro(ScalingPolicy avro) {
        Check.that(
                avro.getMode() != PolicyMode.UNKNOWN,
                "mode must be ENFORCE, DRY_RUN or SHADOW, was %s",
                avro.getMode());
        var policy = policy(avro);
        Check.that(
                policy.shadow() == (avro.getMode() == PolicyMode.SHADOW),
                "mode must be ENFORCE in a file of ecs-autoscale, was %s",
                avro.getMode());
        return new PolicyRevision(policy, fromAvro(avro.getProvenance()), avro.getConstants());
    }

    /**
     * The policy that a record carries, of whatever kind.
     *
     * @throws IllegalArgumentException when it breaks a constraint of policies, or is of a kind that this version does not know
     */
    public static Policy policy(ScalingPolicy avro) {
        var cluster = avro.getCluster();
        if (avro.getKind() == PolicyKind.CLUSTER && cluster != null) {
            return ClusterSerdes.fromAvro(avro, cluster);
        }
        var drain = avro.getDrain();
        if (avro.getKind() == PolicyKind.DRAIN && drain != null) {
            return DrainSerdes.fromAvro(avro, drain);
        }
        var image = avro.getImage();
        return avro.getKind() == PolicyKind.IMAGE && image != null ? ImageSerdes.fromAvro(avro, image) : capacity(avro);
    }

    /**
     * The policy that a record carries, of a kind whose targets have a capacity.
     *
     * @throws IllegalArgumentException when it is of another kind, or breaks a constraint of policies
     */
    public static CapacityPolicy capacity(ScalingPolicy avro) {
        var policy = new CapacityPolicy(
                avro.getName(),
                avro.getRevision(),
                avro.getEnabled(),
                avro.getTargets().stream().map(Target::parse).toList(),
                fromAvro(avro.getVia()),
                new Bounds(avro.getMin(), avro.getMax()),
                avro.getMetrics().stream().map(MetricSerdes::fromAvro).toList(),
                avro.getRules().stream().map(RuleSerdes::fromAvro).toList(),
                BehaviourSerdes.fromAvro(avro),
                avro.getSchedule().stream().map(ScheduleSerdes::fromAvro).toList(),
                ExecutionSerdes.fromAvro(avro));
        var kind = PolicyKind.valueOf(policy.kind().name());
        Check.that(
                avro.getKind() == kind, "kind must be that of the targets %s, was %%s".formatted(kind), avro.getKind());
        return policy;
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
            case DESIRED -> io.tidegate.schemas.Actuation.DESIRED;
            case BOUNDS -> io.tidegate.schemas.Actuation.BOUNDS;
        };
    }

    private static Actuation fromAvro(io.tidegate.schemas.Actuation via) {
        return switch (via) {
            case SERVICE -> Actuation.SERVICE;
            case SCALABLE_TARGET -> Actuation.SCALABLE_TARGET;
            case DESIRED -> Actuation.DESIRED;
            case BOUNDS -> Actuation.BOUNDS;
            case UNKNOWN ->
                throw new IllegalArgumentException("via must be a way that this version knows, was UNKNOWN");
        };
    }
}
