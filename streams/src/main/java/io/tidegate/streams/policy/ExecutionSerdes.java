package io.tidegate.streams.policy;

import io.tidegate.schemas.PolicyMode;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.streams.policy.Execution.ForeignWrites;
import io.tidegate.streams.policy.Execution.Mode;
import io.tidegate.streams.policy.Execution.Restore;
import io.tidegate.streams.policy.Execution.Yield;
import java.time.Duration;

/** Maps how commands are carried out to and from {@code scaling-policies}. */
final class ExecutionSerdes {
    private ExecutionSerdes() {}

    static ScalingPolicy.Builder toAvro(Execution execution, ScalingPolicy.Builder avro) {
        return avro.setMode(PolicyMode.valueOf(execution.mode().name()))
                .setPriority(execution.priority())
                .setYieldMillis(
                        switch (execution.foreignWrites()) {
                            case Restore _ -> null;
                            case Yield yielding -> yielding.span().toMillis();
                        });
    }

    static Execution fromAvro(ScalingPolicy avro) {
        return new Execution(mode(avro.getMode()), avro.getPriority(), foreignWrites(avro));
    }

    private static Mode mode(PolicyMode mode) {
        return switch (mode) {
            case ENFORCE -> Mode.ENFORCE;
            case DRY_RUN -> Mode.DRY_RUN;
            case SHADOW -> Mode.SHADOW;
            case UNKNOWN -> throw new IllegalArgumentException("mode must be ENFORCE, DRY_RUN or SHADOW, was " + mode);
        };
    }

    private static ForeignWrites foreignWrites(ScalingPolicy avro) {
        var millis = avro.getYieldMillis();
        return millis == null ? new Restore() : new Yield(Duration.ofMillis(millis));
    }
}
