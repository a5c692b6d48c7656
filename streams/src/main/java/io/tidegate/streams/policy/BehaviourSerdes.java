package io.tidegate.streams.policy;

import io.tidegate.schemas.PolicyBehaviour;
import io.tidegate.schemas.PolicyLimit;
import io.tidegate.schemas.PolicyPace;
import io.tidegate.schemas.PolicyQuorum;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.streams.policy.Behaviour.Combine;
import io.tidegate.streams.policy.Behaviour.Confirm;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.Behaviour.Deployments;
import io.tidegate.streams.policy.Behaviour.Limit;
import io.tidegate.streams.policy.Behaviour.MaxChange;
import io.tidegate.streams.policy.Behaviour.Pace;
import io.tidegate.streams.policy.Behaviour.Quorum;
import io.tidegate.streams.policy.Behaviour.Select;
import io.tidegate.streams.policy.Behaviour.Stabilization;
import io.tidegate.streams.policy.Behaviour.Unit;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps what tempers the rules of policies to and from its part of a {@code scaling-policies} record. */
final class BehaviourSerdes {
    private BehaviourSerdes() {}

    static PolicyBehaviour toAvro(Behaviour behaviour) {
        return PolicyBehaviour.newBuilder()
                .setCombine(behaviour.combine().name())
                .setStabilizationScaleOutMillis(
                        behaviour.stabilization().scaleOut().toMillis())
                .setStabilizationScaleInMillis(
                        behaviour.stabilization().scaleIn().toMillis())
                .setConfirmScaleOut(toAvro(behaviour.confirm().scaleOut()))
                .setConfirmScaleIn(toAvro(behaviour.confirm().scaleIn()))
                .setMaxScaleOut(toAvro(behaviour.maxChange().scaleOut()))
                .setMaxScaleIn(toAvro(behaviour.maxChange().scaleIn()))
                .setDeployments(behaviour.deployments().name())
                .build();
    }

    static Behaviour fromAvro(ScalingPolicy policy) {
        var cooldown = new Cooldown(
                Duration.ofMillis(policy.getCooldownScaleOutMillis()),
                Duration.ofMillis(policy.getCooldownScaleInMillis()));
        var avro = policy.getBehaviour();
        if (avro == null) {
            return new Behaviour(cooldown);
        }
        return new Behaviour(
                cooldown,
                Combine.valueOf(avro.getCombine()),
                new Stabilization(
                        Duration.ofMillis(avro.getStabilizationScaleOutMillis()),
                        Duration.ofMillis(avro.getStabilizationScaleInMillis())),
                new Confirm(quorum(avro.getConfirmScaleOut()), quorum(avro.getConfirmScaleIn())),
                new MaxChange(limit(avro.getMaxScaleOut()), limit(avro.getMaxScaleIn())),
                Deployments.valueOf(avro.getDeployments()));
    }

    private static @Nullable PolicyQuorum toAvro(Optional<Quorum> quorum) {
        return quorum.map(of ->
                        new PolicyQuorum(of.need(), of.of(), (int) of.every().toSeconds()))
                .orElse(null);
    }

    private static Optional<Quorum> quorum(@Nullable PolicyQuorum avro) {
        return Optional.ofNullable(avro)
                .map(of -> new Quorum(of.getNeed(), of.getOf(), Duration.ofSeconds(of.getEverySeconds())));
    }

    private static @Nullable PolicyLimit toAvro(Limit limit) {
        return limit.equals(Limit.NONE)
                ? null
                : new PolicyLimit(
                        limit.select().name(),
                        limit.paces().stream()
                                .map(pace -> new PolicyPace(
                                        pace.unit().name(),
                                        pace.amount(),
                                        pace.per().toMillis()))
                                .toList());
    }

    private static Limit limit(@Nullable PolicyLimit avro) {
        return avro == null
                ? Limit.NONE
                : new Limit(
                        avro.getPaces().stream()
                                .map(pace -> new Pace(
                                        Unit.valueOf(pace.getUnit()),
                                        pace.getAmount(),
                                        Duration.ofMillis(pace.getPerMillis())))
                                .toList(),
                        Select.valueOf(avro.getSelect()));
    }
}
