package io.tidegate.simulatedaws.scaling;

import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import java.time.Instant;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** A registered scalable target. */
record ScalableTargetState(TargetKey key, Bounds bounds, SuspendedState suspended, Instant createdAt) {}
