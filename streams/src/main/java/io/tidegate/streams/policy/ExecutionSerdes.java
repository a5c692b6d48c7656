package io.tidegate.streams.policy;

import io.tidegate.schemas.PolicyMode;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.streams.policy.Execution.ForeignWrites;
import io.tidegate.streams.policy.Execution.Restore;
import io.tidegate.streams.policy.Execution.Yield;
import java.time.Duration;

/** Maps how commands are carried out to and from {@code scaling-policies}. */
final class ExecutionSerdes {
    private ExecutionSerdes() {}

    static ScalingPolicy.Builder toAvro(Execution execution, ScalingPolicy.Builder avro) {
        return avro.setMode(execution.dryRun() ? PolicyMode.DRY_RUN : PolicyMode.ENFORCE)
                .setPriority(execution.priority())
                .setYieldMillis(
                        switch (execution.foreignWrites()) {
                            case Restore _ -> null;
                            case Yield yielding -> yielding.span().toMillis();
                        });
    }

    static Execution fromAvro(ScalingPolicy avro) {
        return new Execution(avro.getMode() == PolicyMode.DRY_RUN, avro.getPriority(), foreignWrites(avro));
    }

    private static ForeignWrites foreignWrites(ScalingPolicy avro) {
        var millis = avro.getYieldMillis();
        return millis == null ? new Restore() : new Yield(Duration.ofMillis(millis));
    }
}
