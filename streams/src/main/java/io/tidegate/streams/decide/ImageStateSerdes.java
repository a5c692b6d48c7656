package io.tidegate.streams.decide;

import io.tidegate.schemas.ClusterTargetState;
import io.tidegate.schemas.ImagePolicyState;
import io.tidegate.schemas.ImageRun;
import io.tidegate.schemas.SeenTemplate;
import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.image.ImageState;
import io.tidegate.streams.image.ImageState.Course;
import io.tidegate.streams.image.Run;
import io.tidegate.streams.journal.ObservedTemplate;
import io.tidegate.streams.journal.ObservedTemplateSerdes;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.ScheduleSerdes;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The states of images to and from their record; lossless, and the same state gives the same bytes. */
final class ImageStateSerdes {
    private ImageStateSerdes() {}

    static ClusterTargetState toAvro(ImageState state) {
        var course = state.course();
        return ClusterStateSerdes.head(state, null, state.orders(), state.lastVerdict())
                .setDecider(ImagePolicyState.newBuilder()
                        .setSeen(toAvro(state.seen()))
                        .setAhead(state.ahead().stream()
                                .map(ScheduleSerdes::toAvro)
                                .toList())
                        .setCheckedUpTo(course.checkedUpTo())
                        .setAheadOf(course.aheadOf())
                        .setRun(toAvro(course.run()))
                        .setGate(toAvro(course.gate()))
                        .setRetryAfter(course.retryAfter())
                        .build())
                .build();
    }

    static ImageState image(ClusterTargetState avro, ImagePolicyState image) {
        return new ImageState(
                avro.getDomain(),
                avro.getTarget(),
                (ImagePolicy) PolicySerdes.policy(avro.getPolicy()),
                ClusterStateSerdes.ids(avro),
                seen(image.getSeen()),
                image.getAhead().stream().map(ScheduleSerdes::fromAvro).findFirst(),
                new Course(
                        image.getCheckedUpTo(),
                        image.getAheadOf(),
                        run(image.getRun()),
                        gate(image.getGate()),
                        image.getRetryAfter()),
                ClusterStateSerdes.orders(avro),
                avro.getLastDecision(),
                avro.getDueAt());
    }

    private static @Nullable SeenTemplate toAvro(@Nullable Seen<ObservedTemplate> seen) {
        return seen == null ? null : new SeenTemplate(seen.at(), ObservedTemplateSerdes.toAvro(seen.what()));
    }

    private static @Nullable Seen<ObservedTemplate> seen(@Nullable SeenTemplate avro) {
        return avro == null ? null : new Seen<>(avro.getAt(), ObservedTemplateSerdes.fromAvro(avro.getState()));
    }

    private static @Nullable ImageRun toAvro(@Nullable Run run) {
        return run == null
                ? null
                : new ImageRun(run.cause(), run.firedAt(), run.changed(), List.copyOf(run.refreshed()), run.failures());
    }

    private static @Nullable Run run(@Nullable ImageRun avro) {
        return avro == null
                ? null
                : new Run(
                        avro.getCause(),
                        avro.getFiredAt(),
                        avro.getChanged(),
                        new TreeSet<>(avro.getRefreshed()),
                        avro.getFailures());
    }

    static io.tidegate.schemas.@Nullable ImageGate toAvro(@Nullable ImageGate gate) {
        return gate == null
                ? null
                : new io.tidegate.schemas.ImageGate(gate.policy(), gate.item(), gate.at(), gate.until());
    }

    static @Nullable ImageGate gate(io.tidegate.schemas.@Nullable ImageGate avro) {
        return avro == null ? null : new ImageGate(avro.getPolicy(), avro.getItem(), avro.getAt(), avro.getUntil());
    }
}
