package io.tidegate.streams.policy;

import io.tidegate.schemas.Actuation;
import io.tidegate.schemas.DrainSettings;
import io.tidegate.schemas.EscalationStep;
import io.tidegate.schemas.PolicyKind;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.DrainPolicy.Balancers;
import io.tidegate.streams.policy.DrainPolicy.Escalation;
import io.tidegate.streams.policy.DrainPolicy.Ladder;
import io.tidegate.streams.policy.DrainPolicy.Rung;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Maps what is particular to drain policies to and from {@code scaling-policies}. */
final class DrainSerdes {
    private DrainSerdes() {}

    static ScalingPolicy.Builder toAvro(DrainPolicy policy, ScalingPolicy.Builder avro) {
        return avro.setKind(PolicyKind.DRAIN)
                .setVia(Actuation.UNKNOWN)
                .setMin(0)
                .setMax(0)
                .setMetrics(List.of())
                .setRules(List.of())
                .setSchedule(List.of())
                .setCooldownScaleOutMillis(0)
                .setCooldownScaleInMillis(0)
                .setDrain(DrainSettings.newBuilder()
                        .setGroups(policy.groups().stream().map(Target::text).toList())
                        .setHook(policy.hook().orElse(null))
                        .setLoadBalancers(policy.balancers().classic())
                        .setTargetGroups(policy.balancers().targetGroups())
                        .setEscalation(policy.ladder().rungs().stream()
                                .map(rung -> new EscalationStep(
                                        rung.after().toMillis(), rung.action().name()))
                                .toList())
                        .setSpotDeadlineMillis(policy.spotDeadline().toMillis())
                        .setLaunchDeadlineMillis(policy.launchDeadline().toMillis())
                        .build());
    }

    static DrainPolicy fromAvro(ScalingPolicy avro, DrainSettings drain) {
        Check.that(avro.getTargets().size() == 1, "targets must be one cluster or group, was %s", avro.getTargets());
        return new DrainPolicy(
                avro.getName(),
                avro.getRevision(),
                avro.getEnabled(),
                Target.parse(avro.getTargets().getFirst()),
                drain.getGroups().stream().map(DrainSerdes::group).toList(),
                Optional.ofNullable(drain.getHook()),
                new Balancers(drain.getLoadBalancers(), drain.getTargetGroups()),
                new Ladder(drain.getEscalation().stream().map(DrainSerdes::rung).toList()),
                Duration.ofMillis(drain.getSpotDeadlineMillis()),
                Duration.ofMillis(drain.getLaunchDeadlineMillis()),
                ExecutionSerdes.fromAvro(avro));
    }

    private static Rung rung(EscalationStep step) {
        return new Rung(Duration.ofMillis(step.getAfterMillis()), Escalation.valueOf(step.getAction()));
    }

    private static Target.Group group(String text) {
        if (Target.parse(text) instanceof Target.Group group) {
            return group;
        }
        throw new IllegalArgumentException("groups must be Auto Scaling groups, was \"%s\"".formatted(text));
    }
}
